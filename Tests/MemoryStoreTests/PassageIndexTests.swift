import Domain
import Finding
import HouseStore
import MemoryDomain
import SQLite
import Store
import TestingElwosa
import Testing

@testable import MemoryStore

/// The index is held against the texts after each of many changes: what it has of a passage is what the passage says, and
/// it has nothing of any other.
@Suite("The index of passages")
struct PassageIndexTests {
    /// Each word of the index with the passages that have it.
    private func indexed(_ table: String, _ house: MemoryHouse) throws -> Set<String> {
        let path = house.temporary.directory + "/elwosa.db"
        let copy = path + "-copy-\(Int.random(in: 0 ... .max))"
        try house.store.database.backup(to: copy)
        let database = try Database(path: copy, create: false)
        defer { database.close() }
        try database.write { tx in
            try tx.runScript("CREATE VIRTUAL TABLE seen USING fts5vocab('\(table)', 'instance')")
        }
        return try database.read { tx in
            Set(try tx.all("SELECT term, doc FROM seen") { row in "\(try row[0] as String) \(try row[1] as Int64)" })
        }
    }

    /// What the index should have, by the tables.
    private func expected(isPast: Bool, _ house: MemoryHouse) throws -> Set<String> {
        Set(try marks(isPast: isPast, \.marks, house).map { "\($0.mark) \($0.id)" })
    }

    /// The marks of all passages, or their longer words, with those beside the texts.
    private func marks(
        isPast: Bool, _ marks: KeyPath<Passage, Set<String>>, _ house: MemoryHouse
    ) throws -> [(id: Int64, mark: String)] {
        let rows = try house.store.read { tx in
            try tx.all(
                """
                SELECT p.id, p.start, p.bytes, p.at, p.beside, x.text, x.isJSON FROM memoryPassage p
                JOIN memoryText x ON x.id = p.textId WHERE (p.isPast = 1) = ?
                """, isPast
            ) { row -> [(id: Int64, mark: String)] in
                let text = Passage.text(of: MemoryContent(stored: try row[5], isJSON: try row[6]))
                let (start, bytes): (Int, Int) = (try row[1], try row[2])
                let piece = String(decoding: text.utf8.dropFirst(start).prefix(bytes), as: UTF8.self)
                let beside: String = try row[4]
                guard marks == \.marks || start < LongWords.learnedBytes else { return [] }
                let passage = Passage(piece, start..<start + bytes, try row[3])
                let id: Int64 = try row[0]
                let more = marks == \.marks ? beside.split(separator: " ").map(String.init) : []
                return passage[keyPath: marks].union(more).map { (id: id, mark: $0) }
            }
        }
        return Array(rows.joined())
    }

    /// The texts that have passages, shown ones and others; each whole, from its first byte to its last.
    private func requireWhole(_ house: MemoryHouse) throws {
        let gaps: [Int64] = try house.store.read { tx in
            try tx.all(
                """
                SELECT x.id FROM memoryText x WHERE x.isJSON = 0 AND x.bytes <> (SELECT coalesce(sum(p.bytes), 0)
                    FROM memoryPassage p WHERE p.textId = x.id)
                """
            ) { try $0[0] }
        }
        #expect(gaps == [])
        let wrong: [Int64] = try house.store.read { tx in
            try tx.all(
                """
                SELECT p.id FROM memoryPassage p JOIN memoryEntry e ON e.id = p.entryId
                LEFT JOIN memoryVersion v ON v.id = e.id * 131072 + e.version
                WHERE (p.isPast > 0) <> (v.textId IS NULL OR v.textId <> p.textId)
                """
            ) { try $0[0] }
        }
        #expect(wrong == [], "what is shown is told from what is past")
    }

    private func requireRight(_ house: MemoryHouse, _ step: String) throws {
        #expect(try indexed("memoryWords", house) == expected(isPast: false, house), "\(step)")
        #expect(try indexed("memoryPastWords", house) == expected(isPast: true, house), "\(step)")
        try requireWhole(house)
        try requireVocabulary(house)
    }

