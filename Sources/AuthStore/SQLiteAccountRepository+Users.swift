import AuthDomain
import Domain
import SQLite
import Store

extension SQLiteAccountRepository: UserRepository {
    package func users(after: Int64?, limit: Int) throws(Failure) -> UserPage {
        try store.read { tx in
            var found = try tx.all(
                UserRow.select(where: "a.id > ? ORDER BY a.id LIMIT ?"), after ?? 0, limit + 1, row: UserRow.read)
            // One more than asked for was read, which tells whether there is a next page.
            let hasNext = found.count > limit
            if hasNext { found.removeLast() }
            return UserPage(users: found, next: hasNext ? found.last?.id : nil)
        }
    }

    package func user(_ id: Int64) throws(Failure) -> User {
        try store.read { tx in try UserRow.find(id, tx) }
    }

    package func user(named name: String) throws(Failure) -> User? {
        try store.read { tx in
            try tx.one(UserRow.select(where: "a.id = ?"), NameKeys.account(name, tx), row: UserRow.read)
        }
    }

    package func people() throws(Failure) -> [User.Owner] {
        try store.read { tx in
            try tx.all(
                "SELECT id, name FROM account WHERE kind = 'person' AND disabledAt IS NULL ORDER BY name COLLATE alphabetical"
            ) { row in User.Owner(id: try row[0], name: try row[1]) }
        }
    }

    package func agents(of id: Int64) throws(Failure) -> [User] {
        try store.read { tx in
            try tx.all(
                UserRow.select(where: "a.ownerId = ? ORDER BY a.name COLLATE alphabetical"), id, row: UserRow.read)
        }
    }

    package func projectsOwnedAlone(by id: Int64) throws(Failure) -> Int {
        try store.read { tx in try holdings.reduce(0) { try $0 + $1.countOwnedAlone(by: id, tx) } }
    }

    package func hasInbox(_ id: Int64) throws(Failure) -> Bool {
        try store.read { tx in try holdings.contains { try $0.isAnythingOwn(of: id, tx) } }
    }
}

/// A row of `account` with what belongs to it.
package enum UserRow {
    package static func select(where condition: StaticString) -> SQL {
        SQL(
            composed: """
                SELECT a.id, a.name, a.kind, a.role, a.createdAt, a.disabledAt, a.ownerId, owner.name,
                EXISTS (
                    SELECT 1 FROM credential c
                    WHERE c.accountId = a.id AND c.kind = 'totp' AND c.confirmedAt IS NOT NULL), a.version,
                \(AccountStanding.mayAct), \(AccountStanding.columns)
                FROM account a \(AccountStanding.joins) WHERE \(condition)
                """)
    }

    package static func read(_ row: borrowing Row) throws -> User {
        let account = Account(
            id: try row[0], name: try row[1], kind: try row[2], role: try row[3], createdAt: try row[4])
        var owner: User.Owner?
        if let ownerId = try row[6] as Int64?, let name = try row[7] as String? {
            owner = User.Owner(id: ownerId, name: name)
        }
        let roles = try AccountStanding.roles(row, from: 11)
        return User(
            account: account, disabledAt: try row[5], hasSecondFactor: try row[8], owner: owner,
            mayAct: try row[10], permissions: roles.own.permissions(ownedBy: roles.owner), version: try row[9])
    }

    /// - Errors: `.notFound`.
    package static func find(_ id: Int64, _ tx: ReadTransaction) throws -> User {
        try tx.one(select(where: "a.id = ?"), id, row: read).orNotFound()
    }
}
