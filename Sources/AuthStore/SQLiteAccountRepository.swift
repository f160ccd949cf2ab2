import AuthDomain
import Domain
import JSON
import SQLite
import Store

/// The accounts and sessions in SQLite; the contracts in `AuthDomain` say what each function does.
package struct SQLiteAccountRepository: AccountRepository {
    package let store: Store
    /// The holdings of each feature that keeps something of accounts.
    let holdings: [any AccountHoldings]

    package init(_ store: Store, holdings: [any AccountHoldings]) {
        (self.store, self.holdings) = (store, holdings)
    }

    package func hasAdministrator() throws(Failure) -> Bool {
        try store.read { tx in try Self.hasAdministrator(tx) }
    }

    private static func hasAdministrator(_ tx: ReadTransaction) throws -> Bool {
        try tx.isTrue(
            "SELECT EXISTS (SELECT 1 FROM account WHERE role = 'administrator' AND disabledAt IS NULL)")
    }

    package func createFirstAdministrator(
        name: String, passwordHash: String, tokenHash: [UInt8]?, at instant: Instant
    ) throws(Failure) -> Account {
        try store.write { [self] tx in
            guard try !Self.hasAdministrator(tx) else {
                throw Failure(.conflict, "There is an administrator already.")
            }
            if let tokenHash { try Self.use(setupToken: tokenHash, tx) }
            // Whoever comes to save a house that is full is let in.
            let account = try Self.insert(name, .person, Role.administrator.name, isNeeded: true, at: instant, tx)
            try tx.run(
                "INSERT INTO credential (accountId, kind, secret, createdAt) VALUES (?, 'password', ?, ?)", account.id,
                passwordHash, instant)
            let actor = tokenHash == nil ? EventActor.program : .account(account.id)
            let event = Event(.account(.accountCreated), subject: account.id, actor: actor, at: instant) { out in
                out.member("name", account.name)
                out.member("kind", account.kind.rawValue)
                out.member("role", account.role)
            }
            try tx.append(event, key: store.eventKey)
            try takeOver(account.id, actor, at: instant, tx)
            return account
        }
    }

    /// Gives the first account that can sign in what is nobody's.
    func takeOver(_ account: Int64, _ actor: EventActor, at instant: Instant, _ tx: WriteTransaction) throws {
        let isFirst = try tx.isTrue("SELECT NOT EXISTS (SELECT 1 FROM credential WHERE accountId <> ?)", account)
        guard isFirst else { return }
        for feature in holdings { try feature.takeOver(by: account, actor, at: instant, tx) }
    }

    /// The token is compared by its hash in an index; an attacker learns nothing from how long that takes.
    private static func use(setupToken hash: [UInt8], _ tx: WriteTransaction) throws {
        guard try tx.run("DELETE FROM setupToken WHERE tokenHash = ?", hash) == 1 else { throw Self.wrongSetup }
    }

    private static let wrongSetup = Failure(
        .forbidden, "token: this setup link is not the one that was printed last.", field: "token")

    package func refuseSetup(tokenHash: [UInt8]) throws(Failure) {
        let isGood: Bool = try store.read { tx in
            try tx.isTrue("SELECT EXISTS (SELECT 1 FROM setupToken WHERE tokenHash = ?)", tokenHash)
        }
        guard isGood else { throw Self.wrongSetup }
    }

    /// - Errors: `.conflict` on `name` when somebody has it; `.invalid` where the house has as many as it may have.
    static func insert(
        _ name: String, _ kind: Account.Kind, _ role: String, ownerId: Int64? = nil, isNeeded: Bool = false,
        at instant: Instant, _ tx: WriteTransaction
    ) throws -> Account {
        if !isNeeded { try tx.requireRoomForAccount() }
        do {
            try tx.run(
                "INSERT INTO account (name, nameKey, kind, role, ownerId, createdAt) VALUES (?, ?, ?, ?, ?, ?)", name,
                AccountRules.key(of: name), kind, role, ownerId, instant)
        } catch let error as SQLiteError where error.kind == .constraint(.unique) {
            throw Failure(.taken, field: "name", kind: .conflict)
        }
        return Account(id: try tx.lastInsertRowID, name: name, kind: kind, role: role, createdAt: instant)
    }

    package func storeSetupToken(hash: [UInt8], at instant: Instant) throws(Failure) -> Bool {
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

    package func credential(name: String) throws(Failure) -> (account: Account, passwordHash: String)? {
        try store.read { tx in
            try tx.one(
                """
                SELECT a.id, a.name, a.kind, a.role, a.createdAt, c.secret
                FROM account a JOIN credential c ON c.accountId = a.id AND c.kind = 'password'
                WHERE a.id = ? AND a.disabledAt IS NULL
                """, NameKeys.account(name, tx)
            ) { row in
                let account = Account(
                    id: try row[0], name: try row[1], kind: try row[2], role: try row[3], createdAt: try row[4])
                return (account, try row[5])
            }
        }
    }

    package func startSession(_ session: NewSession, at instant: Instant) throws(Failure) -> Int64 {
        try store.write { [store] tx in
            try Self.end(session.replaced, for: session, at: instant, key: store.eventKey, tx)
            try tx.run(
                """
                INSERT INTO session
                (tokenHash, accountId, network, device, createdAt, expiresAt, idleExpiresAt, seenAt, provedAt)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, session.tokenHash, session.accountId, session.client.network, session.client.device, instant,
                session.expiresAt, RefreshPolicy.idleExpiry(at: instant, before: session.expiresAt), instant, instant)
            let id = try tx.lastInsertRowID
            let event = Event(.account(.sessionStarted), subject: id, actor: .account(session.accountId), at: instant) {
                out in
                session.client.write(to: &out)
            }
            try tx.append(event, key: store.eventKey)
            try Self.endOldest(beside: id, of: session, at: instant, key: store.eventKey, tx)
            return id
        }
    }

    /// Those beyond what an account may have, the one seen least lately first; the new one stays. Who was seen while the
    /// clock was ahead was seen before it was set right, and is seen anew with the next renewal: they go before the others.
    private static func endOldest(
        beside new: Int64, of session: NewSession, at instant: Instant, key: [UInt8], _ tx: WriteTransaction
    ) throws {
        let ids: [Int64] = try tx.all(
            """
            SELECT id FROM session WHERE accountId = ? AND id <> ?
            ORDER BY coalesce(seenAt, createdAt) > ?, coalesce(seenAt, createdAt) DESC, id DESC LIMIT 1000000 OFFSET ?
            """, session.accountId, new, instant, AccountRules.sessionLimit - 1
        ) { try $0[0] }
        for id in ids { try end(id, for: session, at: instant, key: key, tx) }
    }

    /// The browser's former session, whose token nobody should be able to go on with. Whoever signs in ends it.
    private static func end(
        _ replaced: Int64?, for session: NewSession, at instant: Instant, key: [UInt8], _ tx: WriteTransaction
    ) throws {
        guard let replaced,
            let owner = try tx.value("SELECT accountId FROM session WHERE id = ?", replaced) as Int64?
        else { return }
        try tx.run("DELETE FROM session WHERE id = ?", replaced)
        let actor = EventActor.account(session.accountId)
        let event = Event(.account(.sessionEnded), subject: replaced, actor: actor, at: instant) { out in
            out.member("account", owner)
            session.client.write(to: &out)
        }
        try tx.append(event, key: key)
    }

    package func refuseSession(name: String, from client: Client, at instant: Instant) throws(Failure) {
        try store.write { [store] tx in
            let account = try NameKeys.account(name, tx)
            let event = Event(.account(.sessionRefused), subject: nil, actor: .nobody, at: instant) { out in
                if let account {
                    out.member("account", account)
                } else {
                    out.member("typed", TypedName.code(name, key: store.eventKey))
                }
                client.write(to: &out)
            }
            try tx.append(event, key: store.eventKey)
        }
    }

    package func endSession(_ id: Int64, by caller: Caller, at instant: Instant) throws(Failure) {
        try store.write { [store] tx in
            guard try tx.run("DELETE FROM session WHERE id = ?", id) == 1 else { return }
            try tx.append(
                Event(.account(.sessionEnded), subject: id, actor: caller.actor, at: instant), key: store.eventKey)
        }
    }
}
