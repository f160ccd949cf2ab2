import AuthDomain
import Domain
import SQLite
import TaskDomain

/// How accounts are found by their names, and how the keys of accounts and labels that are older than the rules for
/// names become those of today.
enum NameKeys {
    /// The account that is called so; nil where none is.
    static func account(_ name: String, _ tx: ReadTransaction) throws -> Account.ID? {
        let keys = AccountRules.keys(of: name)
        return try tx.value(
            "SELECT id FROM account WHERE nameKey IN (?1, ?2) ORDER BY nameKey = ?1 DESC LIMIT 1", keys[0], keys[1])
    }

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

    /// A key for a replayed row: that of today or, where another row has it, the one of before the rules for names.
    static func free(_ table: String, id: Int64, _ candidates: [String], _ tx: ReadTransaction) throws -> String {
        let taken = SQL(composed: "SELECT EXISTS (SELECT 1 FROM \(table) WHERE nameKey = ? AND id <> ?)")
        let free = try candidates.first { try tx.value(taken, $0, id) == false }
        return free ?? inDoubt(id)
    }

    /// No name has this key: it stands where two of before the rules would have one of them.
    static func inDoubt(_ id: Int64) -> String { "\u{1}\(id)" }

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
