import Domain
import MemoryChanges
import MemoryDomain
import SQLite
import Store

/// Reads entries as they are shown at a time.
struct EntryReader {
    let tx: ReadTransaction
    let time: EntryTime
    let now: Instant

    /// - Units: bytes of contents that one page has; a single longer one is a page too.
    static let pageBytes = 4_194_304

    private static let columns = """
        e.id, e.spaceId, e.key, e.version, e.createdAt, a.id, a.name, e.updatedAt, t.validFrom, t.validUntil,
        \(VersionColumns.selected)
        """

    /// Those of these numbers that show anything, by number.
    func entries(_ ids: [Int64]) throws -> [Int64: MemoryEntry] {
        guard !ids.isEmpty else { return [:] }
        var selection = EntrySelection(time, at: now, of: "memoryEntry")
        selection.add("e.id IN (\(IDList.rows))", IDList(ids))
        let found = try tx.all(
            SQL(
                composed: """
                    SELECT \(Self.columns) FROM \(selection.tables) \(VersionColumns.joinText)
                    LEFT JOIN account a ON a.id = e.createdBy WHERE \(selection.condition)
                    """), values: selection.values, row: Self.entry)
        return Dictionary(uniqueKeysWithValues: found.compactMap { $0 }.map { ($0.id, $0) })
    }

    func entry(_ id: Int64) throws -> MemoryEntry? { try entries([id])[id] }

    private static func entry(_ row: borrowing Row) throws -> MemoryEntry? {
        let version = try VersionColumns.version(row, 10)
        let (from, until): (Instant?, Instant?) = (try row[8], try row[9])
        let stretch = until.map {
            Timeline.Stretch(version: version.number, from: from ?? Timeline.beginning, until: $0)
        }
        guard let said = Shown(version: version, stretch: stretch).said else { return nil }
        let maker: Int64? = try row[5]
        return MemoryEntry(
            id: try row[0], spaceId: try row[1], key: try row[2], fields: said.fields, writtenIn: said.number,
            version: try row[3], createdAt: try row[4],
            createdBy: try maker.map { AccountName(id: $0, name: try row[6]) }, updatedAt: try row[7])
    }
}
