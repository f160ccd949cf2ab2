import Crypto
import Domain
import JSON
import SQLite

/// Ends what a backup brings back and should not: sessions, links, and rights that were taken away since.
///
/// Nothing is given that the backup does not give.
struct Reapplication {
    let store: Store
    let change: Change
    let tx: WriteTransaction
    private var applied: [String] = []
    private var open: [String] = []
    private var common: Int64 = 0

    init(store: Store, change: Change, tx: WriteTransaction) {
        (self.store, self.change, self.tx) = (store, change, tx)
    }

    mutating func carryOut(_ past: Predecessor.Reading, _ verdict: EventLog.Verdict) throws -> Restoration.Report {
        try Life.begin(tx)
        let backupAt: Instant? = try tx.value("SELECT at FROM event WHERE seq = ?", verdict.head.seq)
        var replaced: EventLog.Head?
        if case .known(let predecessor) = past { replaced = predecessor.head }
        try append(.databaseRestored, nil) { out in
            out.member("backup", verdict.head.description)
            out.member("replaced", replaced?.description)
        }
        let sessions = try endSessions()
        switch past {
        case .nothing: break
        case .known(let predecessor): try apply(predecessor)
        case .unreadable(let why):
            // Whoever holds something from a session of the replaced database must not meet one of its number.
            try raise("session", to: Random.bytes(5).reduce(Int64(1)) { $0 << 8 | Int64($1) })
            try listGood(why, since: backupAt)
        }
        return Restoration.Report(
            verdict: verdict, backupAt: backupAt, sessions: sessions, applied: applied, open: open, head: verdict.head,
            life: try Life.read(tx))
    }

    private func endSessions() throws -> Int {
        let accounts: [Int64] = try tx.all("SELECT DISTINCT accountId FROM session ORDER BY accountId") { try $0[0] }
        return try accounts.reduce(0) { count, account in
            try count
                + SQLiteAccountRepository.endSessions(
                    of: account, except: nil, by: change, key: store.eventKey, tx)
        }
    }

    private mutating func apply(_ past: Predecessor) throws {
        common = past.common
        for (table, number) in past.numbers { try raise(table, to: number) }
        guard past.common < past.head.seq else { return }
        try revokeTokens(past)
        try revokeInvitations(past)
        try takeCredentials(past)
        try lowerMembers(past)
        try lowerRoles(past)
        try disableAndDelete(past)
        guard past.erasures > 0 else { return }
        open.append(
            "Since the backup was made, a text was erased from what it holds, and stands there again: erase it once more "
                + "with `elwosa events erase`.")
    }

    // MARK: - Tokens and links

    private mutating func revokeTokens(_ past: Predecessor) throws {
        for id in past.subjects[.tokenRevoked, default: []].sorted() {
            guard try isOfBoth(id, madeBy: "token_made") else { continue }
            let found = try tx.one(
                """
                SELECT t.tokenHash, t.name, t.scopes, t.expiresAt, a.id, a.name
                FROM personalToken t JOIN account a ON a.id = t.accountId WHERE t.id = ?
                """, id
            ) { row in
                (
                    hash: try row[0] as [UInt8], name: try row[1] as String, scopes: try row[2] as String,
                    expiresAt: try row[3] as Instant, owner: try row[4] as Int64, account: try row[5] as String
                )
            }
            guard let found, !past.tokens.contains(found.hash) else { continue }
            try tx.run("DELETE FROM personalToken WHERE id = ?", id)
            try append(.tokenRevoked, id) { out in
                out.member("account", found.owner)
                out.member("name", found.name)
                out.member("scopes", found.scopes)
                out.member("expiresAt", found.expiresAt.rfc3339)
            }
            applied.append("Token \(id), \(found.name), of \(found.account) is revoked.")
        }
    }

    /// Links that were used, revoked or replaced by others.
    private mutating func revokeInvitations(_ past: Predecessor) throws {
        let links = try tx.all("SELECT id, tokenHash, kind FROM invitation ORDER BY id") { row in
            (id: try row[0] as Int64, hash: try row[1] as [UInt8], kind: try row[2] as String)
        }
        for link in links where !past.invitations.contains(link.hash) {
            guard try isOfBoth(link.id, madeBy: "invitation_made") else { continue }
            try tx.run("DELETE FROM invitation WHERE id = ?", link.id)
            try append(.invitationRevoked, link.id)
            applied.append(
                link.kind == "reset"
                    ? "Link \(link.id) to reset a password is revoked." : "Invitation \(link.id) is revoked.")
        }
    }

