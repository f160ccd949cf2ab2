import AuthDomain
import Domain
import JSON
import SQLite
import Store

extension SQLiteAccountRepository {
    package func createUser(_ new: NewUser, by change: Change) throws(Failure) -> User {
        try store.write { [self] tx in
            let role = try RoleRow.toGive(new.role, by: change.caller, tx)
            if let known = try RetryLog.subject(of: change, tx) { return try UserRow.find(known, tx) }
            let account: Account
            switch new.standing {
            case .person(let hash):
                account = try Self.insert(new.name, .person, role.name, at: change.instant, tx)
                try setPassword(hash, of: account.id, at: change.instant, tx)
            case .agent(let owner):
                try requireOwn(owner, field: "owner", by: change.caller)
                try requirePerson(owner, field: "owner", tx)
                try tx.requireRoom(
                    AccountRules.agentLimit, field: "owner", "SELECT count(*) FROM account WHERE ownerId = ?", owner)
                account = try Self.insert(new.name, .agent, role.name, ownerId: owner, at: change.instant, tx)
            }
            let event = Event(.account(.accountCreated), subject: account.id, traced: change) { out in
                account.write(to: &out)
                if case .agent(let owner) = new.standing { out.member("ownerId", owner) }
            }
            try tx.append(event, key: store.eventKey)
            if account.kind == .person {
                try takeOver(account.id, change.caller.actor, at: change.instant, tx)
            }
            try RetryLog.remember(change, subject: account.id, tx)
            return try UserRow.find(account.id, tx)
        }
    }

    package func setRole(_ role: String, of id: Int64, by change: Change) throws(Failure) -> User {
        try store.write { [self] tx in
            let user = try reachable(id, by: change.caller, tx)
            try change.require(version: user.version)
            let role = try RoleRow.toGive(role, by: change.caller, tx)
            guard role.name != user.account.role else { return user }
            if role != .administrator { try keepAnAdministrator(without: user, tx) }
            try tx.run("UPDATE account SET role = ? WHERE id = ?", role.name, id)
            let version = try Self.raiseVersion(of: id, tx)
            let event = Event(.account(.accountChanged), subject: id, traced: change) { out in
                out.member("name", user.account.name)
                out.member("role", role.name)
                out.member("roleBefore", user.account.role)
                out.member("version", version)
            }
            try tx.append(event, key: store.eventKey)
            return try UserRow.find(id, tx)
        }
    }

    package func disableUser(_ id: Int64, by change: Change) throws(Failure) -> User {
        try store.write { [self] tx in
            let user = try reachable(id, by: change.caller, tx)
            try change.require(version: user.version)
            try keepAnAdministrator(without: user, tx)
            try disable(user, by: change, tx)
            return try UserRow.find(id, tx)
        }
    }

    package func enableUser(_ id: Int64, by change: Change) throws(Failure) -> User {
        try store.write { [self] tx in
            let user = try reachable(id, by: change.caller, tx)
            try change.require(version: user.version)
            guard user.isDisabled else { return user }
            if let owner = user.owner { try requireOwn(owner.id, field: "id", by: change.caller) }
            try tx.run("UPDATE account SET disabledAt = NULL WHERE id = ?", id)
            try append(.accountEnabled, user, version: Self.raiseVersion(of: id, tx), by: change, tx)
            return try UserRow.find(id, tx)
        }
    }

    package func deleteUser(_ id: Int64, heir: Int64?, by change: Change) throws(Failure) {
        let isGone = try store.write(work: .max) { [self] tx in
            let user = try reachable(id, by: change.caller, tx)
            try change.require(version: user.version)
            try keepAnAdministrator(without: user, tx)
            let isHandedOver = try handOver(from: user, to: heir, by: change, tx)
            try endSessions(of: id, actor: change.caller.actor, from: change.client, at: change.instant, tx)
            guard try isHandedOver && eraseTraces(of: id, tx) else {
                // Who is on their way out does nothing more, whatever ends this in the middle.
                try disable(user, by: change, tx)
                return false
            }
            try remove(user, by: change, tx)
            return true
        }
        guard !isGone else { return }
        while try !store.write({ [self] tx in try eraseTraces(of: id, tx) }) {}
        let step: @Sendable (WriteTransaction) throws -> Bool = { [self] tx in
            let user = try reachable(id, by: change.caller, tx)
            // Meanwhile others may have left projects to it.
            guard try handOver(from: user, to: heir, by: change, tx) else { return false }
            try remove(user, by: change, tx)
            return true
        }
        while try !store.write(work: .max, step) {}
    }

    private func remove(_ user: User, by change: Change, _ tx: WriteTransaction) throws {
        try tx.run("DELETE FROM account WHERE id = ?", user.id)
        try append(.accountDeleted, user, version: user.version, by: change, tx)
    }

