import Domain
import SQLite

/// The keys by which accounts and labels are found by their names.
package enum NameKeys {
    /// The account that is called so; nil where none is.
    package static func account(_ name: String, _ tx: ReadTransaction) throws -> Account.ID? {
        let keys = AccountRules.keys(of: name)
        return try tx.value(
            "SELECT id FROM account WHERE nameKey IN (?1, ?2) ORDER BY nameKey = ?1 DESC LIMIT 1", keys[0], keys[1])
    }

    /// A key for a replayed row: that of today or, where another row has it, the one of before the rules for names.
    package static func free(_ table: String, id: Int64, _ candidates: [String], _ tx: ReadTransaction) throws -> String
    {
        let taken = SQL(composed: "SELECT EXISTS (SELECT 1 FROM \(table) WHERE nameKey = ? AND id <> ?)")
        let free = try candidates.first { try tx.value(taken, $0, id) == false }
        return free ?? inDoubt(id)
    }

    /// No name has this key: it stands where two of before the rules would have one of them.
    package static func inDoubt(_ id: Int64) -> String { "\u{1}\(id)" }
}