    // MARK: - Passwords and factors

    private mutating func takeCredentials(_ past: Predecessor) throws {
        let factors = [EventKind.factorAdded, .factorRemoved, .codesMade, .codeUsed]
            .reduce(into: Set<Int64>()) { $0.formUnion(past.subjects[$1, default: []]) }
        let passwords = past.subjects[.passwordChanged, default: []]
        for id in passwords.union(factors).sorted() {
            guard let now = past.accounts[id], let name = try shared(account: id) else { continue }
            if passwords.contains(id), let hash = now.password {
                try store.accounts.setPassword(hash, of: id, at: change.instant, tx)
                try append(.passwordChanged, id) { $0.member("by", "restore") }
                applied.append("The password of \(name) is the newer one.")
            }
            if factors.contains(id) { try takeFactor(now, of: id, name) }
        }
    }

    /// Under its own number, which its key is sealed with.
    private mutating func takeFactor(_ now: Predecessor.Account, of id: Int64, _ name: String) throws {
        let had: Bool =
            try tx.value(
                """
                SELECT EXISTS (SELECT 1 FROM credential
                    WHERE accountId = ? AND kind = 'totp' AND confirmedAt IS NOT NULL)
                """, id) ?? false
        try tx.run("DELETE FROM credential WHERE accountId = ? AND kind IN ('totp', 'recoveryCode')", id)
        guard let factor = now.factor else {
            if had {
                try append(.factorRemoved, id)
                applied.append("The second factor of \(name) is removed.")
            }
            return
        }
        let isTaken: Bool? = try tx.value("SELECT EXISTS (SELECT 1 FROM credential WHERE id = ?)", factor.id)
        guard isTaken == false else {
            open.append("The second factor of \(name) could not be taken over; it has none now.")
            return try append(.factorRemoved, id)
        }
        try tx.run(
            """
            INSERT INTO credential (id, accountId, kind, secret, createdAt, usedAt, confirmedAt)
            VALUES (?, ?, 'totp', ?, ?, ?, ?)
            """, factor.id, id, factor.sealed, change.instant, factor.usedAt, factor.confirmedAt)
        for code in now.codes {
            try tx.run(
                "INSERT INTO credential (accountId, kind, secret, createdAt) VALUES (?, 'recoveryCode', ?, ?)", id,
                code, change.instant)
        }
        try append(.factorAdded, id)
        try append(.codesMade, id) { $0.member("count", Int64(now.codes.count)) }
        applied.append("The second factor of \(name) is the newer one, with its \(now.codes.count) recovery codes.")
    }

    // MARK: - Members and roles

    private mutating func lowerMembers(_ past: Predecessor) throws {
        let order = past.memberships.sorted { ($0.project, $0.account) < ($1.project, $1.account) }
        for membership in order where past.projects.contains(membership.project) {
            guard try isOfBoth(membership.project, madeBy: "project_created"),
                let name = try shared(account: membership.account),
                let role: ProjectRole = try tx.value(
                    "SELECT role FROM projectMember WHERE projectId = ? AND accountId = ?", membership.project,
                    membership.account)
            else { continue }
            let now = past.members[membership]
            guard now.map({ $0 < role }) ?? true else { continue }
            guard try role != .owner || !isOnlyOwner(membership) else {
                open.append(
                    "\(name) was made less than the owner of project \(membership.project), which has no other.")
                continue
            }
            try setMember(membership, now, was: role)
            applied.append(
                now.map { "\(name) is \($0.rawValue) in project \(membership.project)." }
                    ?? "\(name) is no member of project \(membership.project).")
        }
    }

    private func isOnlyOwner(_ membership: Predecessor.Membership) throws -> Bool {
        try SQLiteAccountRepository.ownedAlone(by: membership.account, tx).contains(membership.project)
    }

