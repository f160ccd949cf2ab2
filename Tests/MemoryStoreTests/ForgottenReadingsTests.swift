import Domain
import HouseStore
import MemoryDomain
import MemoryStore
import SQLite
import Store
import Testing
import TestingElwosa

@Suite("Notes of who read")
struct ForgottenReadingsTests {
    private func sweep(_ house: MemoryHouse, after days: Int) throws {
        for day in [days, days + 1] {
            let time = SweepTime(house.now.adding(days: day), uptime: Int64(day) * 86_400)
            _ = try house.store.sweep(by: .commandLine, at: time)
        }
    }

    private func count(_ house: MemoryHouse) throws -> Int {
        try house.store.read { tx in try tx.value("SELECT count(*) FROM memoryReading") ?? 0 }
    }

    /// As many readings as minutes, the last at the beginning of the test.
    private func fill(_ house: MemoryHouse, _ minutes: Int) throws {
        _ = try house.store.write(work: .max) { [space = house.space] tx in
            try tx.run(
                """
                WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < ?3 - 1)
                INSERT INTO memoryReading (spaceId, minute, accountId, entries, count)
                SELECT ?1, ?2 - i * 60, 1, '', 1 FROM n
                """, space, MemoryHouse.start, minutes)
        }
    }

    @Test("go after ninety days, and not before")
    func age() throws {
        let house = try MemoryHouse()
        try fill(house, 3)
        try sweep(house, after: 88)
        #expect(try count(house) == 3)
        try sweep(house, after: 92)
        #expect(try count(house) == 0)
    }

    @Test("are the last fifty thousand of a space")
    func excess() throws {
        let house = try MemoryHouse()
        try fill(house, 50_300)
        try sweep(house, after: 0)
        #expect(try count(house) == 50_000)
        let oldest: Int64? = try house.store.read { tx in try tx.value("SELECT min(minute) FROM memoryReading") }
        #expect(oldest == MemoryHouse.start.seconds - 49_999 * 60)
    }

    @Test("cannot be written for a space that is gone or notes nobody any more, and are none then")
    func gone() throws {
        let house = try MemoryHouse()
        try house.put("x", from: nil, until: nil)
        let memory = house.store.memory(readings: house.readings)
        for notes in [true, false] {
            _ = try memory.updateSpace(
                house.space, SpacePatch(name: nil, retentionDays: nil, notesReaders: notes), by: house.change())
            _ = try memory.entry(MemoryHouse.key, of: house.space, .now, at: house.now, for: Person.ada.caller)
            if notes {
                _ = try memory.updateSpace(
                    house.space, SpacePatch(name: nil, retentionDays: nil, notesReaders: false), by: house.change())
            }
            try house.store.write(house.readings)
        }
        #expect(try count(house) == 0)
    }

    @Test("wait while they cannot be written")
    func kept() throws {
        let house = try MemoryHouse()
        try house.put("x", from: nil, until: nil)
        let memory = house.store.memory(readings: house.readings)
        _ = try memory.updateSpace(
            house.space, SpacePatch(name: nil, retentionDays: nil, notesReaders: true), by: house.change())
        _ = try memory.entry(MemoryHouse.key, of: house.space, .now, at: house.now, for: Person.ada.caller)
        _ = try house.store.write { tx in try tx.run("ALTER TABLE memoryReading RENAME TO elsewhere") }
        #expect(throws: Failure.self) { try house.store.write(house.readings) }
        _ = try house.store.write { tx in try tx.run("ALTER TABLE elsewhere RENAME TO memoryReading") }
        try house.store.write(house.readings)
        #expect(try count(house) == 1)
    }
}
