import Domain
import MemoryDomain
import SQLite
import Store

/// An entry that a search looks at, without what it says.
struct ShownEntry {
    let id: Int64
    let space: Int64
    let key: String
    let text: Int64
    /// Bytes of the text that it shows.
    let bytes: Int
    let kind: EntryKind
    let speaker: String?
    /// The moment at which it was said, or else written.
    let at: Instant

    /// The conversation that it is a turn of.
    var conversation: Conversation? { kind == .turn ? Conversation(ofTurn: key) : nil }

    /// Those of these numbers that show anything at a time, and are meant.
    static func all(
        _ ids: [Int64], _ question: EntryQuestion, at now: Instant, _ tx: ReadTransaction
    ) throws -> [Int64: ShownEntry] {
        var selection = EntrySelection(question.time, at: now, of: "memoryEntry")
        selection.add("e.id IN (\(IDList.rows))", IDList(ids))
        selection.requireRetention(at: now)
        selection.require(question.filter)
        if let prefix = question.filter.prefix { selection.require(prefix: prefix) }
        if let from = question.from { selection.add("coalesce(v.saidAt, v.at) >= ?", from) }
        if let until = question.until { selection.add("coalesce(v.saidAt, v.at) < ?", until) }
        let entries = try tx.all(
            SQL(
                composed: """
                    SELECT e.id, e.spaceId, e.key, v.textId, v.bytes, v.kind, v.speaker, coalesce(v.saidAt, v.at)
                    FROM \(selection.tables) WHERE \(selection.condition)
                    """), values: selection.values
        ) { row -> ShownEntry? in
            guard let text: Int64 = try row[3], let kind: EntryKind = try row[5] else { return nil }
            return ShownEntry(
                id: try row[0], space: try row[1], key: try row[2], text: text, bytes: try row[4],
                kind: kind, speaker: try row[6], at: try row[7])
        }
        return Dictionary(uniqueKeysWithValues: entries.compactMap { entry in entry.map { ($0.id, $0) } })
    }
}
