import AuthDomain
import AuthStore
import Domain
import JSON
import SQLite
import Store

/// Tokens, links, passwords and second factors.
extension Reapplication {
    mutating func revokeTokens(_ past: Predecessor) throws {
        for id in past.subjects[.tokenRevoked, default: []].sorted() {
            guard try database.isOfBoth(id, madeBy: .account(.tokenMade)) else { continue }
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
            findings.applied.append("Token \(id), \(found.name), of \(found.account) is revoked.")
        }
    }

    /// Links that were used, revoked or replaced by others.
    mutating func revokeInvitations(_ past: Predecessor) throws {
        let links = try tx.all("SELECT id, tokenHash, kind FROM invitation ORDER BY id") { row in
            (id: try row[0] as Int64, hash: try row[1] as [UInt8], kind: try row[2] as String)
        }
        for link in links where !past.invitations.contains(link.hash) {
            guard try database.isOfBoth(link.id, madeBy: .account(.invitationMade)) else { continue }
            try tx.run("DELETE FROM invitation WHERE id = ?", link.id)
            try append(.invitationRevoked, link.id)
            findings.applied.append(
                link.kind == "reset"
                    ? "Link \(link.id) to reset a password is revoked." : "Invitation \(link.id) is revoked.")
        }
    }

    mutating func takeCredentials(_ past: Predecessor) throws {
        let factors = [AccountEventKind.factorAdded, .factorRemoved, .codesMade, .codeUsed]
            .reduce(into: Set<Int64>()) { $0.formUnion(past.subjects[$1, default: []]) }
        let passwords = past.subjects[.passwordChanged, default: []]
        for id in passwords.union(factors).sorted() {
            guard let now = past.accounts[id], let name = try database.shared(account: id) else { continue }
            if passwords.contains(id), let hash = now.password {
                try store.accounts.setPassword(hash, of: id, at: change.instant, tx)
                try append(.passwordChanged, id) { $0.member("by", "restore") }
                findings.applied.append("The password of \(name) is the newer one.")
            }
            if factors.contains(id) { try takeFactor(now, of: id, name) }
        }
    }

    /// Under its own number, which its key is sealed with.
    mutating func takeFactor(_ now: Predecessor.FormerAccount, of id: Int64, _ name: String) throws {
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
                findings.applied.append("The second factor of \(name) is removed.")
            }
            return
        }
        let isTaken: Bool? = try tx.value("SELECT EXISTS (SELECT 1 FROM credential WHERE id = ?)", factor.id)
        guard isTaken == false else {
            findings.open.append("The second factor of \(name) could not be taken over; it has none now.")
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
        findings.applied.append(
            "The second factor of \(name) is the newer one, with its \(now.codes.count) recovery codes.")
    }
}
