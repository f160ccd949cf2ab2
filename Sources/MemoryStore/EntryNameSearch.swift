import Domain
import MemoryChanges
import MemoryDomain
import SQLite
import Search
import Store

/// The look for entries by their names in some spaces. What it looks at is bounded in each of them.
struct EntryNameSearch {
    let tx: ReadTransaction
    let spaces: [Int64]

    /// Keys that one look at a space reads, and entries that have a word.
    private static let window = 50
    /// Words of what was typed that each space is asked for; the others are looked for in what is found.
    private static let askedWords = 8
    private static let last = "\u{10FFFF}"

    /// The entries whose keys begin with what was typed.
    ///
    /// - Shape: their numbers; of each conversation only the first turn.
    func ids(beginning typed: String, limit: Int) throws -> [Int64] {
        let spellings = Set([typed, typed.lowercased(), typed.prefix(1).uppercased() + typed.dropFirst()]).sorted()
        return try spellings.flatMap { spelling in
            try spaces.flatMap { space in try ids(in: space, spelling, limit: limit) }
        }
    }

    private func ids(in space: Int64, _ typed: String, limit: Int) throws -> [Int64] {
        var (found, from, isLast) = ([Int64](), typed, false)
        for _ in 0..<limit where !isLast && found.count < limit {
            let keys = try tx.all(Self.selectKeys, space, from, typed + Self.last, Self.window) { row in
                (id: try row[0] as Int64, key: try row[1] as String, kind: try row[2] as EntryKind?)
            }
            isLast = keys.count < Self.window
            for one in keys where found.count < limit {
                from = one.key + "\u{1}"
                guard let kind = one.kind else { continue }
                found.append(one.id)
                guard kind == .turn, let conversation = Conversation(ofTurn: one.key) else { continue }
                // What is behind all of its turns.
                (from, isLast) = (conversation.prefix + Self.last, false)
                break
            }
        }
        return found
    }

    private static let selectKeys = SQL(
        kept: """
            SELECT e.id, e.key, v.kind FROM (SELECT id, key, version FROM memoryEntry
                WHERE spaceId = ? AND key >= ? AND key < ? ORDER BY key LIMIT ?) e
            JOIN memoryVersion v ON v.id = \(VersionColumns.id("e.id", "e.version")) ORDER BY e.key
            """)

    /// The entries that may have all words of a pattern in their names: those that have the rarest of them.
    func ids(with pattern: SearchPattern) throws -> [Int64] {
        try spaces.flatMap { space in
            let found = try pattern.words.enumerated().prefix(Self.askedWords).map { place, word in
                let isPrefix = pattern.isPrefix && place == pattern.words.count - 1
                let word = EntryNames.cut(word)
                return try tx.all(
                    """
                    SELECT entryId FROM memoryName WHERE spaceId = ? AND word >= ? AND word <= ?
                    ORDER BY word DESC, entryId DESC LIMIT ?
                    """, space, word, isPrefix ? word + Self.last : word, Self.window
                ) { try $0[0] as Int64 }
            }
            return found.filter { !$0.isEmpty }.min { $0.count < $1.count } ?? []
        }
    }

    /// The name of an entry has every word of a pattern.
    static func isNamed(_ entry: MemoryEntry, _ pattern: SearchPattern) -> Bool {
        let names = EntryNames.all(entry)
        return pattern.words.enumerated().allSatisfy { place, word in
            let isPrefix = pattern.isPrefix && place == pattern.words.count - 1
            let word = EntryNames.cut(word)
            return names.contains { isPrefix ? $0.hasPrefix(word) : $0 == word }
        }
    }
}

extension SQLiteMemoryRepository {
    package func entries(
        named typed: String, limit: Int, at now: Instant, for caller: Caller
    ) throws(Failure) -> [MemoryEntry] {
        let (typed, pattern) = (NormalForm.composed(typed), SearchPattern(typed, isPrefix: true))
        return try store.read { tx in
            let search = EntryNameSearch(tx: tx, spaces: try SpaceAccess(caller).spaces(tx))
            let begun = try search.ids(beginning: typed, limit: limit)
            let named = try pattern.map { try search.ids(with: $0) } ?? []
            let rows = try Self.there(begun.prefix(Self.nameLimit) + named.prefix(Self.nameLimit), at: now, tx)
            let entries = try reader(now, caller, tx).entries(inOrder: rows[...])
            let isBegun = Set(begun)
            let meant = entries.filter { entry in
                isBegun.contains(entry.id) || pattern.map { EntryNameSearch.isNamed(entry, $0) } == true
            }
            return Array(meant.prefix(limit))
        }
    }

    /// Entries of each kind whose names are read.
    private static let nameLimit = 100

    /// Those of some entries that readers find at a moment, each once, in their order.
    static func there(_ ids: some Sequence<Int64>, at now: Instant, _ tx: ReadTransaction) throws -> [Int64] {
        var seen: Set<Int64> = []
        let ids = ids.filter { seen.insert($0).inserted }
        let rows = try tx.all(selectThere, IDList(ids), row: EntryColumns.entry)
        let there = Set(rows.filter { $0.isThere(at: now) }.map(\.id))
        return ids.filter(there.contains)
    }

    private static let selectThere = SQL(
        kept: "SELECT \(EntryColumns.selected) FROM \(EntryColumns.tables) WHERE e.id IN (\(IDList.rows))")
}
