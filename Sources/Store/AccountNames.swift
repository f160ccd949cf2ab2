import Domain
import SQLite

/// The names of accounts by their numbers.
package enum AccountNames {
    package static func of(_ ids: Set<Int64>, _ tx: ReadTransaction) throws -> [Int64: AccountName] {
        guard !ids.isEmpty else { return [:] }
        let found = try tx.all(select, IDList(ids)) { row in AccountName(id: try row[0], name: try row[1]) }
        return Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0) })
    }

    private static let select = SQL(kept: "SELECT id, name FROM account WHERE id IN (\(IDList.rows))")
}
