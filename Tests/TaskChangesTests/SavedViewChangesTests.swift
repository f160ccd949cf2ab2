import Domain
import JSON
import TaskChanges
import TaskDomain
import Testing
import TestingElwosa

@Suite("Saved views")
struct SavedViewChangesTests {
    private func save(by person: Person = .ada, retry: RetryKey? = nil, _ world: RuleWorld) throws -> SavedView {
        try world.change(by: person, retry: retry) { try SavedViewChanges($0).save("Today", "due:today") }
    }

    private func update(
        _ id: Int64, name: String? = nil, query: String? = nil, by person: Person = .ada, seen: Int64? = nil,
        _ world: RuleWorld
    ) throws -> SavedView {
        try world.change(by: person, seen: seen) { try SavedViewChanges($0).update(id, name: name, query: query) }
    }

    private func delete(
        _ id: Int64, by person: Person = .ada, retry: RetryKey? = nil, seen: Int64? = nil, _ world: RuleWorld
    ) throws {
        try world.change(by: person, retry: retry, seen: seen) { try SavedViewChanges($0).delete(id) }
    }

    @Test("are somebody's own, and not there for anybody else", arguments: RowsKind.allCases)
    func own(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let view = try save(world).id
        let mark = try world.mark()
        #expect(throws: Failure.notFound) { try update(view, name: "x", by: .ben, world) }
        #expect(throws: Failure.notFound) { try delete(view, by: .ben, world) }
        #expect(try world.mark() == mark)
        #expect(try world.change { try $0.rows.view(view, of: 1)?.name } == "Today")
    }

    @Test("an account has so many, beside those of others", arguments: RowsKind.allCases)
    func room(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        for _ in 0..<SavedView.limit { _ = try save(world) }
        let mark = try world.mark()
        let full = #expect(throws: Failure.self) { try save(world) }
        #expect(full == Failure(.tooMany(SavedView.limit), field: "views"))
        #expect(try world.mark() == mark)
        _ = try save(by: .ben, world)
        try delete(1, world)
        _ = try save(world)
    }

    @Test("a query has at most 1,000 bytes", arguments: RowsKind.allCases)
    func longQuery(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let view = try save(world).id
        let long = String(repeating: "x", count: 1_001)
        let failure = Failure(.tooManyBytes(1_000), field: "query")
        #expect(throws: failure) { try update(view, query: long, world) }
        #expect(throws: failure) { try world.change { try SavedViewChanges($0).save("Long", long) } }
        #expect(try update(view, query: String(long.dropLast()), world).query.utf8.count == 1_000)
    }

    @Test("every change raises the version, and one for another version is refused", arguments: RowsKind.allCases)
    func versions(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let view = try save(world)
        let renamed = try update(view.id, name: "Now", seen: 1, world)
        #expect(renamed == SavedView(id: view.id, name: "Now", query: "due:today", version: 2))
        let mark = try world.mark()
        for attempt: () throws -> Void in [
            { _ = try update(view.id, query: "is:open", seen: 1, world) }, { try delete(view.id, seen: 1, world) },
        ] {
            let failure = #expect(throws: Failure.self) { try attempt() }
            #expect(failure?.kind == .stale && failure?.field == "version")
        }
        #expect(try update(view.id, name: "Now", query: "due:today", world) == renamed && world.mark() == mark)
    }

    @Test("are told with what they say", arguments: RowsKind.allCases)
    func events(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let view = try save(world).id
        _ = try update(view, query: "is:open", world)
        try delete(view, world)
        #expect(throws: Failure.notFound) { try delete(view, world) }
        let told = try world.told()
        #expect(told.map(\.kind) == ["view_saved", "view_changed", "view_removed"])
        #expect(told.allSatisfy { $0.subject == view && $0.place == nil })
        let contents = try [("due:today", 1), ("is:open", 2), ("is:open", 2)].map { query, version in
            let text = #"{"account": 1, "name": "Today", "query": "\#(query)", "version": \#(version)}"#
            return try #require(try JSONParser.parse(Array(text.utf8)).object)
        }
        #expect(told.map(\.content) == contents)
    }

    @Test("a request that comes again changes nothing", arguments: RowsKind.allCases)
    func repeated(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        func key(_ route: String) -> RetryKey {
            RetryKey(key: "k", route: route, digest: [UInt8](repeating: 1, count: 32))
        }
        let view = try save(retry: key("POST /views"), world)
        #expect(try save(retry: key("POST /views"), world) == view)
        for _ in 1...2 { try delete(view.id, retry: key("DELETE /views"), world) }
        #expect(try world.told().count == 2)
        #expect(throws: Failure.notFound) { try save(retry: key("POST /views"), world) }
    }
}
