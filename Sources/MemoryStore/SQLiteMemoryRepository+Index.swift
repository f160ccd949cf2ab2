import Domain
import Finding
import MemoryChanges
import MemoryDomain
import SQLite
import Store

extension SQLiteMemoryRepository {
    /// The index was made by the rules that this program and its libraries have.
    package static func hasIndex(_ tx: ReadTransaction) throws -> Bool {
        try tx.value("SELECT value FROM meta WHERE name = 'memoryRules'") == IndexRules.fingerprint
    }

    /// Makes the index anew where it was made by other rules: what they kept could not be told from what these would.
    package static func renewIndex(_ tx: WriteTransaction) throws {
        guard try !hasIndex(tx) else { return }
        try PassageIndex(tx: tx).forget()
        try indexAll(tx)
        try tx.run(
            """
            INSERT INTO meta (name, value) VALUES ('memoryRules', ?)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """, IndexRules.fingerprint)
    }

    /// Fills the index from the entries.
    private static func indexAll(_ tx: WriteTransaction) throws {
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
