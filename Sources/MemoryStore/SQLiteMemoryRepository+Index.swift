import Domain
import MemoryChanges
import MemoryDomain
import SQLite
import Store

extension SQLiteMemoryRepository {
    /// Fills the index from the entries, for a database that was made before it.
    package static func indexAll(_ tx: WriteTransaction) throws {
        let rows = SQLiteMemoryRows(tx, key: [])
        var last: Int64 = 0
        while true {
            let ids: [Int64] = try tx.all("SELECT id FROM memoryEntry WHERE id > ? ORDER BY id LIMIT 500", last) {
                try $0[0]
            }
            guard let end = ids.last else { return }
            for id in ids {
                guard let entry = try rows.anyEntry(id), !entry.isGivenUp else { continue }
                try EntryWriting(rows, at: entry.updatedAt, by: EntryWriter(account: nil)).index(entry)
                try PassageIndex(tx: tx).keepPast(of: entry)
            }
            last = end
        }
    }
}