    /// The longer words of each space are those of its passages.
    private func requireVocabulary(_ house: MemoryHouse) throws {
        try DoubtfulWords(store: house.store).forget()
        let words = try house.store.read { tx in
            try tx.all("SELECT spaceId, text, ending FROM memoryLongWord") { row in
                "\(try row[0] as Int64) \(try row[1] as String) \(try row[2] as String)"
            }
        }
        let expected = try (marks(isPast: false, \.longWords, house) + marks(isPast: true, \.longWords, house))
            .map { "\(PassageIndex.space(of: $0.id)) \($0.mark) \(WordParts.ending(of: $0.mark))" }
        #expect(Set(words) == Set(expected))
    }

    private static let words = [
        "boiler", "Häuserfront", "Heizungskeller", "last Tuesday", "42", "日本語", "🚲", "running", "in May", "the", "roof",
    ]

    private func text(_ random: inout SeededRandom) -> String {
        (0..<Int.random(in: 1...300, using: &random)).map { _ in
            Self.words.randomElement(using: &random)! + (Int.random(in: 0..<9, using: &random) == 0 ? ".\n" : "")
        }.joined(separator: " ")
    }

    @Test("has all words of all texts and no others, whatever is done to entries", arguments: [UInt64(1), 2, 3])
    func changes(_ seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let house = try MemoryHouse()
        for step in 1...40 {
            let key = "k\(Int.random(in: 1...3, using: &random))"
            house.now = house.now.adding(seconds: 3_600)
            let deed = Int.random(in: 0...7, using: &random)
            do throws(Failure) {
                try carryOut(deed, key, house, &random)
            } catch {
                #expect(error.kind != .internalFault, "\(error)")
            }
            guard step % 4 == 0 else { continue }
            try requireRight(house, "seed \(seed), step \(step), \(deed)")
        }
    }

    private func carryOut(
        _ deed: Int, _ key: String, _ house: MemoryHouse, _ random: inout SeededRandom
    ) throws(Failure) {
        let (memory, space) = (house.memory, house.space)
        switch deed {
        case 0, 1:
            var fields = EntryFields(content: .text(text(&random)))
            fields.tags = Bool.random(using: &random) ? ["red", "Ämter"] : []
            fields.at = Bool.random(using: &random) ? house.now.adding(seconds: -86_400 * 40) : nil
            _ = try memory.putEntry(.named(key), EntryDraft(fields), of: space, by: house.change())
        case 2, 3: _ = try memory.appendEntry(key, " " + text(&random), of: space, by: house.change())
        case 4:
            var patch = EntryPatch()
            patch.tags = ["t\(Int.random(in: 0...3, using: &random))"]
            _ = try memory.patchEntry(key, patch, of: space, by: house.change())
        case 5: _ = try memory.deleteEntry(key, of: space, by: house.change())
        case 6:
            let versions = try memory.versions(
                of: key, of: space, before: nil, limit: 50, at: house.now, for: Person.ada.caller)
            let version = versions.randomElement(using: &random)?.number ?? 1
            _ = try memory.restoreEntry(key, version: version, of: space, by: house.change())
        default:
            guard Int.random(in: 0...4, using: &random) == 0 else { return }
            try memory.eraseEntry(key, of: space, by: house.change())
        }
    }

    @Test("is made anew from the tables where it was made by other rules, and only there")
    func otherRules() throws {
        var random = SeededRandom(seed: 9)
        let house = try MemoryHouse()
        for _ in 1...30 {
            house.now = house.now.adding(seconds: 3_600)
            try? carryOut(
                Int.random(in: 0...6, using: &random), "k\(Int.random(in: 1...3, using: &random))", house, &random)
        }
        // As other stems would have it: what stands there is not what the texts say, and something is not there.
        try house.store.write { tx in
            try tx.run(
                "INSERT INTO memoryWords (rowid, words) SELECT id, 'another' FROM memoryPassage WHERE isPast = 0")
            try tx.run("DELETE FROM memoryPassage WHERE isPast = 1")
            try tx.run("UPDATE memoryLongWord SET text = 'another' || text")
        }
        let path = house.temporary.directory + "/elwosa.db"
        try Schema.migrate(path)
        #expect(try indexed("memoryWords", house) != expected(isPast: false, house), "these are the rules")
        try house.store.write { tx in
            _ = try tx.run("UPDATE meta SET value = value - 1 WHERE name = 'memoryRules'")
        }
        try Schema.migrate(path)
        try requireRight(house, "made anew")
        #expect(try house.store.read(SQLiteMemoryRepository.hasIndex))
    }

