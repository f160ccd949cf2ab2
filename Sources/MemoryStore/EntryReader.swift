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
    /// The reader; nil for what is not noted: the answer to whoever wrote it.
    let reader: NotedReader?

    /// - Units: bytes of contents that one page has; a single longer one is a page too.
    static let pageBytes = 4_194_304

    private static let columns = """
        e.id, e.spaceId, e.key, e.version, e.createdAt, a.id, a.name, e.author, e.updatedAt, t.validFrom, t.validUntil
        """
    private static let count = 11

    /// The selection of what the entries of these numbers show.
    private func selection(of ids: [Int64]) -> EntrySelection {
        var selection = EntrySelection(time, at: now, of: "memoryEntry")
        selection.add("e.id IN (\(IDList.rows))", IDList(ids))
        selection.requireRetention(at: now)
        return selection
    }

    /// Those of these numbers that show anything, by number.
    func entries(_ ids: [Int64]) throws -> [Int64: MemoryEntry] {
        guard !ids.isEmpty else { return [:] }
        let selection = selection(of: ids)
        let found = try tx.all(
            SQL(
                composed: """
                    SELECT \(Self.columns), \(selection.expiresAt), \(VersionColumns.selected)
                    FROM \(selection.tables) \(VersionColumns.joinText)
                    LEFT JOIN account a ON a.id = e.createdBy WHERE \(selection.condition)
                    """), values: selection.values, row: Self.entry)
        let entries = found.compactMap { $0 }
        try reader?.note(entries.map { ($0.id, $0.spaceId) }, at: now, tx)
        return Dictionary(uniqueKeysWithValues: entries.map { ($0.id, $0) })
    }

    /// Those of these numbers that show anything, as many as one page has of contents.
    func entries(inOrder ids: ArraySlice<Int64>) throws -> [MemoryEntry] {
        let selection = selection(of: Array(ids))
        let sizes = Dictionary(
            uniqueKeysWithValues: try tx.all(
                SQL(composed: "SELECT e.id, v.bytes FROM \(selection.tables) WHERE \(selection.condition)"),
                values: selection.values
            ) { row in (try row[0] as Int64, try row[1] as Int) })
        var (taken, bytes) = ([Int64](), 0)
        for id in ids {
            guard let size = sizes[id] else { continue }
            bytes += size
            guard taken.isEmpty || bytes <= Self.pageBytes else { break }
            taken.append(id)
        }
        let entries = try entries(taken)
        return taken.compactMap { entries[$0] }
    }

    /// Those of these numbers that show anything, without what they show.
    func shown(_ ids: [Int64]) throws -> Set<Int64> {
        let selection = selection(of: ids)
        return Set(
            try tx.all(
                SQL(composed: "SELECT e.id FROM \(selection.tables) WHERE \(selection.condition)"),
                values: selection.values
            ) { try $0[0] })
    }

    func entry(_ id: Int64) throws -> MemoryEntry? { try entries([id])[id] }

    private static func entry(_ row: borrowing Row) throws -> MemoryEntry? {
        let version = try VersionColumns.version(row, count + 1)
        let (from, until): (Instant?, Instant?) = (try row[9], try row[10])
        let stretch = until.map {
            Timeline.Stretch(version: version.number, from: from ?? Timeline.beginning, until: $0)
        }
        let shown = Shown(version: version, stretch: stretch, expiresAt: try row[count])
        guard let said = shown.said else { return nil }
        let maker: Int64? = try row[5]
        let name: String? = try row[maker == nil ? 7 : 6]
        return MemoryEntry(
            id: try row[0], spaceId: try row[1], key: try row[2], fields: said.fields, writtenIn: said.number,
            version: try row[3], createdAt: try row[4],
            createdBy: name.map { EntryAuthor(name: $0, account: maker) }, updatedAt: try row[8])
    }
}
