import AuthDomain
import Domain
import JSON
import SQLite
import Store

extension SQLiteAccountRepository: InvitationRepository {
    package func invitations(at instant: Instant) throws(Failure) -> [Invitation] {
        try store.read { tx in
            try tx.all(
                InvitationRow.select(where: "i.kind = 'invitation' AND i.expiresAt > ? ORDER BY i.id DESC"), instant,
                row: InvitationRow.read)
        }
    }

    package func invitation(tokenHash: [UInt8], at instant: Instant) throws(Failure) -> Invitation {
        try store.read { tx in try InvitationRow.find(tokenHash, at: instant, tx) }
    }

    package func invite(role: String, _ token: InvitationToken, by change: Change) throws(Failure) -> Invitation {
        try store.write { [self] tx in
            let role = try RoleRow.toGive(role, by: change.caller, tx)
            if let first = try RetryLog.replaced(by: change, tx) { try withdraw(first, by: change, tx) }
            try tx.requireRoom(
                AccountRules.invitationLimit, field: "invitations",
                "SELECT count(*) FROM invitation WHERE kind = 'invitation' AND expiresAt > ?", change.instant)
            try InvitationRow.insert("invitation", nil, role.name, token, by: change, tx)
            let id = try tx.lastInsertRowID
            let event = Event(.account(.invitationMade), subject: id, traced: change) { out in
                out.member("role", role.name)
                out.member("expiresAt", token.expiresAt.rfc3339)
            }
            try tx.append(event, key: store.eventKey)
            try RetryLog.remember(change, subject: id, tx)
            return try InvitationRow.find(token.hash, at: change.instant, tx)
        }
    }

    package func revokeInvitation(_ id: Int64, by change: Change) throws(Failure) {
        try store.write { [self] tx in
            let role = try tx.value("SELECT role FROM invitation WHERE id = ? AND kind = 'invitation'", id) as String?
            guard let role else { throw Failure.notFound }
            guard try RoleRow.find(role, tx).permissions.isSubset(of: change.caller.permissions) else {
                throw Failure(.beyondYours, field: "role", kind: .forbidden)
            }
            try withdraw(id, by: change, tx)
        }
    }

    /// Nothing where it was used meanwhile.
    private func withdraw(_ id: Int64, by change: Change, _ tx: WriteTransaction) throws {
        guard try tx.run("DELETE FROM invitation WHERE id = ?", id) > 0 else { return }
        try tx.append(Event(.account(.invitationRevoked), subject: id, traced: change), key: store.eventKey)
    }

    package func acceptInvitation(
        tokenHash: [UInt8], name: String, passwordHash: String, from client: Client, at instant: Instant
    ) throws(Failure) -> Account {
        try store.write { [self] tx in
            let invitation = try InvitationRow.find(tokenHash, at: instant, tx)
            guard case .join(let role) = invitation.purpose else { throw Failure.linkGone }
            let account = try Self.insert(name, .person, role, at: instant, tx)
            try setPassword(passwordHash, of: account.id, at: instant, tx)
            try tx.run("DELETE FROM invitation WHERE id = ?", invitation.id)
            let actor = EventActor.account(account.id)
            let used = Event(.account(.invitationUsed), subject: invitation.id, actor: actor, at: instant) { out in
                client.write(to: &out)
            }
            try tx.append(used, key: store.eventKey)
            let made = Event(.account(.accountCreated), subject: account.id, actor: actor, at: instant) { out in
                account.write(to: &out)
                client.write(to: &out)
            }
            try tx.append(made, key: store.eventKey)
            try takeOver(account.id, actor, at: instant, tx)
            return account
        }
    }

    package func makeReset(of id: Int64, _ token: InvitationToken, by change: Change) throws(Failure) -> Invitation {
        try store.write { [self] tx in
            let user = try reachable(id, by: change.caller, tx)
            guard user.account.kind == .person else { throw Failure(.agentHasNone, field: "kind", kind: .conflict) }
            _ = try RetryLog.replaced(by: change, tx)
            try tx.run("DELETE FROM invitation WHERE kind = 'reset' AND accountId = ?", id)
            try InvitationRow.insert("reset", id, nil, token, by: change, tx)
            try RetryLog.remember(change, subject: id, tx)
            let event = Event(.account(.resetMade), subject: id, traced: change) { out in
                out.member("name", user.account.name)
                out.member("expiresAt", token.expiresAt.rfc3339)
            }
            try tx.append(event, key: store.eventKey)
            return try InvitationRow.find(token.hash, at: change.instant, tx)
        }
    }

    package func resetPassword(
        tokenHash: [UInt8], passwordHash: String, from client: Client, at instant: Instant
    ) throws(Failure) -> Account {
        try store.write { [self] tx in
            let invitation = try InvitationRow.find(tokenHash, at: instant, tx)
            guard case .reset(let id, _) = invitation.purpose else { throw Failure.linkGone }
            try setPassword(passwordHash, of: id, at: instant, tx)
            try tx.run("DELETE FROM invitation WHERE id = ?", invitation.id)
            let actor = EventActor.account(id)
            let event = Event(.account(.passwordChanged), subject: id, actor: actor, at: instant) { out in
                out.member("by", "reset link")
                client.write(to: &out)
            }
            try tx.append(event, key: store.eventKey)
            try endSessions(of: id, actor: actor, from: client, at: instant, tx)
            return try UserRow.find(id, tx).account
        }
    }
}

/// A row of `invitation`.
private enum InvitationRow {
    static func select(where condition: StaticString) -> SQL {
        SQL(
            composed: """
                SELECT i.id, i.kind, i.role, i.accountId, a.name, m.name, i.createdAt, i.expiresAt
                FROM invitation i LEFT JOIN account a ON a.id = i.accountId
                LEFT JOIN account m ON 'account:' || m.id = i.createdBy WHERE \(condition)
                """)
    }

    static func read(_ row: borrowing Row) throws -> Invitation {
        let purpose: Invitation.Purpose =
            try row[1] as String == "reset"
            ? .reset(accountId: try row[3], name: try row[4]) : .join(role: try row[2])
        return Invitation(
            id: try row[0], purpose: purpose, maker: try row[5], createdAt: try row[6], expiresAt: try row[7])
    }

    /// Looked up by its hash in an index; an attacker learns nothing from how long that takes. One that was made while the
    /// clock was ahead would be good for longer than anybody meant.
    static func find(_ tokenHash: [UInt8], at instant: Instant, _ tx: ReadTransaction) throws -> Invitation {
        let found = try tx.one(
            select(where: "i.tokenHash = ? AND i.expiresAt > ?"), tokenHash, instant, row: read)
        guard let found, found.createdAt <= instant.adding(seconds: Invitation.clockSkew) else {
            throw Failure.linkGone
        }
        return found
    }

    static func insert(
        _ kind: String, _ accountId: Int64?, _ role: String?, _ token: InvitationToken, by change: Change,
        _ tx: WriteTransaction
    ) throws {
        try tx.run(
            """
            INSERT INTO invitation (tokenHash, kind, accountId, role, createdBy, createdAt, expiresAt)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """, token.hash, kind, accountId, role, change.caller.actor, change.instant, token.expiresAt)
    }
}
