import Domain
import JSON
import MemoryChanges
import MemoryDomain
import SQLite
import Store

/// The columns of `memoryVersion` `v` and its `memoryText` `x` in statements, and how a row of them is read.
enum VersionColumns {
    static let selected = """
        v.number, v.deed, v.restored, v.at, v.by, v.kind, v.tags, v.importance, v.source, v.speaker, v.saidAt, v.links,
        v.validFrom, v.validUntil, v.expiresAt, x.text, x.isJSON, v.bytes
        """
    static let count = 18
    /// The number of a row, by an entry and the number of a version of it.
    static func id(_ entry: String, _ number: String) -> String { "(\(entry) * \(stride) + \(number))" }

    static func id(_ entry: Int64, _ number: Int64) -> Int64 { entry * stride + number }

    /// The condition that a row `w` is of an entry.
    static func ofEntry(_ entry: String) -> String {
        "w.id > \(entry) * \(stride) AND w.id < (\(entry) + 1) * \(stride)"
    }

    /// More than an entry can have versions.
    private static let stride: Int64 = 131_072

    static let joinText = "LEFT JOIN memoryText x ON x.id = v.textId"

    static func version(_ row: borrowing Row, _ first: Int = 0) throws -> VersionRow {
        VersionRow(
            number: try row[first], deed: try row[first + 1], restored: try row[first + 2], at: try row[first + 3],
            by: try row[first + 4], fields: try fields(row, first))
    }

    /// - Shape: nil of a version that deleted its entry.
    private static func fields(_ row: borrowing Row, _ first: Int) throws -> EntryFields? {
        guard let kind: EntryKind = try row[first + 5] else { return nil }
        var fields = EntryFields(content: try content(row, first))
        fields.kind = kind
        fields.tags = try items(row[first + 6]).compactMap(\.string)
        fields.importance = try row[first + 7]
        fields.source = try row[first + 8]
        fields.speaker = try row[first + 9]
        fields.at = try row[first + 10]
        fields.links = try items(row[first + 11]).compactMap { MemoryLink($0) }
        fields.validFrom = try row[first + 12]
        fields.validUntil = try row[first + 13]
        fields.expiresAt = try row[first + 14]
        return fields
    }

    private static func content(_ row: borrowing Row, _ first: Int) throws -> MemoryContent {
        let (text, bytes): (String, Int) = (try row[first + 15], try row[first + 17])
        let whole = text.utf8.count == bytes ? text : String(decoding: text.utf8.prefix(bytes), as: UTF8.self)
        return MemoryContent(stored: whole, isJSON: try row[first + 16])
    }

    /// - Shape: NULL is none, as of nearly every turn.
    private static func items(_ text: String?) -> [JSON] {
        guard let text, case .array(let items) = try? JSONParser.parse(Array(text.utf8)) else { return [] }
        return items
    }
}

/// The columns of `memoryEntry` `e` in its space `s`, and how a row of them is read.
enum EntryColumns {
    static let selected = """
        e.id, e.spaceId, e.key, e.version, e.createdAt, e.createdBy, e.updatedAt, e.seq, e.deletedAt, e.expiresAt,
        s.retentionDays
        """
    static let count = 11
    static let tables = "memoryEntry e JOIN memorySpace s ON s.id = e.spaceId"

    static func entry(_ row: borrowing Row) throws -> EntryRow {
        let deletedAt: Instant? = try row[8]
        return EntryRow(
            id: try row[0], spaceId: try row[1], key: try row[2], version: try row[3], createdAt: try row[4],
            createdBy: try row[5], updatedAt: try row[6], seq: try row[7], isDeleted: deletedAt != nil,
            expiresAt: try row[9], retentionDays: try row[10])
    }
}
