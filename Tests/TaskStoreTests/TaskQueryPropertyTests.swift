import Domain
import Store
import TaskDomain
import TaskStore
import Testing
import TestingElwosa

@Suite("Lists by queries", .timeLimit(.minutes(5)))
struct TaskQueryPropertyTests {
    /// Eighty changes of Ada's and an archived project; Ben sees some of it.
    private func world(_ site: TestSite, seed: UInt64) throws {
        var random = try RandomChanges(site, seed: seed)
        for _ in 0..<120 { _ = try random.next() }
        let change = Change(by: Person.ada.caller, at: site.clock.now)
        _ = try site.store.projects.updateProject(2, ProjectPatch(isArchived: true), ifVersion: nil, by: change)
        try site.store.projects.removeMember(Person.ben.id, of: 1, by: change)
    }

    @Test("find what looking at every task finds", arguments: 1...6 as ClosedRange<UInt64>, [Person.ada, .ben, .cleo])
    func plain(seed: UInt64, person: Person) async throws {
        try await withSite { site in
            try world(site, seed: seed)
            let plain = try PlainFilter(site, for: person)
            var queries = RandomQueries(seed: seed)
            let texts =
                RandomQueries.terms + RandomQueries.terms.map { "-" + $0 } + (0..<200).map { _ in queries.next() }
            for text in texts {
                let filter = try TaskFilter(parsing: text)
                let found = try all(filter, limit: 200, site, person)
                #expect(Set(found) == Set(plain.answer(filter)), "\(text)")
                #expect(found.count == Set(found).count, "\(text)")
            }
        }
    }

    @Test("in every order their pages meet without a gap or a double", arguments: 1...6 as ClosedRange<UInt64>)
    func pages(seed: UInt64) async throws {
        try await withSite { site in
            try world(site, seed: seed)
            let plain = try PlainFilter(site, for: .ada)
            var queries = RandomQueries(seed: seed)
            for _ in 0..<40 {
                let text = "\(queries.next()) \(queries.sort())"
                let filter = try TaskFilter(parsing: text)
                let found = try all(filter, limit: 3, site, .ada)
                #expect(found == plain.answer(filter), "\(text)")
            }
        }
    }

    @Test("pages of a search meet, ranked or not", arguments: ["mil", "mil bre", "\"milk bread\"", "überall -plan"])
    func ranked(text: String) async throws {
        try await withSite { site in
            try world(site, seed: 7)
            let filter = try TaskFilter(parsing: text)
            let whole = try all(filter, limit: 200, site, .ada)
            #expect(try all(filter, limit: 2, site, .ada) == whole)
            #expect(try Set(whole) == Set(PlainFilter(site, for: .ada).answer(filter)))
        }
    }

    /// Every page, one after the other.
    private func all(_ filter: TaskFilter, limit: Int, _ site: TestSite, _ person: Person) throws -> [TaskItem.ID] {
        var query = TaskQuery(filter, frame: DayFrame(utc: site.clock.now), limit: limit)
        var found: [TaskItem.ID] = []
        repeat {
            let page = try site.store.tasks.list(query, for: person.caller)
            #expect(page.tasks.count == limit || page.next == nil)
            found += page.tasks.map(\.id)
            query.after = page.next
        } while query.after != nil && found.count < 500
        return found
    }

    @Test("a title of any length that is the last of its page is a place to go on from")
    func longTitles() async throws {
        try await withSite { site in
            let title = String(repeating: "👩🏽‍🚀", count: 499)
            for letter in ["a", "b", "c"] { try site.make(.task(title + letter)) }
            let found = try all(try TaskFilter(parsing: "sort:title"), limit: 1, site, .ada)
            #expect(found == [3, 2, 1])
        }
    }
}
