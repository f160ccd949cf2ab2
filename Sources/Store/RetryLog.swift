import Domain
import SQLite

/// Requests that carried an `Idempotency-Key`, remembered in the transaction of the change they made.
enum RetryLog {
    /// - Units: seconds.
    private static let lifetime: Int64 = 86_400

    /// A key from then or before is good no more.
    static func limit(_ instant: Instant) -> Instant { instant.adding(seconds: -lifetime) }

    /// The subject of the first request under this key; nil when this is the first.
    ///
    /// - Errors: `.invalid` on `Idempotency-Key` when the key was used for another request. Two requests under one key
    ///   at the same time are one after the other here, so the second finds the first's result.
    static func subject(of change: Change, _ tx: WriteTransaction) throws -> Int64? {
        guard let retry = change.retry else { return nil }
        let found = try tx.one(
            "SELECT digest, subject FROM retry WHERE actor = ? AND route = ? AND key = ? AND createdAt > ?",
            change.caller.actor, retry.route, retry.key, limit(change.instant)
        ) { row in (digest: try row[0] as [UInt8], subject: try row[1] as Int64) }
        guard let found else { return nil }
        guard found.digest == retry.digest else {
            throw Failure(
                .invalid, "Idempotency-Key: this key was used for another request.", field: "Idempotency-Key")
        }
        return found.subject
    }

    static func remember(_ change: Change, subject: Int64, _ tx: WriteTransaction) throws {
        guard let retry = change.retry else { return }
        // Only `sweep` deletes: a clock that is ahead for one write would take every key with it. A key that is good no
        // more may still be here, and makes way.
        try tx.run(
            """
            INSERT INTO retry (actor, route, key, digest, subject, createdAt) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (actor, route, key) DO UPDATE SET digest = excluded.digest, subject = excluded.subject,
                createdAt = excluded.createdAt
            """, change.caller.actor, retry.route, retry.key, retry.digest, subject, change.instant)
    }
}
