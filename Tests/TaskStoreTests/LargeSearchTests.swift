import Domain
import SQLite
import TaskDomain
import Testing
import TestingElwosa

@testable import Store
@testable import TaskStore

/// Searches as they are among very many tasks, with bounds for few.
@Suite("A search among very many tasks")
struct LargeSearchTests {
    private func by(_ site: TestSite, _ person: Person = .ada) -> Change {
        Change(by: person.caller, at: site.clock.now)
    }

    /// One task of Ben's, and 40 newer ones of Ada's.
    private func withMilk(_ body: (TestSite) throws -> Void) async throws {
        try await withSite { site in
            try site.make(.task("milkshake"), by: .ben)
            for number in 1...40 { try site.make(.task("milk \(number)"), by: .ada) }
            try body(site)
        }
    }

    /// The pages of a search, one after the other.
    private func pages(
        _ text: String, _ bounds: TaskSearch.Bounds, for person: Person, _ site: TestSite
    ) throws -> [[TaskItem.ID]] {
        let frame = DayFrame(utc: site.clock.now)
        let access = Access(person.caller)
        return try site.store.database.read { tx in
            let asked = try ListConditions(try TaskFilter(parsing: text), frame, access, tx, isRanked: true)
            let search = TaskSearch(try #require(asked.search), asked, within: bounds, tx)
            var (pages, after): ([[TaskItem.ID]], String?) = ([], nil)
            repeat {
                let page = try search.page(after: after, limit: 10, for: access)
                pages.append(page.ids)
                after = page.next
            } while after != nil && pages.count < 100
            return pages
        }
    }

    @Test("ends a page that its windows do not fill, and goes on where it ended")
    func goesOn() async throws {
        try await withMilk { site in
            let bounds = TaskSearch.Bounds(window: 2, windows: 3, time: .seconds(600), patience: 100)
            let ben = try pages("milk", bounds, for: .ben, site)
            #expect(ben.count > 3 && ben[0].isEmpty && ben.flatMap { $0 } == [1])
            let ada = try pages("milk", bounds, for: .ada, site).flatMap { $0 }
            #expect(ada.count == 40 && Set(ada).count == 40)
        }
    }

    @Test("begins no further window after its time")
    func time() async throws {
        try await withMilk { site in
            let bounds = TaskSearch.Bounds(window: 2, windows: 50, time: .zero, patience: 100)
            let ben = try pages("milk", bounds, for: .ben, site)
            #expect(ben.count > 10 && ben.flatMap { $0 } == [1])
        }
    }

    @Test("shows somebody who reaches few tasks what these have, at once and in their order")
    func reached() async throws {
        try await withMilk { site in
            try site.make(.task("milk of mine"), by: .ben)
            try site.make(.task("bread"), by: .ben)
            _ = try site.store.tasks.addComment("with milk", to: 43, by: by(site, .ben))
            for number in 1...40 { try site.make(.task("milk again \(number)"), by: .ada) }
            let bounds = TaskSearch.Bounds(window: 2, windows: 3, time: .seconds(600), patience: 2)
            #expect(try pages("milk", bounds, for: .ben, site) == [[43, 42, 1]])
            #expect(try pages("bread milk", bounds, for: .ben, site) == [[43]])
            #expect(try pages("\"no such\"", bounds, for: .ben, site) == [[]])
        }
    }

    @Test("in an order of its own has each task once, however many comments it is found by")
    func sorted() async throws {
        try await withSite { site in
            for title in ["c", "a", "b", "d"] { try site.make(.task(title), by: .ada) }
            for number in 1...30 {
                _ = try site.store.tasks.addComment("milk \(number)", to: Int64(number % 3 + 1), by: by(site))
            }
            var (found, after): ([String], String?) = ([], nil)
            repeat {
                let filter = try TaskFilter(parsing: "milk sort:title")
                let query = TaskQuery(filter, frame: DayFrame(utc: site.clock.now), after: after, limit: 1)
                let page = try site.store.tasks.list(query, for: Person.ada.caller)
                #expect(page.tasks.count == 1)
                found += page.tasks.map(\.title)
                after = page.next
            } while after != nil && found.count < 10
            #expect(found == ["a", "b", "c"])
        }
    }

    @Test("gathers so many beginnings and no more; a word is found by itself all the same")
    func allowance() async throws {
        try await withSite { site in
            var draft = try TaskDraft(title: "m milk bread flour")
            draft.inbox = "ada"
            var line = ImportedTask(
                draft: draft, createdAt: site.clock.now, updatedAt: site.clock.now, completedAt: nil)
            line.number = 1_000_000
            let operating = Change(by: .commandLine, at: site.clock.now)
            _ = try site.store.tasks.importTasks([line], by: operating)
            func finds(_ text: String) throws -> Bool {
                try pages(text, TaskSearch.Bounds(), for: .ada, site) == [[1_000_000]]
            }
            #expect(try finds("m") && finds("mi") && finds("mi br") && finds("milk bread flour"))
            #expect(try !finds("b") && !finds("mi br fl") && finds("mi br m") && finds("milk br fl"))
        }
    }

    @Test("of a beginning that very many words have shows the comments that it stands in")
    func gathered() async throws {
        try await withSite { site in
            let letters = "abcdefghij"
            let words = letters.flatMap { first in letters.map { "wort\(first)\($0)" } }
            for word in words { try site.make(.task(word), by: .ada) }
            let task = try site.make(.task("other"), by: .ada).id
            for text in ["wortaa, old", "wortaa, new", "nothing"] {
                _ = try site.store.tasks.addComment(text, to: task, by: by(site))
            }
            var query = TaskQuery(try TaskFilter(parsing: "wort"), frame: DayFrame(utc: site.clock.now), limit: 200)
            query.hasComments = true
            let page = try site.store.tasks.list(query, for: Person.ada.caller)
            #expect(page.tasks.count == words.count + 1 && page.comments == [task: "wortaa, new"])
            let bounds = TaskSearch.Bounds(window: 7, windows: 50, time: .seconds(600), patience: 100)
            let parts = try pages("ort", bounds, for: .ada, site).flatMap { $0 }
            #expect(parts.count == words.count + 1 && Set(parts).count == parts.count)
        }
    }
}
