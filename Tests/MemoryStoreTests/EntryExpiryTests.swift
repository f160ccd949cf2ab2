import Domain
import HouseStore
import MemoryDomain
import MemoryStore
import SQLite
import Store
import Testing
import TestingElwosa

@Suite("The clock of the house")
struct EntryExpiryTests {
    private func expired(_ house: MemoryHouse) throws -> [Int64] {
        try house.store.read { tx in
            try tx.all("SELECT subject FROM event WHERE kind = 'entry_expired' ORDER BY seq") { try $0[0] }
        }
    }

    private func put(_ house: MemoryHouse, _ key: String, expiresAt: Instant? = nil) throws -> Int64 {
        var fields = EntryFields(content: .text("x"))
        fields.expiresAt = expiresAt
        let draft = EntryDraft(fields)
        return try house.memory.putEntry(.named(key), draft, of: house.space, by: house.change()).entry.id
    }

    @Test("tells of an entry that has expired, once, and of none that was written anew")
    func own() throws {
        let house = try MemoryHouse()
        let due = EntryExpiry(house.store)
        let first = try put(house, "a", expiresAt: house.now.adding(seconds: 10))
        _ = try put(house, "b", expiresAt: house.now.adding(seconds: 10))
        _ = try put(house, "c")
        _ = try put(house, "b", expiresAt: house.now.adding(seconds: 99))
        #expect(try !due.tellDue(at: house.now.adding(seconds: 9)) && expired(house) == [])
        for later in [10, 11, 50] { _ = try due.tellDue(at: house.now.adding(seconds: Int64(later))) }
        #expect(try expired(house) == [first])
        #expect(try house.rebuildDifferences() == [])
        house.now = house.now.adding(seconds: 20)
        let again = try put(house, "a", expiresAt: house.now.adding(seconds: 10))
        _ = try due.tellDue(at: house.now.adding(seconds: 10))
        #expect(again != first)
        // The first once more, as its key went to another.
        #expect(try expired(house) == [first, first, again])
        #expect(try house.rebuildDifferences() == [])
    }

    @Test("tells of what a space has kept for long enough, also when it keeps things for shorter from now on")
    func retention() throws {
        let house = try MemoryHouse()
        let due = EntryExpiry(house.store)
        let old = try put(house, "old")
        house.now = house.now.adding(days: 3)
        let new = try put(house, "new")
        _ = try due.tellDue(at: house.now)
        #expect(try expired(house) == [])
        for (days, ids) in [(3, [old]), (2, [old]), (1, [old])] {
            let patch = try SpacePatch(name: nil, retentionDays: .some(Int64(days)), notesReaders: nil)
            _ = try house.memory.updateSpace(house.space, patch, by: house.change())
            while try due.tellDue(at: house.now) {}
            #expect(try expired(house) == ids, "\(days)")
        }
        _ = try due.tellDue(at: house.now.adding(days: 1))
        #expect(try expired(house) == [old, new])
    }

    @Test("tells of an old entry that a file has brought behind newer ones")
    func late() throws {
        let house = try MemoryHouse()
        let due = EntryExpiry(house.store)
        try house.setRetention(30)
        _ = try put(house, "new")
        let day = house.now.adding(days: -29).rfc3339
        try house.take(#"{"key":"old","version":1,"deed":"put","writtenAt":"\#(day)","content":"x"}"#)
        _ = try due.tellDue(at: house.now)
        #expect(try expired(house) == [])
        _ = try due.tellDue(at: house.now.adding(days: 1))
        #expect(try expired(house).count == 1)
    }

    @Test("tells of more than fit into one step, and a sweep of two days later erases them")
    func many() throws {
        let house = try MemoryHouse()
        let due = EntryExpiry(house.store)
        for number in 1...450 { _ = try put(house, "k\(number)", expiresAt: house.now.adding(seconds: 1)) }
        var steps = 0
        while try due.tellDue(at: house.now.adding(seconds: 1)) { steps += 1 }
        #expect(try steps == 2 && expired(house).count == 450)
        for day in 0...1 {
            let time = SweepTime(house.now.adding(days: day).adding(seconds: 2), uptime: Int64(day) * 86_400)
            _ = try house.store.sweep(by: .commandLine, at: time)
        }
        let left: Int = try house.store.read { tx in
            try tx.value("SELECT (SELECT count(*) FROM memoryEntry) + (SELECT count(*) FROM memoryText)") ?? 0
        }
        #expect(left == 0)
        #expect(try house.rebuildDifferences() == [])
    }
}
