import Domain
import Finding
import JSON
import MemoryChanges
import MemoryDomain
import SQLite
import Store

/// The tags, links and words by which entries are found.
extension SQLiteMemoryRows {
    func index(_ fields: EntryFields?, of entry: EntryRow, beside others: Set<Int64>) throws {
        if entry.version > 1 { try unindex(entry.id) }
        guard let fields else { return try PassageIndex(tx: tx).keep([], of: entry) }
        let versions = try others.sorted().compactMap { try version($0, of: entry.id) }
        let all = [fields] + versions.compactMap(\.fields)
        for tag in Set(all.flatMap(\.tags)) {
            try tx.run(
                "INSERT INTO memoryTag (spaceId, tag, seq, entryId) VALUES (?, ?, ?, ?)", entry.spaceId, tag, entry.seq,
                entry.id)
        }
        for word in EntryNames.kept(entry.key, all) {
            try tx.run(
                "INSERT INTO memoryName (spaceId, word, entryId) VALUES (?, ?, ?)", entry.spaceId, word, entry.id)
        }
        for link in Set(all.flatMap { $0.allLinks(in: entry.spaceId) }) {
            try tx.run(
                "INSERT INTO memoryLink (entryId, target, kind, spaceId) VALUES (?, ?, ?, ?)", entry.id,
                link.target.text,
                link.kind, entry.spaceId)
        }
        let newest = (number: entry.version, fields: fields, at: entry.updatedAt)
        let shown = [newest] + versions.compactMap { row in row.fields.map { (row.number, $0, row.at) } }
        try PassageIndex(tx: tx).keep(
            shown.compactMap { number, fields, at in try indexedText(of: number, entry, fields, writtenAt: at) },
            of: entry)
    }

    private static let selectText: SQL = """
        SELECT x.id, x.bytes, w.at FROM memoryVersion v JOIN memoryText x ON x.id = v.textId
        JOIN memoryVersion w ON w.id = x.id WHERE v.id = ?
        """

    /// The text of a version as the index has it: all of it, also where the version has only its beginning.
    private func indexedText(
        of version: Int64, _ entry: EntryRow, _ fields: EntryFields, writtenAt: Instant
    ) throws -> PassageIndex.Text? {
        let text = try tx.one(Self.selectText, VersionColumns.id(entry.id, version)) { row in
            (id: try row[0] as Int64, bytes: try row[1] as Int, at: try row[2] as Instant)
        }
        guard let text else { return nil }
        var fields = fields
        if fields.content.size != text.bytes { fields.content = try PassageIndex(tx: tx).content(text.id) }
        return PassageIndex.Text(id: text.id, fields, of: entry.key, writtenAt: min(text.at, writtenAt)...writtenAt)
    }

    func unindex(_ entry: Int64) throws {
        try tx.run("DELETE FROM memoryTag WHERE entryId = ?", entry)
        try tx.run("DELETE FROM memoryLink WHERE entryId = ?", entry)
        try tx.run("DELETE FROM memoryName WHERE entryId = ?", entry)
    }
}

extension PassageIndex.Text {
    /// A text as fields have it.
    init(id: Int64, _ fields: EntryFields, of key: String, writtenAt: ClosedRange<Instant>) {
        let (text, words) = (Passage.text(of: fields.content), EntryNames.beside(key, fields))
        self.init(
            id: id, text: text, isJSON: fields.content.isJSON, saidAt: fields.at, writtenAt: writtenAt,
            beside: words.joined(separator: " "),
            stands: EntryKind.standing.contains(fields.kind) && text.utf8.count <= EntryRules.standingLimit)
    }
}
