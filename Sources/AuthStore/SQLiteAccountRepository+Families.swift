import AuthDomain
import Domain
import SQLite
import Store

extension SQLiteAccountRepository: SessionReader {
    package func caller(sessionId: Int64, at instant: Instant) throws(Failure) -> Caller? {
        try store.read { tx in try tx.one(Self.callerBySession, sessionId, instant, row: Self.sessionCaller) }
    }

    package static func callers(
        sessions: [Int64], at instant: Instant, _ tx: ReadTransaction
    ) throws -> [(session: Int64, caller: Caller)] {
        try tx.all(Self.callersBySession, IDList(sessions), instant) { row in
            (try row[1], try sessionCaller(row))
        }
    }

    private static let callerBySession = callers(whoseSession: "= ?")
    private static let callersBySession = callers(whoseSession: "IN (\(IDList.rows))")

    /// The caller by each session: the one place that says when a session is good.
    private static func callers(whoseSession isMeant: String) -> SQL {
        SQL(
            composed: """
                SELECT a.id, s.id, coalesce(s.provedAt, s.createdAt), a.name, a.language, a.theme, a.timeZone,
                \(AccountStanding.lacksSecondFactor), \(AccountStanding.columns)
                FROM session s JOIN account a ON a.id = s.accountId \(AccountStanding.joins)
                WHERE s.id \(isMeant) AND s.expiresAt > ? AND \(AccountStanding.mayAct)
                """)
    }

    private static func sessionCaller(_ row: borrowing Row) throws -> Caller {
        let roles = try AccountStanding.roles(row, from: 8)
        return Caller(
            accountId: try row[0], name: try row[3], role: roles.own, ownerRole: roles.owner,
            means: .session(id: try row[1], provedAt: try row[2]), language: try row[4], theme: try row[5],
            timeZone: try row[6], lacksSecondFactor: try row[7])
    }

    package func family(_ id: Int64) throws(Failure) -> SessionFamily? {
        try store.read { tx in
            try tx.one(
                SQL(
                    composed: """
                        SELECT s.id, s.accountId, s.tokenHash, s.rotationCount, s.rotations, s.device, s.expiresAt,
                        coalesce(s.idleExpiresAt, s.expiresAt)
                        FROM session s JOIN account a ON a.id = s.accountId \(AccountStanding.joins)
                        WHERE s.id = ? AND \(AccountStanding.mayAct)
                        """), id
            ) { row in
                let rotations: String = try row[4]
                return SessionFamily(
                    id: try row[0], accountId: try row[1], tokenHash: try row[2], rotationCount: try row[3],
                    rotations: rotations.split(separator: " ").compactMap { Int64($0).map(Instant.init(seconds:)) },
                    device: try row[5], expiresAt: try row[6], idleExpiresAt: try row[7])
            }
        }
    }

    package func rotate(
        _ family: SessionFamily, to tokenHash: [UInt8], at instant: Instant
    ) throws(Failure) -> Bool {
        let rotations = RefreshPolicy.rotations(family.rotations, and: instant).map { String($0.seconds) }
        return try store.write { tx in
            // The hash in the condition makes it a compare-and-swap: of two requests with one token one wins. A session
            // that was begun while the clock was ahead gets the time it was meant to have, from now.
            try tx.run(
                """
                UPDATE session SET tokenHash = ?1, rotationCount = rotationCount + 1, rotations = ?2, seenAt = ?3,
                createdAt = CASE WHEN createdAt < ?3 THEN createdAt ELSE ?3 END,
                expiresAt = CASE WHEN createdAt < ?3 THEN expiresAt ELSE ?3 + expiresAt - createdAt END,
                idleExpiresAt = CASE WHEN ?4 < ?3 + expiresAt - createdAt THEN ?4
                    ELSE ?3 + expiresAt - createdAt END WHERE id = ?5 AND tokenHash = ?6
                """, tokenHash, rotations.joined(separator: " "), instant,
                RefreshPolicy.idleExpiry(at: instant, before: family.expiresAt), family.id, family.tokenHash) == 1
        }
    }

    package func endReplayed(_ family: SessionFamily, from client: Client, at instant: Instant) throws(Failure) {
        try store.write { [store] tx in
            guard try tx.run("DELETE FROM session WHERE id = ?", family.id) == 1 else { return }
            let event = Event(
                .account(.sessionReplayed), subject: family.id, actor: .account(family.accountId), at: instant
            ) { out in client.write(to: &out) }
            try tx.append(event, key: store.eventKey)
        }
    }
}
