import Domain
import JSON
import SQLite
import Store

/// The part of `FactorRepository` in which somebody proves something: codes taken, sessions proved.
extension SQLiteAccountRepository {
    package func takeStep(_ step: Int64, of factorId: Int64, accountId: Int64) throws(Failure) -> Bool {
        try store.write { tx in
            // Compare and swap: of two requests with one code, one changes the row. A step further ahead than any code
            // of now was taken by a clock that was ahead, and would shut out its owner for as long.
            let taken = try tx.run(
                """
                UPDATE credential SET usedAt = ?1
                WHERE id = ?2 AND accountId = ?3 AND kind = 'totp' AND confirmedAt IS NOT NULL
                    AND (coalesce(usedAt, -1) < ?1 OR usedAt > ?1 + 2)
                """, step, factorId, accountId)
            return taken == 1
        }
    }

    package func takeRecoveryCode(
        hash: String, of accountId: Int64, from client: Client, at instant: Instant
    ) throws(Failure) -> Bool {
        try store.write { [store] tx in
            let taken = try tx.run(
                "DELETE FROM credential WHERE accountId = ? AND kind = 'recoveryCode' AND secret = ?", accountId, hash)
            guard taken == 1 else { return false }
            let left: Int64? = try tx.value(
                "SELECT count(*) FROM credential WHERE accountId = ? AND kind = 'recoveryCode'", accountId)
            let event = Event(.account(.codeUsed), subject: accountId, actor: .account(accountId), at: instant) { out in
                out.member("left", left)
                client.write(to: &out)
            }
            try tx.append(event, key: store.eventKey)
            return true
        }
    }

    package func proveSession(by change: Change) throws(Failure) {
        let accountId = change.caller.accountId ?? 0
        let sessionId = change.caller.sessionId ?? 0
        try store.write { [store] tx in
            let proved = try tx.run(
                "UPDATE session SET provedAt = ? WHERE id = ? AND accountId = ?", change.instant, sessionId, accountId)
            guard proved == 1 else { throw Failure(.unauthenticated, "The session has ended.") }
            try tx.append(Event(.account(.sessionProved), subject: sessionId, traced: change), key: store.eventKey)
        }
    }

    package func refuseProof(by change: Change) throws(Failure) {
        try store.write { [store] tx in
            let event = Event(.account(.sessionRefused), subject: change.caller.sessionId, traced: change) { out in
                out.member("name", change.caller.name)
            }
            try tx.append(event, key: store.eventKey)
        }
    }
}