    private func setMember(_ membership: Predecessor.Membership, _ role: ProjectRole?, was: ProjectRole) throws {
        if let role {
            try tx.run(
                "UPDATE projectMember SET role = ? WHERE projectId = ? AND accountId = ?", role, membership.project,
                membership.account)
        } else {
            try tx.run(
                "DELETE FROM projectMember WHERE projectId = ? AND accountId = ?", membership.project,
                membership.account)
        }
        let version = try SQLiteProjectRepository.raiseVersion(of: membership.project, tx)
        let event = Event(
            role == nil ? .memberRemoved : .memberSet, subject: membership.project, project: membership.project,
            by: change
        ) { out in
            out.member("account", membership.account)
            if let role {
                out.member("role", role.rawValue)
                out.member("roleBefore", was.rawValue)
            }
            out.member("version", version)
        }
        try tx.append(event, key: store.eventKey)
    }

    private mutating func lowerRoles(_ past: Predecessor) throws {
        for name in past.roleNames.sorted() {
            guard let old = try RoleRow.known(name, tx), !old.isBuiltIn else { continue }
            let now = past.roles[name]
            guard !old.permissions.isSubset(of: now?.permissions ?? []) else { continue }
            let allowed = old.permissions.intersection(now?.permissions ?? [])
            let version = try RoleRow.version(of: name, tx) + 1
            try tx.run(
                "UPDATE role SET permissions = ?, version = ? WHERE name = ?", allowed.scope, version, name)
            try append(.roleSaved, nil) { out in
                out.member("name", name)
                out.member("permissions", allowed.scope)
                out.member("version", version)
            }
            applied.append("The role \(name) permits \(allowed.isEmpty ? "nothing" : allowed.scope).")
        }
        for id in past.subjects[.accountChanged, default: []].sorted() {
            guard let now = past.accounts[id], try shared(account: id) != nil else { continue }
            let user = try UserRow.find(id, tx)
            guard try !RoleRow.find(user.account.role, tx).permissions.isSubset(of: now.role.permissions) else {
                continue
            }
            try lower(user, to: now.role)
        }
    }

    private mutating func lower(_ user: User, to role: Role) throws {
        try unlessLastAdministrator(user, "The role of \(user.account.name) was lowered to \(role.name)") { this in
            if try RoleRow.known(role.name, this.tx) == nil {
                let version = (try EventLog.last(this.tx)?.seq ?? 0) + 1
                try this.tx.run(
                    "INSERT INTO role (name, permissions, createdAt, version) VALUES (?, ?, ?, ?)", role.name,
                    role.permissions.scope, this.change.instant, version)
                try this.append(.roleSaved, nil) { out in
                    out.member("name", role.name)
                    out.member("permissions", role.permissions.scope)
                    out.member("version", version)
                }
            }
            try this.tx.run("UPDATE account SET role = ? WHERE id = ?", role.name, user.id)
            let version = try SQLiteAccountRepository.raiseVersion(of: user.id, this.tx)
            try this.append(.accountChanged, user.id) { out in
                out.member("name", user.account.name)
                out.member("role", role.name)
                out.member("roleBefore", user.account.role)
                out.member("version", version)
            }
            this.applied.append("\(user.account.name) has the role \(role.name).")
        }
    }

    // MARK: - Accounts

    private mutating func disableAndDelete(_ past: Predecessor) throws {
        let ended = past.subjects[.accountDisabled, default: []].union(past.subjects[.accountDeleted, default: []])
        for id in ended.sorted() {
            guard let name = try shared(account: id) else { continue }
            let user = try UserRow.find(id, tx)
            guard let now = past.accounts[id] else {
                try unlessLastAdministrator(user, "\(name) was deleted") { try $0.delete(user, past) }
                continue
            }
            guard now.isDisabled, !user.isDisabled else { continue }
            try unlessLastAdministrator(user, "\(name) was disabled") { try $0.disable(user) }
        }
    }

    private mutating func disable(_ user: User) throws {
        try store.accounts.disable(user, by: change, tx)
        applied.append("\(user.account.name) is disabled.")
    }

