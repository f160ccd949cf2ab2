import Domain
import SQLite
import Store
import TaskDomain

extension NameKeys {
    /// Gives each account and label the key that its name has today, unless another one has it: two that were told
    /// apart stay apart, each found by what it was always called.
    static func renew(_ tx: WriteTransaction) throws {
        for account in try tx.all("SELECT id, name, nameKey FROM account ORDER BY id", row: Named.init) {
            let key = AccountRules.key(of: account.name)
            guard !account.has(key) else { continue }
            try tx.run(
                """
                UPDATE account SET nameKey = ?1
                WHERE id = ?2 AND NOT EXISTS (SELECT 1 FROM account other WHERE other.nameKey = ?1)
                """, key, account.id)
        }
        for label in try tx.all("SELECT id, name, nameKey FROM label ORDER BY id", row: Named.init) {
            let key = LabelRules.key(of: label.name)
            guard !label.has(key) else { continue }
            try tx.run(
                """
                UPDATE label SET nameKey = ?1
                WHERE id = ?2 AND NOT EXISTS (SELECT 1 FROM label other WHERE other.nameKey = ?1)
                """, key, label.id)
        }
    }

    private struct Named {
        let id: Int64
        let name: String
        let key: String

        init(_ row: borrowing Row) throws {
            (id, name, key) = (try row[0], try row[1], try row[2])
        }

        /// By its bytes: what is equal to Swift may be two to SQLite.
        func has(_ other: String) -> Bool { key.utf8.elementsEqual(other.utf8) }
    }
}
