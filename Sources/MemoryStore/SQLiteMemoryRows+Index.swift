import Domain
import JSON
import MemoryChanges
import MemoryDomain
import SQLite
import Store

/// The tags and links by which entries are found.
extension SQLiteMemoryRows {
    /// Those of every version that is true at some time, and of the newest: which of them counts depends on when it is
    /// asked.
    func index(_ fields: EntryFields?, of entry: EntryRow) throws {
        if entry.version > 1 {
            try tx.run("DELETE FROM memoryTag WHERE entryId = ?", entry.id)
            try tx.run("DELETE FROM memoryLink WHERE entryId = ?", entry.id)
        }
        guard let fields else { return }
        let others = entry.version > 1 ? try shown(of: entry) : []
        let all = [fields] + others
        for tag in Set(all.flatMap(\.tags)) {
            try tx.run("INSERT INTO memoryTag (spaceId, tag, entryId) VALUES (?, ?, ?)", entry.spaceId, tag, entry.id)
        }
        for link in Set(all.flatMap { $0.allLinks(in: entry.spaceId) }) {
            try tx.run(
                "INSERT INTO memoryLink (entryId, target, kind, spaceId) VALUES (?, ?, ?, ?)", entry.id,
                link.target.text,
                link.kind, entry.spaceId)
        }
    }

    private func shown(of entry: EntryRow) throws -> [EntryFields] {
        let numbers = Set(try timeline(of: entry.id, after: entry.version).stretches.map(\.version))
        return try numbers.subtracting([entry.version]).compactMap { try version($0, of: entry.id)?.fields }
    }
}