    @Test("has the longer words of the beginning of a text alone, so that none keeps others waiting")
    func longTexts() throws {
        let house = try MemoryHouse()
        let letters = Array("abcdefghijklmnop")
        // As long as one may be, and of nothing but new words.
        let words = (0..<104_800).map { number in
            "word" + String((0..<5).map { letters[number >> ($0 * 4) & 15] })
        }
        try house.put(key: "long", words.joined(separator: " "))
        let learned: Int? = try house.store.read { tx in try tx.value("SELECT count(*) FROM memoryLongWord") }
        #expect((3_270...3_340).contains(learned ?? 0), "\(learned ?? 0) of words of ten bytes")
        try requireVocabulary(house)
        try house.memory.eraseEntry("long", of: house.space, by: house.change())
        try requireVocabulary(house)
    }

    @Test("is kept in few parts by the sweep")
    func merged() throws {
        let house = try MemoryHouse()
        func parts() throws -> Int {
            try house.store.read { tx in try tx.value("SELECT count(DISTINCT segid) FROM memoryWords_idx") ?? 0 }
        }
        var number = 0
        while try parts() < 4, number < 500 {
            number += 1
            try house.put(key: "k\(number)", "The boiler number \(number) leaks.")
        }
        #expect(try parts() == 4)
        _ = try house.store.sweep(by: Person.ada.caller, at: SweepTime(house.now, uptime: 100))
        #expect(try parts() < 4)
        try requireRight(house, "merged")
    }

    @Test("has long texts among what is past once the clock of the house has come to them")
    func waiting() throws {
        let house = try MemoryHouse()
        let text = (1...400).map { "The valve number \($0) leaks.\n" }.joined()
        try house.put(key: "long", text)
        try house.put(key: "long", "Nothing leaks.")
        #expect(try indexed("memoryPastWords", house).isEmpty)
        try requireRight(house, "before")
        let question = EntryQuestion("valve", today: house.now.day)
        #expect(try house.memory.search(question, at: house.now, for: Person.ada.caller).entries.isEmpty)
        while try house.store.memoryDue.contains(where: { try $0.tellDue(at: house.now) }) {}
        #expect(try !indexed("memoryPastWords", house).isEmpty)
        try requireRight(house, "afterwards")
        // One that is shown again before it was moved is among what is shown.
        try house.put(key: "long", text)
        try house.put(key: "long", "Nothing.")
        _ = try house.memory.restoreEntry("long", version: 3, of: house.space, by: house.change())
        try requireRight(house, "shown again")
        #expect(
            try house.memory.search(EntryQuestion("valve", today: house.now.day), at: house.now, for: Person.ada.caller)
                .entries.count == 1)
    }

    @Test("is given up step by step where an entry with many passages is erased")
    func erasing() throws {
        let house = try MemoryHouse()
        for number in 1...6 {
            let text = (1...2_500).map { "Line \($0) of version \(number).\n" }.joined()
            try house.put(key: "long", text)
        }
        let count: Int? = try house.store.read { tx in try tx.value("SELECT count(*) FROM memoryPassage") }
        #expect(count ?? 0 > 550)
        try house.memory.eraseEntry("long", of: house.space, by: house.change())
        for table in ["memoryWords", "memoryPastWords"] { #expect(try indexed(table, house).isEmpty) }
        try requireVocabulary(house)
    }
}
