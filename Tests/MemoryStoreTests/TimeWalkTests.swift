import Domain
import MemoryDomain
import SQLite
import Store
import TestingElwosa
import Testing

@testable import MemoryStore

@Suite("A walk through entries by time")
struct TimeWalkTests {
    private func walk(
        _ house: MemoryHouse, _ order: EntryQuestion.Sorting = .oldest, limit: Int = 20,
        _ change: (inout EntryQuestion) -> Void = { _ in }
    ) throws -> [String] {
        var (keys, after) = ([String](), String?.none)
        repeat {
            var question = EntryQuestion("", today: house.now.day)
            (question.order, question.limit, question.after) = (order, limit, after)
            change(&question)
            let found = try house.memory.search(question, at: house.now, for: Person.ada.caller)
            #expect(found.entries.count <= limit)
            keys += found.entries.map(\.entry.key)
            after = found.next
        } while after != nil
        return keys
    }

    private func day(_ day: Int) -> Instant { MemoryHouse.start.adding(days: day) }

    /// Written on the days of their numbers but the last, which was said on the second.
    private func house() throws -> MemoryHouse {
        let house = try MemoryHouse()
        for number in 1...4 {
            house.now = day(number)
            try house.put(key: "k\(number)", "Text \(number)") { $0.tags = number % 2 == 0 ? ["even"] : [] }
        }
        try house.put(key: "said", "Said then.") { $0.at = day(2).adding(seconds: 60) }
        return house
    }

    @Test("goes by when each was said, or else written, either way, page by page", arguments: [1, 2, 3, 50])
    func order(_ limit: Int) throws {
        let house = try house()
        #expect(try walk(house, limit: limit) == ["k1", "k2", "said", "k3", "k4"])
        #expect(try walk(house, .newest, limit: limit) == ["k4", "k3", "said", "k2", "k1"])
    }

    @Test("keeps to its stretch of time, its spaces and its filters")
    func bounds() throws {
        let house = try house()
        let other = try house.space(of: .ada, called: "Other")
        try house.put(key: "other", "Elsewhere.", in: other)
        #expect(try walk(house) { ($0.from, $0.until) = (day(2), day(4)) } == ["k2", "said", "k3"])
        #expect(try walk(house, limit: 1) { $0.filter.tags = ["even"] } == ["k2", "k4"])
        #expect(try walk(house) { $0.spaces = [other] } == ["other"])
        #expect(try walk(house).last == "other")
        let bens = try house.space(of: .ben)
        try house.put(key: "bens", "Ben's.", in: bens, by: .ben)
        #expect(try !walk(house).contains("bens"))
    }

    @Test("comes by what each entry shows, once, and by none that is over")
    func shown() throws {
        let house = try house()
        house.now = day(5)
        try house.put(key: "k1", "Text 1, written anew")
        #expect(try walk(house) == ["k2", "said", "k3", "k4", "k1"])
        #expect(try walk(house) { $0.time = EntryTime(knownAt: day(4)) } == ["k1", "k2", "said", "k3", "k4"])
        // A tag more is no other time.
        var patch = EntryPatch()
        patch.tags = ["more"]
        _ = try house.memory.patchEntry("k2", patch, of: house.space, by: house.change())
        #expect(try walk(house).first == "k2")
        _ = try house.memory.deleteEntry("k3", of: house.space, by: house.change())
        try house.put(key: "k4", "Text 4") { $0.expiresAt = house.now.adding(seconds: 9) }
        #expect(try walk(house) == ["k2", "said", "k1", "k4"])
        house.now = house.now.adding(seconds: 9)
        #expect(try walk(house) == ["k2", "said", "k1"])
    }

    @Test("goes on behind many that are not meant")
    func sparse() throws {
        let house = try MemoryHouse()
        let writes = (1...900).map { number in
            var fields = EntryFields(content: .text("Text \(number)"))
            fields.tags = number % 300 == 0 ? ["rare"] : []
            return EntryWrite(key: .named("k\(number)"), draft: EntryDraft(fields))
        }
        _ = try house.memory.putEntries(writes, of: house.space, by: house.change())
        #expect(try walk(house, limit: 2) { $0.filter.tags = ["rare"] } == ["k300", "k600", "k900"])
    }

    @Test("with words is the nearest, put in order of time")
    func withWords() throws {
        let house = try MemoryHouse()
        for (day, text) in [(3, "boat boat"), (1, "boat and more"), (2, "boat")] {
            house.now = self.day(day)
            try house.put(key: "d\(day)", text)
        }
        var question = EntryQuestion("boat", today: house.now.day)
        question.order = .oldest
        let found = try house.memory.search(question, at: house.now, for: Person.ada.caller)
        #expect(found.entries.map(\.entry.key) == ["d1", "d2", "d3"] && found.next == nil)
    }

    @Test("refuses a place that no page said, and one beside a question")
    func refused() throws {
        let house = try MemoryHouse()
        for (text, after, field) in [("", "x", "after"), ("", "1.2.3", "after"), ("boat", "1.2", "after")] {
            var question = EntryQuestion(text, today: house.now.day)
            (question.order, question.after) = (.oldest, after)
            let failure = #expect(throws: Failure.self) {
                try house.memory.search(question, at: house.now, for: Person.ada.caller)
            }
            #expect(failure?.field == field)
        }
    }

    @Test("reads a page of an index, and sorts nothing", arguments: [false, true], [false, true])
    func plan(isDown: Bool, isPastToo: Bool) throws {
        let house = try house()
        let steps = try house.store.read { tx in
            try tx.all(
                SQL(composed: "EXPLAIN QUERY PLAN " + TimeWalk.text(isDown: isDown, isPastToo: isPastToo)), house.space,
                0,
                10, 0, 0, 10
            ) { row in try row[3] as String }
        }
        #expect(steps.count == 1)
        #expect(steps.first?.contains("INDEX memoryPassageByTime (spaceId=? AND at") == true, "\(steps)")
    }
}