    /// What would be nobody's goes to who has it in the replaced database; where nobody has, the account is disabled.
    private mutating func delete(_ user: User, _ past: Predecessor) throws {
        do {
            try store.accounts.handOver(from: user, to: try heir(of: user.id, past), by: change, tx)
        } catch let failure as Failure where failure.kind == .invalid {
            if !user.isDisabled { try disable(user) }
            open.append(
                "\(user.account.name) was deleted, and nobody here would inherit agents and projects; choose an heir.")
            return
        }
        try tx.run("DELETE FROM account WHERE id = ?", user.id)
        try append(.accountDeleted, user.id) { user.account.write(to: &$0) }
        applied.append("\(user.account.name) is deleted.")
    }

    private func heir(of id: Int64, _ past: Predecessor) throws -> Int64? {
        let agents: [Int64] = try tx.all("SELECT id FROM account WHERE ownerId = ?", id) { try $0[0] }
        let projects = try SQLiteAccountRepository.ownedAlone(by: id, tx)
        let owners = past.members.filter { $0.value == .owner && projects.contains($0.key.project) }.map(\.key.account)
        let candidates = (agents.compactMap { past.accounts[$0]?.owner } + owners.sorted()).filter { $0 != id }
        return try candidates.first { try shared(account: $0) != nil }
    }

    private mutating func unlessLastAdministrator(
        _ user: User, _ sentence: String, _ body: (inout Self) throws -> Void
    ) throws {
        do {
            try store.accounts.keepAnAdministrator(without: user, tx)
        } catch let failure as Failure where failure.rule == .lastAdministrator {
            return open.append(
                "\(sentence), but here nobody else could sign in as administrator: make another, then do it again.")
        }
        try body(&self)
    }

    // MARK: - What cannot be known

    private mutating func listGood(_ why: String, since instant: Instant?) throws {
        open.append(
            "\(why) So nothing that was revoked, disabled, changed, deleted or erased after the backup"
                + "\(instant.map { " of \($0.rfc3339)" } ?? "") is known here, and it is good again:")
        open += try tx.all(
            """
            SELECT t.id, t.name, a.name FROM personalToken t JOIN account a ON a.id = t.accountId
            WHERE t.expiresAt > ? AND a.disabledAt IS NULL ORDER BY t.id
            """, change.instant
        ) { row in
            let (id, name, owner): (Int64, String, String) = (try row[0], try row[1], try row[2])
            return "token \(id), \(name), of \(owner)"
        }
        open += try tx.all(
            """
            SELECT a.name, a.role, EXISTS (SELECT 1 FROM credential c
                WHERE c.accountId = a.id AND c.kind = 'totp' AND c.confirmedAt IS NOT NULL)
            FROM account a WHERE disabledAt IS NULL AND a.kind = 'person' ORDER BY a.nameKey
            """
        ) { row in
            let (name, role, hasFactor): (String, String, Bool) = (try row[0], try row[1], try row[2])
            return "account \(name), \(role), with its password"
                + (hasFactor ? " and second factor" : "") + " of then"
        }
        open += try tx.all(
            "SELECT id, kind FROM invitation WHERE expiresAt > ? ORDER BY id", change.instant
        ) { row in
            let (id, kind): (Int64, String) = (try row[0], try row[1])
            return "link \(id), \(kind)"
        }
    }

    // MARK: - Pieces

    /// Whether both databases mean the same by a number: it was given before their logs parted.
    private func isOfBoth(_ id: Int64, madeBy kind: String) throws -> Bool {
        let isLater: Bool? = try tx.value(
            "SELECT EXISTS (SELECT 1 FROM event WHERE kind = ? AND subject = ? AND seq > ?)", kind, id, common)
        return isLater == false
    }

    /// - Shape: the name of an account that both databases have; nil where there is none.
    private func shared(account id: Int64) throws -> String? {
        guard try isOfBoth(id, madeBy: "account_created") else { return nil }
        return try tx.value("SELECT name FROM account WHERE id = ?", id)
    }

    /// No number that was given is given again: whoever kept it would mean something else.
    private func raise(_ table: String, to number: Int64) throws {
        let isThere: Bool? = try tx.value("SELECT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = ?)", table)
        if isThere == true {
            try tx.run("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", number, table)
        } else {
            try tx.run("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", table, number)
        }
    }

    private func append(_ kind: EventKind, _ subject: Int64?, content: (inout JSONWriter) -> Void = { _ in }) throws {
        try tx.append(Event(kind, subject: subject, traced: change, content: content), key: store.eventKey)
    }
}
