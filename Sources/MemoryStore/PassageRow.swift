import SQLite
import Store

/// A passage of the index.
struct PassageRow {
    let id: Int64
    let entry: Int64
    let text: Int64
    let start: Int
    let bytes: Int
    let length: Int
    /// The text is JSON, of which an entry shows all or nothing.
    let isJSON: Bool

    private static let columns = "id, entryId, textId, start, bytes, length, isJSON"

    static func all(_ ids: [Int64], _ tx: ReadTransaction) throws -> [PassageRow] {
        try tx.all(selectOfNumbers, IDList(ids), row: row)
    }

    /// The first passages of what entries show.
    static func first(of entries: [Int64], _ tx: ReadTransaction) throws -> [PassageRow] {
        try tx.all(selectFirst, IDList(entries), row: row)
    }

    private static let selectOfNumbers = SQL(
        kept: "SELECT \(columns) FROM memoryPassage WHERE id IN (\(IDList.rows))")
    private static let selectFirst = SQL(
        kept: "SELECT \(columns) FROM memoryPassage WHERE entryId IN (\(IDList.rows)) AND isPast = 0 AND start = 0")

    private static func row(_ row: borrowing Row) throws -> PassageRow {
        PassageRow(
            id: try row[0], entry: try row[1], text: try row[2], start: try row[3], bytes: try row[4],
            length: try row[5], isJSON: try row[6])
    }
}
