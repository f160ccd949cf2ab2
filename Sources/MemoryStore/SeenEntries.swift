import Domain
import Finding
import MemoryDomain
import SQLite
import Store

/// The passages and entries that one search has looked at more closely.
struct SeenEntries {
    private(set) var passages: [Int64: PassageRow] = [:]
    private(set) var entries: [Int64: ShownEntry] = [:]
    /// Of a turn, the turns on both sides of it, the nearest first.
    private(set) var neighbours: [Int64: [[Int64]]] = [:]
    private var looked: Set<Int64> = []

    /// The passage is a part of what its entry shows at the time that is asked for.
    func isShown(_ passage: PassageRow) -> Bool {
        guard let entry = entries[passage.entry] else { return false }
        return entry.text == passage.text && (passage.start < entry.bytes || passage.isJSON)
    }

    mutating func look(
        at ids: [Int64], _ question: EntryQuestion, _ now: Instant, _ tx: ReadTransaction
    ) throws {
        let rows = try PassageRow.all(ids.filter { passages[$0] == nil }, tx)
        for row in rows { passages[row.id] = row }
        try look(atEntries: rows.map(\.entry), question, now, tx)
    }

    private mutating func look(
        atEntries ids: [Int64], _ question: EntryQuestion, _ now: Instant, _ tx: ReadTransaction
    ) throws {
        let new = Set(ids).subtracting(looked)
        guard !new.isEmpty else { return }
        looked.formUnion(new)
        entries.merge(try ShownEntry.all(new.sorted(), question, at: now, tx)) { known, _ in known }
    }

    /// Looks at the turns beside those that were found: an answer need not repeat a word of its question.
    mutating func lookBeside(
        _ best: ArraySlice<Int64>, _ question: EntryQuestion, _ now: Instant, _ tx: ReadTransaction
    ) throws {
        let turns = best.compactMap { passages[$0].flatMap { entries[$0.entry] } }
            .filter { neighbours[$0.id] == nil && $0.conversation != nil }
        let found = try TurnNeighbours.all(Array(Set(turns.map(\.id))), tx)
        let beside = Set(found.flatMap { $0.sides.joined() })
        let rows = try PassageRow.first(of: beside.subtracting(looked).sorted(), tx)
        for row in rows { passages[row.id] = row }
        try look(atEntries: rows.map(\.entry), question, now, tx)
        for one in found { neighbours[one.entry] = one.sides.map { ofConversation(of: one.entry, $0) } }
    }

    /// Those that are turns of the same conversation, up to the first that is none.
    private func ofConversation(of entry: Int64, _ side: [Int64]) -> [Int64] {
        guard let prefix = entries[entry]?.conversation?.prefix else { return [] }
        // One that shows nothing is between them all the same.
        return Array(side.prefix { entries[$0].map { $0.key.hasPrefix(prefix) } ?? true })
    }
}
