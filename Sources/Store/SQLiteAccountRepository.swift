import Domain
import JSON
import SQLite

/// The accounts and sessions in SQLite; the contracts in `Domain` say what each function does.
public struct SQLiteAccountRepository: AccountRepository, SessionReader {
    let store: Store

    public func hasAdministrator() throws(Failure) -> Bool {
        try store.read { tx in try Self.hasAdministrator(tx) }
    }

    private static func hasAdministrator(_ tx: ReadTransaction) throws -> Bool {
        try tx.value(
            "SELECT EXISTS (SELECT 1 FROM account WHERE role = 'administrator' AND disabledAt IS NULL)") ?? false
    }

    public func createFirstAdministrator(
        name: String, passwordHash: String, tokenHash: [UInt8]?, at instant: Instant
    ) throws(Failure) -> Account {
        try store.write { [store] tx in
            guard try !Self.hasAdministrator(tx) else {
                throw Failure(.conflict, "There is an administrator already.")
            }
            if let tokenHash { try Self.use(setupToken: tokenHash, tx) }
            let account = try Self.insert(name, .person, .administrator, at: instant, tx)
            try tx.run(
                "INSERT INTO credential (accountId, kind, secret, createdAt) VALUES (?, 'password', ?, ?)", account.id,
                passwordHash, instant)
            let actor = tokenHash == nil ? Caller.commandLine.actor : "account:\(account.id)"
            let event = Event(.accountCreated, subject: account.id, actor: actor, at: instant) { out in
                out.member("name", account.name)
                out.member("kind", account.kind.rawValue)
                out.member("role", account.role.rawValue)
            }
            try tx.append(event, key: store.eventKey)
            return account
        }
    }

    /// The token is compared by its hash in an index; an attacker learns nothing from how long that takes.
    private static func use(setupToken hash: [UInt8], _ tx: WriteTransaction) throws {
        guard try tx.run("DELETE FROM setupToken WHERE tokenHash = ?", hash) == 1 else {
            throw Failure(
                .forbidden, "token: this setup link is not the one that was printed last.", field: "token")
        }
    }

    private static func insert(
        _ name: String, _ kind: Account.Kind, _ role: Role, at instant: Instant, _ tx: WriteTransaction
    ) throws -> Account {
        try tx.run(
            "INSERT INTO account (name, nameKey, kind, role, createdAt) VALUES (?, ?, ?, ?, ?)", name,
            name.lowercased(), kind, role, instant)
        return Account(id: try tx.lastInsertRowID, name: name, kind: kind, role: role, createdAt: instant)
    }

    public func storeSetupToken(hash: [UInt8], at instant: Instant) throws(Failure) -> Bool {
        try store.write { tx in
            guard try !Self.hasAdministrator(tx) else { return false }
            try tx.run(
                """
                INSERT INTO setupToken (id, tokenHash, createdAt) VALUES (1, ?, ?)
                ON CONFLICT (id) DO UPDATE SET tokenHash = excluded.tokenHash, createdAt = excluded.createdAt
                """, hash, instant)
            return true
        }
    }

    public func credential(name: String) throws(Failure) -> (account: Account, passwordHash: String)? {
        try store.read { tx in
            try tx.one(
                """
                SELECT a.id, a.name, a.kind, a.role, a.createdAt, c.secret
                FROM account a JOIN credential c ON c.accountId = a.id AND c.kind = 'password'
                WHERE a.nameKey = ? AND a.disabledAt IS NULL
                """, name.lowercased()
            ) { row in
                let account = Account(
                    id: try row[0], name: try row[1], kind: try row[2], role: try row[3], createdAt: try row[4])
                return (account, try row[5])
            }
        }
    }

    public func startSession(_ session: NewSession, at instant: Instant) throws(Failure) {
        try store.write { [store] tx in
            try tx.run(
                """
                INSERT INTO session (tokenHash, accountId, network, device, createdAt, expiresAt)
                VALUES (?, ?, ?, ?, ?, ?)
                """, session.tokenHash, session.accountId, session.network, session.device, instant,
                session.expiresAt)
            let id = try tx.lastInsertRowID
            let event = Event(.sessionStarted, subject: id, actor: "account:\(session.accountId)", at: instant) { out in
                out.member("network", session.network)
                out.member("device", session.device)
            }
            try tx.append(event, key: store.eventKey)
            // Dead sessions are swept here, by the way, so that no reader ever has to write.
            try tx.run("DELETE FROM session WHERE expiresAt < ?", instant)
        }
    }

    public func refuseSession(name: String, network: String, at instant: Instant) throws(Failure) {
        try store.write { [store] tx in
            let event = Event(.sessionRefused, subject: nil, actor: "nobody", at: instant) { out in
                out.member("name", TextRules.beginning(of: name, AccountRules.nameLimit))
                out.member("network", network)
            }
            try tx.append(event, key: store.eventKey)
        }
    }

    public func endSession(_ id: Int64, by caller: Caller, at instant: Instant) throws(Failure) {
        try store.write { [store] tx in
            guard try tx.run("DELETE FROM session WHERE id = ?", id) == 1 else { return }
            try tx.append(
                Event(.sessionEnded, subject: id, actor: caller.actor, at: instant), key: store.eventKey)
        }
    }

    public func caller(tokenHash: [UInt8], at instant: Instant) throws(Failure) -> Caller? {
        try store.read { tx in
            try tx.one(
                """
                SELECT a.id, a.name, a.role, s.id FROM session s JOIN account a ON a.id = s.accountId
                WHERE s.tokenHash = ? AND s.expiresAt > ? AND a.disabledAt IS NULL
                """, tokenHash, instant
            ) { row in Caller(accountId: try row[0], name: try row[1], role: try row[2], sessionId: try row[3]) }
        }
    }
}
