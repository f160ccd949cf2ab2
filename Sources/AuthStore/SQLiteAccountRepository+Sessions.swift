import AuthDomain
import Domain
import JSON
import SQLite
import Store

extension SQLiteAccountRepository: SessionRepository {
    package func sessions(of scope: AccountScope, at instant: Instant) throws(Failure) -> [Session] {
        try store.read { tx in
            try tx.all(
                """
                SELECT s.id, a.name, s.network, s.device, s.createdAt, coalesce(s.seenAt, s.createdAt),
                    CASE WHEN s.idleExpiresAt < s.expiresAt THEN s.idleExpiresAt ELSE s.expiresAt END
                FROM session s JOIN account a ON a.id = s.accountId
                WHERE (CAST(?1 AS BIGINT) IS NULL OR s.accountId = ?1)
                    AND s.expiresAt > ?2 AND coalesce(s.idleExpiresAt, s.expiresAt) > ?2
                ORDER BY 6 DESC, s.id DESC LIMIT 1000
                """, scope.accountId, instant, row: Self.session)
        }
    }

    private static func session(_ row: borrowing Row) throws -> Session {
        Session(
            id: try row[0], account: try row[1], client: Client(network: try row[2], device: try row[3]),
            createdAt: try row[4], seenAt: try row[5], expiresAt: try row[6])
    }

    package func endSession(_ id: Int64, of scope: AccountScope, by change: Change) throws(Failure) {
        try store.write { [store] tx in
            let owner: Int64? = try tx.value(
                "SELECT accountId FROM session WHERE id = ?1 AND (CAST(?2 AS BIGINT) IS NULL OR accountId = ?2)", id,
                scope.accountId)
            guard let owner else { throw Failure.notFound }
            try Self.end(id, of: owner, by: change, key: store.eventKey, tx)
        }
    }

    package func endSessions(of accountId: Int64, except: Int64?, by change: Change) throws(Failure) -> Int {
        try store.write { [store] tx in
            try Self.endSessions(of: accountId, except: except, by: change, key: store.eventKey, tx)
        }
    }

    /// Ends an account's sessions in the transaction of the change that asks for it.
    package static func endSessions(
        of accountId: Int64, except: Int64?, by change: Change, key: [UInt8], _ tx: WriteTransaction
    ) throws -> Int {
        let ids: [Int64] = try tx.all(
            "SELECT id FROM session WHERE accountId = ? AND id IS DISTINCT FROM ? ORDER BY id", accountId, except
        ) { row in try row[0] }
        for id in ids { try end(id, of: accountId, by: change, key: key, tx) }
        return ids.count
    }

    private static func end(
        _ id: Int64, of accountId: Int64, by change: Change, key: [UInt8], _ tx: WriteTransaction
    ) throws {
        try tx.run("DELETE FROM session WHERE id = ?", id)
        let event = Event(.account(.sessionEnded), subject: id, traced: change) { out in
            out.member("account", accountId)
        }
        try tx.append(event, key: key)
    }
}

extension AccountScope {
    /// nil for everybody.
    var accountId: Int64? {
        if case .account(let id) = self { id } else { nil }
    }
}