    /// Gives what would be nobody's to the heir: agents, and what the features keep of the account.
    ///
    /// An agent that comes to somebody who did not ask for it comes disabled.
    ///
    /// - Shape: false where more is left, for another transaction.
    package func handOver(from user: User, to heir: Int64?, by change: Change, _ tx: WriteTransaction) throws -> Bool {
        let agents = try tx.all("SELECT id FROM account WHERE ownerId = ? ORDER BY id", user.id) { row in
            try row[0] as Int64
        }
        let isOwner = try holdings.contains { try $0.countOwnedAlone(by: user.id, tx) > 0 }
        let hasOwn = try holdings.contains { try $0.isAnythingOwn(of: user.id, tx) }
        guard heir != nil || !agents.isEmpty || isOwner || hasOwn else { return true }
        // What is an agent's own its owner has seen all the time.
        let isOwners = agents.isEmpty && !isOwner
        guard let heir = heir ?? (isOwners ? user.owner?.id : nil) else { throw Failure(.required, field: "heir") }
        guard heir != user.id else { throw Failure(.notAPerson, field: "heir") }
        try requirePerson(heir, field: "heir", tx)
        try tx.run("UPDATE account SET ownerId = ? WHERE ownerId = ?", heir, user.id)
        for agent in agents {
            let version = try Self.raiseVersion(of: agent, tx)
            let event = Event(.account(.accountChanged), subject: agent, traced: change) { out in
                out.member("ownerId", heir)
                out.member("ownerIdBefore", user.id)
                out.member("version", version)
            }
            try tx.append(event, key: store.eventKey)
            if !isOwn(heir, change.caller) { try disable(UserRow.find(agent, tx), by: change, tx) }
        }
        var isDone = true
        for feature in holdings where try !feature.handOver(from: user.id, to: heir, by: change, tx) { isDone = false }
        return isDone
    }
}

/// The pieces that changes of accounts are made of; each runs inside its caller's transaction.
extension SQLiteAccountRepository {
    /// The account, whose role permits nothing that the caller lacks: else a password could be reset, or a role be
    /// taken, by somebody who is allowed less.
    func reachable(_ id: Int64, by caller: Caller, _ tx: ReadTransaction) throws -> User {
        let user = try UserRow.find(id, tx)
        guard try RoleRow.find(user.account.role, tx).permissions.isSubset(of: caller.permissions) else {
            throw Failure(.beyondYours, field: "role", kind: .forbidden)
        }
        return user
    }

    /// - Errors: `.conflict` on `role` when this is the last account that can sign in as an administrator.
    package func keepAnAdministrator(without user: User, _ tx: ReadTransaction) throws {
        guard user.account.role == Role.administrator.name, !user.isDisabled else { return }
        let isAnother = try tx.isTrue(
            """
            SELECT EXISTS (
                SELECT 1 FROM account a JOIN credential c ON c.accountId = a.id AND c.kind = 'password'
                WHERE a.role = 'administrator' AND a.disabledAt IS NULL AND a.id <> ?)
            """, user.id)
        guard user.account.kind == .agent || isAnother else {
            throw Failure(.lastAdministrator, field: "role", kind: .conflict)
        }
    }

    /// Refuses what would make an agent act, with the rights of a person, who did not ask for it.
    ///
    /// - Errors: `.forbidden` where the owner is somebody else than the caller, unless from the command line.
    private func requireOwn(_ owner: Int64, field: String, by caller: Caller) throws {
        guard isOwn(owner, caller) else { throw Failure(.agentOfAnother, field: field, kind: .forbidden) }
    }

    private func isOwn(_ owner: Int64, _ caller: Caller) -> Bool {
        caller.means == .commandLine || caller.accountId == owner
    }

    package func disable(_ user: User, by change: Change, _ tx: WriteTransaction) throws {
        guard !user.isDisabled else { return }
        try tx.run("UPDATE account SET disabledAt = ? WHERE id = ?", change.instant, user.id)
        try append(.accountDisabled, user, version: Self.raiseVersion(of: user.id, tx), by: change, tx)
        try endSessions(of: user.id, actor: change.caller.actor, from: change.client, at: change.instant, tx)
    }

    private func requirePerson(_ id: Int64, field: String, _ tx: ReadTransaction) throws {
        let isPerson = try tx.isTrue(
            "SELECT kind = 'person' AND disabledAt IS NULL FROM account WHERE id = ?", id)
        guard isPerson else { throw Failure(.notAPerson, field: field) }
    }

    /// - Shape: the version that the account has now.
    package static func raiseVersion(of id: Int64, _ tx: WriteTransaction) throws -> Int64 {
        try tx.run("UPDATE account SET version = version + 1 WHERE id = ?", id)
        return try tx.value("SELECT version FROM account WHERE id = ?", id) ?? 1
    }

    package func setPassword(_ hash: String, of id: Int64, at instant: Instant, _ tx: WriteTransaction) throws {
        try tx.run("DELETE FROM credential WHERE accountId = ? AND kind = 'password'", id)
        try tx.run(
            "INSERT INTO credential (accountId, kind, secret, createdAt) VALUES (?, 'password', ?, ?)", id, hash,
            instant)
    }

    /// Ends every session of an account, with an event each.
    func endSessions(
        of id: Int64, actor: EventActor, from client: Client?, at instant: Instant, _ tx: WriteTransaction
    ) throws {
        let sessions = try tx.all("SELECT id FROM session WHERE accountId = ? ORDER BY id", id) { row in
            try row[0] as Int64
        }
        try tx.run("DELETE FROM session WHERE accountId = ?", id)
        for session in sessions {
            let event = Event(.account(.sessionEnded), subject: session, actor: actor, at: instant) { out in
                client?.write(to: &out)
            }
            try tx.append(event, key: store.eventKey)
        }
    }

    private func append(
        _ kind: AccountEventKind, _ user: User, version: Int64, by change: Change, _ tx: WriteTransaction
    ) throws {
        let event = Event(.account(kind), subject: user.id, traced: change) { out in
            user.account.write(to: &out)
            out.member("version", version)
        }
        try tx.append(event, key: store.eventKey)
    }
}

extension Account {
    /// Writes what an event says of an account.
    package func write(to out: inout JSONWriter) {
        out.member("name", name)
        out.member("kind", kind.rawValue)
        out.member("role", role)
    }
}
