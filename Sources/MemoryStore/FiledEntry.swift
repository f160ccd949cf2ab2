import Domain
import MemoryChanges
import MemoryDomain
import SQLite
import Store

/// An entry on its way into a file: how far its versions have been written, and which of them have which text.
struct FiledEntry {
    let id: Int64
    private let key: String
    private let newest: Int64
    private var number: Int64 = 0
    /// The last version that has so much of a text.
    private var parts: [Part: Int64] = [:]
    /// The most that a version has of a text: it can grow from there alone.
    private var longest: [Int64: Int] = [:]

    private struct Part: Hashable {
        let text: Int64
        let bytes: Int
    }

    /// A row of `memoryVersion` without its text.
    private struct Version {
        let number: Int64
        let deed: EntryDeed
        let restored: Int64?
        let at: Instant
        let by: EntryWriter
        /// nil of one that deleted the entry; without content.
        let fields: EntryFields?
        let text: Int64?
        let bytes: Int
    }

    init(_ entry: EntryRow) {
        (id, key, newest) = (entry.id, entry.key, entry.version)
    }

    /// Writes the versions that follow, as many as the page has room for.
    ///
    /// - Shape: true where all are written.
    mutating func write(to page: inout FiledPage, _ tx: ReadTransaction) throws -> Bool {
        let rows = try rows(limit: page.left, tx)
        // One that is being erased goes from its beginning.
        guard let first = rows.first, first.number == number + 1 else { return true }
        for row in rows {
            guard page.isOpen else { return false }
            try write(row, to: &page, tx)
        }
        return number >= newest
    }

    private func rows(limit: Int, _ tx: ReadTransaction) throws -> [Version] {
        try tx.all(
            Self.selectVersions, VersionColumns.id(id, number), VersionColumns.id(id, newest + 1), limit
        ) { row in
            Version(
                number: try row[0], deed: try row[1], restored: try row[2], at: try row[3],
                by: try VersionColumns.writer(row, 4), fields: try VersionColumns.fields(row) { .text("") },
                text: try row[16], bytes: try row[17])
        }
    }

    private static let selectVersions = SQL(
        kept: """
            SELECT \(VersionColumns.withoutText), v.textId, v.bytes FROM memoryVersion v
            WHERE v.id > ? AND v.id < ? ORDER BY v.id LIMIT ?
            """)

    private mutating func write(
        _ row: Version, to page: inout FiledPage, _ tx: ReadTransaction
    ) throws {
        let (deed, bytes) = try deed(of: row, &page, tx)
        page.add(
            FiledVersion(key: key, number: row.number, deed: deed, at: row.at, by: row.by.name),
            writtenBy: row.by.account, bytes: bytes)
        number = row.number
        guard let text = row.text else { return }
        parts[Part(text: text, bytes: row.bytes)] = row.number
        longest[text] = max(longest[text] ?? 0, row.bytes)
    }

    /// - Shape: with the bytes of the text that its line has.
    private func deed(
        of row: Version, _ page: inout FiledPage, _ tx: ReadTransaction
    ) throws -> (FiledVersion.Deed, bytes: Int) {
        guard var fields = row.fields, let id = row.text else { return (.deleted, 0) }
        if row.deed == .restored, let number = row.restored {
            return (.restored(number, expiresAt: fields.expiresAt), 0)
        }
        if row.deed == .patched, let base = parts[Part(text: id, bytes: row.bytes)] {
            return (.changed(.patched, fields, .of(base)), 0)
        }
        let content = try page.text(id, tx)
        if row.deed == .appended, let length = longest[id], length <= row.bytes,
            let base = parts[Part(text: id, bytes: length)]
        {
            let more = content.part(length..<row.bytes)
            return (.changed(.appended, fields, .grown(base, by: more)), more.utf8.count)
        }
        fields.content = MemoryContent(stored: content.part(0..<row.bytes), isJSON: content.isJSON)
        return (row.deed == .put ? .put(fields) : .changed(row.deed, fields, .whole), row.bytes)
    }
}

extension MemoryContent {
    /// - Units: bytes of the stored text.
    fileprivate func part(_ range: Range<Int>) -> String {
        let text = stored
        guard range != 0..<text.utf8.count else { return text }
        return String(decoding: text.utf8.dropFirst(range.lowerBound).prefix(range.count), as: UTF8.self)
    }
}
