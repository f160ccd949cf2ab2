import Calendar
import Domain
import Store
import TaskDomain
import Testing
import TestingElwosa

@testable import TaskStore

@Suite("Lists by queries", .timeLimit(.minutes(15)))
struct TaskQueryPropertyTests {
    /// Eighty changes of Ada's and an archived project; Ben sees some of it.
    private func world(_ site: TestSite, seed: UInt64) throws {
        var random = try RandomChanges(site, seed: seed)
        for _ in 0..<120 { _ = try random.next() }
        let change = Change(by: Person.ada.caller, at: site.clock.now)
        _ = try site.store.projects.updateProject(2, ProjectPatch(isArchived: true), ifVersion: nil, by: change)
        try site.store.projects.removeMember(Person.ben.id, of: 1, by: change)
    }

    @Test("find what looking at every task finds", arguments: 1...3 as ClosedRange<UInt64>, [Person.ada, .ben, .cleo])
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

    @Test("in every order their pages meet without a gap or a double", arguments: 1...3 as ClosedRange<UInt64>)
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

    @Test(
        "a day stands behind its timed tasks and before the next day's, wherever its person lives",
        arguments: ["UTC", "Europe/Berlin", "America/Los_Angeles", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
    func days(zone name: String) async throws {
        try await withSite { site in
            let zone = try Zones().zone(named: name)
            var random = SeededRandom(seed: 4)
            // Around both changes of the clocks, and every hour of a few days.
            for day in ["2026-03-07", "2026-03-28", "2026-10-24", "2026-11-25"].compactMap(CivilDate.init(text:)) {
                for number in 0..<30 {
                    var draft = try TaskDraft.task(number.isMultiple(of: 2) ? "even" : "Odd")
                    let hour = Int64.random(in: -30...60, using: &random)
                    draft.plan[.dueAt] = .time(
                        number % 3 == 0
                            ? .date(day.adding(days: Int(hour) / 24))
                            : .instant(Instant(seconds: day.daysSince1970 * 86_400 + hour * 3_600)))
                    draft.priority = number.isMultiple(of: 5) ? .high : .normal
                    try site.make(draft)
                }
            }
            try site.make(.task("never"))
            var plain = try PlainFilter(site, for: .ada)
            let now = site.clock.now
            let frame = DayFrame(now: now, today: zone.localDate(at: now), days: zone)
            plain.days = frame.days
            for sort in ["due", "-due", "priority,due", "title,-due", "-priority,-due,title"] {
                let filter = try TaskFilter(parsing: "sort:\(sort)")
                #expect(try all(filter, limit: 7, site, .ada, frame) == plain.answer(filter), "\(sort)")
            }
            // Lanes are in the same order.
            let board = try site.store.tasks.board(
                BoardQuery(by: .status, frame: frame, limit: 200), for: Person.ada.caller)
            let urgent = try TaskFilter(parsing: "sort:priority,due")
            #expect(board.lanes[0].tasks.map(\.id) == plain.answer(urgent))
            let short = try site.store.tasks.board(
                BoardQuery(by: .status, frame: frame, limit: 9), for: Person.ada.caller)
            #expect(short.lanes[0].tasks.map(\.id) == Array(plain.answer(urgent).prefix(9)))
            // So is the dashboard.
            let overview = try site.store.tasks.overview(frame, for: Person.ada.caller)
            let order = DueOrder(days: frame.days)
            let places = overview.overdue.map { order.place($0.dueAt) }
            #expect(!places.isEmpty && places == places.sorted(by: >))
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
    private func all(
        _ filter: TaskFilter, limit: Int, _ site: TestSite, _ person: Person, _ frame: DayFrame? = nil
    ) throws -> [TaskItem.ID] {
        var query = TaskQuery(filter, frame: frame ?? DayFrame(utc: site.clock.now), limit: limit)
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
