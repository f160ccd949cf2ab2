import AuthDomain
import Domain
import JSON
import SQLite
import Store

extension SQLiteAccountRepository: FactorRepository {
    package func factor(of accountId: Int64) throws(Failure) -> Factor? {
        try store.read { tx in
            try tx.one(
                """
                SELECT id, secret, confirmedAt IS NOT NULL,
                    (SELECT count(*) FROM credential c WHERE c.accountId = ?1 AND c.kind = 'recoveryCode')
                FROM credential WHERE accountId = ?1 AND kind = 'totp'
                """, accountId
            ) { row in
                Factor(
                    id: try row[0], sealedKey: try row[1], isConfirmed: try row[2], codesLeft: Int(try row[3] as Int64))
            }
        }
    }

    package func beginFactor(
        by change: Change, sealing: @escaping @Sendable (Int64) -> String
    ) throws(Failure) {
        let accountId = change.caller.accountId ?? 0
        try store.write { tx in
            guard try !Self.hasConfirmedFactor(accountId, tx) else {
                throw Failure(.conflict, "There is a second factor already; remove it first.")
            }
            _ = try RetryLog.replaced(by: change, tx)
            try tx.run("DELETE FROM credential WHERE accountId = ? AND kind = 'totp'", accountId)
            try tx.run(
                "INSERT INTO credential (accountId, kind, secret, createdAt) VALUES (?, 'totp', '', ?)", accountId,
                change.instant)
            let id = try tx.lastInsertRowID
            try RetryLog.remember(change, subject: id, tx)
            try tx.run("UPDATE credential SET secret = ? WHERE id = ?", sealing(id), id)
        }
    }

    package func confirmFactor(_ id: Int64, step: Int64, codeHashes: [String], by change: Change) throws(Failure) {
        let accountId = change.caller.accountId ?? 0
        try store.write { [store] tx in
            let confirmed = try tx.run(
                """
                UPDATE credential SET confirmedAt = ?, usedAt = ?
                WHERE id = ? AND accountId = ? AND kind = 'totp' AND confirmedAt IS NULL
                """, change.instant, step, id, accountId)
            guard confirmed == 1 else {
                throw Failure(.conflict, "This second factor is not the one that is being set up.")
            }
            try tx.append(Event(.account(.factorAdded), subject: accountId, traced: change), key: store.eventKey)
            try Self.replaceCodes(with: codeHashes, by: change, key: store.eventKey, tx)
            try Self.endOtherSessions(by: change, key: store.eventKey, tx)
        }
    }

    private static func endOtherSessions(by change: Change, key: [UInt8], _ tx: WriteTransaction) throws {
        let accountId = change.caller.accountId ?? 0
        _ = try endSessions(of: accountId, except: change.caller.sessionId, by: change, key: key, tx)
    }

    package func removeFactor(by change: Change) throws(Failure) {
        let accountId = change.caller.accountId ?? 0
        try store.write { [store] tx in
            let wasConfirmed = try Self.hasConfirmedFactor(accountId, tx)
            try tx.run(
                "DELETE FROM credential WHERE accountId = ? AND kind IN ('totp', 'recoveryCode')", accountId)
            guard wasConfirmed else { return }
            try tx.append(Event(.account(.factorRemoved), subject: accountId, traced: change), key: store.eventKey)
            try Self.endOtherSessions(by: change, key: store.eventKey, tx)
        }
    }

    package func replaceRecoveryCodes(with codeHashes: [String], by change: Change) throws(Failure) {
        try store.write { [store] tx in
            guard try Self.hasConfirmedFactor(change.caller.accountId ?? 0, tx) else {
                throw Failure(.conflict, "There is no second factor that recovery codes could stand in for.")
            }
            _ = try RetryLog.replaced(by: change, tx)
            try Self.replaceCodes(with: codeHashes, by: change, key: store.eventKey, tx)
            try RetryLog.remember(change, subject: change.caller.accountId ?? 0, tx)
        }
    }

    private static func replaceCodes(
        with hashes: [String], by change: Change, key: [UInt8], _ tx: WriteTransaction
    ) throws {
        let accountId = change.caller.accountId ?? 0
        try tx.run("DELETE FROM credential WHERE accountId = ? AND kind = 'recoveryCode'", accountId)
        for hash in hashes {
            try tx.run(
                "INSERT INTO credential (accountId, kind, secret, createdAt) VALUES (?, 'recoveryCode', ?, ?)",
                accountId, hash, change.instant)
        }
        let event = Event(.account(.codesMade), subject: accountId, traced: change) { out in
            out.member("count", Int64(hashes.count))
        }
        try tx.append(event, key: key)
    }

    private static func hasConfirmedFactor(_ accountId: Int64, _ tx: ReadTransaction) throws -> Bool {
        try tx.isTrue(
            """
            SELECT EXISTS (SELECT 1 FROM credential
                WHERE accountId = ? AND kind = 'totp' AND confirmedAt IS NOT NULL)
            """, accountId)
    }
}
