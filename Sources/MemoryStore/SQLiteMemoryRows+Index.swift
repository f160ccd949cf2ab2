import Domain
import JSON
import MemoryChanges
import MemoryDomain
import SQLite
import Store

/// The tags, links and words of names by which entries are found.
extension SQLiteMemoryRows {
    func index(_ fields: EntryFields?, of entry: EntryRow, beside others: Set<Int64>) throws {
        if entry.version > 1 { try unindex(entry.id) }
        guard let fields else { return }
        let all = try [fields] + others.sorted().compactMap { try version($0, of: entry.id)?.fields }
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
    }

    func unindex(_ entry: Int64) throws {
        try tx.run("DELETE FROM memoryTag WHERE entryId = ?", entry)
        try tx.run("DELETE FROM memoryLink WHERE entryId = ?", entry)
        try tx.run("DELETE FROM memoryName WHERE entryId = ?", entry)
    }
}
