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
        return entry.text == passage.text && (passage.start < entry.bytes || entry.isJSON)
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
        let turns = TurnNeighbours(tx: tx)
        var beside: Set<Int64> = []
        for id in best {
            guard let row = passages[id], neighbours[row.entry] == nil, let entry = entries[row.entry],
                let conversation = entry.conversation
            else { continue }
            let sides = try turns.ids(of: entry, conversation)
            neighbours[entry.id] = sides
            beside.formUnion(sides.joined())
        }
        let rows = try PassageRow.first(of: beside.subtracting(looked).sorted(), tx)
        for row in rows { passages[row.id] = row }
        try look(atEntries: rows.map(\.entry), question, now, tx)
    }
}
