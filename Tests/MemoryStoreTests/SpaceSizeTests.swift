import Domain
import HouseStore
import MemoryDomain
import SQLite
import Store
import Testing
import TestingElwosa

@testable import MemoryStore

/// What a space is said to hold, held against what is there.
@Suite("The size of a space")
struct SpaceSizeTests {
    private static let keys = ["a", "b", "c"]

    private func expectCounted(_ house: MemoryHouse, _ step: String) throws {
        let (said, held) = try house.store.read { tx in
            let said = try tx.one("SELECT entries, bytes FROM memorySize WHERE spaceId = ?", house.space) { row in
                SpaceSize(entries: try row[0], bytes: try row[1])
            }
            let entries: Int? = try tx.value("SELECT count(*) FROM memoryEntry WHERE deletedAt IS NULL")
            let bytes: Int? = try tx.value("SELECT coalesce(sum(length(CAST(text AS BLOB))), 0) FROM memoryText")
            let measured: Int? = try tx.value("SELECT coalesce(sum(bytes), 0) FROM memoryText")
            #expect(bytes == measured, "\(step)")
            return (said ?? SpaceSize(), SpaceSize(entries: entries ?? 0, bytes: bytes ?? 0))
        }
        #expect(said == held, "\(step)")
    }

    @Test(
        "is that of its entries and texts after any changes, and none of them keeps it from being erased",
        arguments: 1...6)
    func counted(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed))
        let house = try MemoryHouse()
        var changes: [Int64] = []
        for step in 1...40 {
            house.now = house.now.adding(seconds: Int64.random(in: 0...90, using: &random))
            let key = Self.keys.randomElement(using: &random) ?? "a"
            do {
                let (name, made) = try change(house, key, changes, &random)
                if let made { changes.append(made) }
                try expectCounted(house, "\(seed).\(step) \(name) \(key)")
            } catch let failure as Failure {
                #expect([.notFound, .conflict, .invalid].contains(failure.kind), "\(failure)")
            }
        }
        let differences = try house.rebuildDifferences()
        #expect(differences == [])
        let space = try house.memory.space(house.space, for: Person.ada.caller).summary
        try house.memory.deleteSpace(house.space, entries: space.size.entries, by: house.change())
        let left: Int? = try house.store.read { tx in
            try tx.value("SELECT (SELECT count(*) FROM memorySpace) + (SELECT count(*) FROM memoryText)")
        }
        #expect(left == 0)
    }

    private func change(
        _ house: MemoryHouse, _ key: String, _ changes: [Int64], _ random: inout SeededRandom
    ) throws -> (String, Int64?) {
        let text = String(repeating: "x", count: Int.random(in: 1...40, using: &random))
        let (memory, space) = (house.memory, house.space)
        switch Int.random(in: 0..<12, using: &random) {
        case 0...2:
            var fields = EntryFields(content: .text(text))
            if Bool.random(using: &random) { fields.expiresAt = house.now.adding(seconds: 120) }
            return ("put", try memory.putEntry(.named(key), EntryDraft(fields), of: space, by: house.change()).change)
        case 3...5: return ("append", try memory.appendEntry(key, text, of: space, by: house.change()).change)
        case 6:
            var patch = EntryPatch()
            patch.tags = [text]
            return ("patch", try memory.patchEntry(key, patch, of: space, by: house.change()).change)
        case 7: return ("delete", try memory.deleteEntry(key, of: space, by: house.change()))
        case 8:
            let version = Int64.random(in: 1...4, using: &random)
            return ("restore", try memory.restoreEntry(key, version: version, of: space, by: house.change()).change)
        case 9...10:
            guard let change = changes.last else { return ("nothing", nil) }
            return ("undo", try memory.undoEntries(change, by: house.change()).change)
        default:
            try memory.eraseEntry(key, of: space, by: house.change())
            return ("erase", nil)
        }
    }

    @Test("is that of what is left where a text was erased out of its entries")
    func withoutText() throws {
        let house = try MemoryHouse()
        try house.put("my password is hunter2000, or was", from: nil, until: nil)
        _ = try house.memory.appendEntry(MemoryHouse.key, " and hunter2000", of: house.space, by: house.change())
        _ = try house.store.accounts.eraseText("hunter2000", by: Change(by: .commandLine, at: house.now))
        try expectCounted(house, "erased")
    }

    @Test("a text that is added is kept as the rules leave it, also where it changes what stands before it")
    func seam() throws {
        let house = try MemoryHouse()
        try house.put("e", from: nil, until: nil)
        for text in ["\u{301}t\u{202E}\r\nend", " a\u{202E}b", "\r\nlast"] {
            house.now = house.now.adding(seconds: 1)
            _ = try house.memory.appendEntry(MemoryHouse.key, text, of: house.space, by: house.change())
            try expectCounted(house, text)
        }
        let whole = try EntryRules.text("e\u{301}t\u{202E}\r\nend a\u{202E}b\r\nlast")
        #expect(try house.text(validOn: nil, knownOn: nil).map { Array($0.utf8) } == Array(whole.utf8))
        #expect(try house.rebuildDifferences() == [])
    }

    @Test("an entry that was written since a sweep looked at it is not erased")
    func written() throws {
        let house = try MemoryHouse()
        try house.put("old", from: nil, until: nil)
        let seen = try #require(
            try house.store.read { tx in
                try tx.one("SELECT id, spaceId, seq FROM memoryEntry") { row in
                    ErasedEntry(id: try row[0], space: try row[1], seq: try row[2])
                }
            })
        try house.put("new", from: nil, until: nil)
        try MemoryErasing(house.store, Change(by: .commandLine, at: house.now)).erase(entries: [seen])
        #expect(try house.text(validOn: nil, knownOn: nil) == "new")
    }

    @Test("an entry that is to be erased is hidden by an event, so the log says so wherever its erasing is cut off")
    func hiddenByEvent() throws {
        let house = try MemoryHouse()
        try house.put("old", from: nil, until: nil)
        try house.memory.eraseEntry(MemoryHouse.key, of: house.space, by: house.change())
        let kinds: [String] = try house.store.read { tx in
            try tx.all("SELECT kind FROM event WHERE area = 'memory' AND kind LIKE 'entry%' ORDER BY seq") { try $0[0] }
        }
        #expect(kinds == ["entry_put", "entry_expired", "entry_erased"])
        #expect(try house.rebuildDifferences() == [])
    }

    @Test("erasing is done once under its retry key, and leaves alone what has its key since")
    func erasedOnce() throws {
        let house = try MemoryHouse()
        try house.put("old", from: nil, until: nil)
        let retry = RetryKey(key: "k", route: "DELETE", digest: [UInt8](repeating: 1, count: 32))
        let change = Change(by: Person.ada.caller, at: house.now, retry: retry)
        try house.memory.eraseEntry(MemoryHouse.key, of: house.space, by: change)
        try house.put("new", from: nil, until: nil)
        try house.memory.eraseEntry(MemoryHouse.key, of: house.space, by: change)
        #expect(try house.text(validOn: nil, knownOn: nil) == "new")
        #expect(try house.rebuildDifferences() == [])
    }

    @Test(
        "what is hidden and was cut off before it was erased is erased by the clock of the house, and not by a day's sweep"
    )
    func erasedLater() throws {
        let house = try MemoryHouse()
        try house.put("hunter2000", from: nil, until: nil)
        let cut = { (sql: SQL) in _ = try house.store.write { tx in try tx.run(sql) } }
        try cut("CREATE TRIGGER cut BEFORE DELETE ON memoryEntry BEGIN SELECT RAISE(ABORT, 'cut off'); END")
        #expect(throws: Failure.self) {
            try house.memory.eraseEntry(MemoryHouse.key, of: house.space, by: house.change())
        }
        #expect(try house.text(validOn: nil, knownOn: nil) == nil)
        try cut("DROP TRIGGER cut")
        for due in house.store.memoryDue { while try due.tellDue(at: house.now) {} }
        let left: [String] = try house.store.read { tx in
            try tx.all("SELECT 'text' FROM memoryText UNION ALL SELECT 'marked' FROM memoryErasing") { try $0[0] }
                + tx.all("SELECT kind FROM event WHERE area = 'memory' AND subject = 1 ORDER BY seq") { try $0[0] }
        }
        #expect(left == ["space_created", "entry_put", "entry_expired", "entry_erased"])
        #expect(try house.rebuildDifferences() == [])
    }
}
