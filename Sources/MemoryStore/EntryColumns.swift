import Domain
import JSON
import MemoryChanges
import MemoryDomain
import SQLite
import Store

/// The columns of `memoryVersion` `v` and its `memoryText` `x` in statements, and how a row of them is read.
enum VersionColumns {
    static let selected = "\(withoutText), x.text, x.isJSON, v.bytes"
    /// The first of them, which stand in `memoryVersion` alone.
    static let withoutText = """
        v.number, v.deed, v.restored, v.at, v.by, v.author, v.kind, v.tags, v.importance, v.source, v.speaker, v.saidAt,
        v.links, v.validFrom, v.validUntil, v.expiresAt
        """
    /// The number of a row, by an entry and the number of a version of it.
    static func id(_ entry: String, _ number: String) -> String { "(\(entry) * \(stride) + \(number))" }

    /// - Shape: of a number that no version has, that of none.
    static func id(_ entry: Int64, _ number: Int64) -> Int64 { entry * stride + min(max(number, 0), stride - 1) }

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
            by: try writer(row, first + 4), fields: try fields(row, first) { try content(row, first) })
    }

    /// An account, or the name that an import gave.
    static func writer(_ row: borrowing Row, _ first: Int) throws -> EntryWriter {
        EntryWriter(account: try row[first], name: try row[first + 1])
    }

    /// - Shape: nil of a version that deleted its entry.
    static func fields(
        _ row: borrowing Row, _ first: Int = 0, _ content: () throws -> MemoryContent
    ) throws -> EntryFields? {
        guard let kind: EntryKind = try row[first + 6] else { return nil }
        var fields = EntryFields(content: try content())
        fields.kind = kind
        fields.tags = try items(row[first + 7]).compactMap(\.string)
        fields.importance = try row[first + 8]
        fields.source = try row[first + 9]
        fields.speaker = try row[first + 10]
        fields.at = try row[first + 11]
        fields.links = try items(row[first + 12]).compactMap { MemoryLink($0) }
        fields.validFrom = try row[first + 13]
        fields.validUntil = try row[first + 14]
        fields.expiresAt = try row[first + 15]
        return fields
    }

    private static func content(_ row: borrowing Row, _ first: Int) throws -> MemoryContent {
        let (text, bytes): (String, Int) = (try row[first + 16], try row[first + 18])
        let whole = text.utf8.count == bytes ? text : String(decoding: text.utf8.prefix(bytes), as: UTF8.self)
        return MemoryContent(stored: whole, isJSON: try row[first + 17])
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
        e.id, e.spaceId, e.key, e.version, e.createdAt, e.createdBy, e.author, e.updatedAt, e.seq, e.deletedAt,
        e.expiresAt, s.retentionDays
        """
    static let count = 12
    static let tables = "memoryEntry e JOIN memorySpace s ON s.id = e.spaceId"

    static func entry(_ row: borrowing Row) throws -> EntryRow {
        let deletedAt: Instant? = try row[9]
        return EntryRow(
            id: try row[0], spaceId: try row[1], key: try row[2], version: try row[3], createdAt: try row[4],
            createdBy: try VersionColumns.writer(row, 5), updatedAt: try row[7], seq: try row[8],
            isDeleted: deletedAt != nil, expiresAt: try row[10], retentionDays: try row[11])
    }
}
