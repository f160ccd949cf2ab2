import Domain
import SQLite

/// Requests that carried an `Idempotency-Key`, remembered in the transaction of the change they made.
package enum RetryLog {
    /// - Units: seconds.
    private static let lifetime: Int64 = 86_400

    /// A key from then or before is good no more.
    package static func limit(_ instant: Instant) -> Instant { instant.adding(seconds: -lifetime) }

    /// As long after the first as a finger is quick and a page is loaded anew. Later the secret that the first request
    /// was answered with may have been handed on.
    ///
    /// - Units: seconds.
    private static let replaceable: Int64 = 30

    /// The outcome of the first request under a key.
    package struct Outcome {
        package let subject: Int64
        let createdAt: Instant
        /// The number by which it can be taken back.
        package let change: Int64?
    }

    /// - Shape: nil when this is the first request under its key.
    /// - Errors: `.repeated` on `Idempotency-Key` when the key was used for another request. Two requests under one key
    ///   at the same time are one after the other here, so the second finds the first's result.
    package static func outcome(of change: Change, _ tx: WriteTransaction) throws -> Outcome? {
        guard let retry = change.retry else { return nil }
        let found = try tx.one(
            "SELECT digest, subject, change, createdAt FROM retry WHERE actor = ? AND route = ? AND key = ? AND createdAt > ?",
            change.caller.actor, retry.route, retry.key, limit(change.instant)
        ) { row in
            (
                digest: try row[0] as [UInt8],
                outcome: Outcome(subject: try row[1], createdAt: try row[3], change: try row[2])
            )
        }
        guard let found else { return nil }
        try retry.requireSame(digest: found.digest)
        return found.outcome
    }

    package static func subject(of change: Change, _ tx: WriteTransaction) throws -> Int64? {
        try outcome(of: change, tx)?.subject
    }

    /// The subject that this request makes anew, since the secret it was made with is shown once and kept nowhere.
    ///
    /// - Shape: nil when this is the first request under its key.
    /// - Errors: `.repeated` on `Idempotency-Key` once the first is half a minute old.
    package static func replaced(by change: Change, _ tx: WriteTransaction) throws -> Int64? {
        guard let known = try outcome(of: change, tx) else { return nil }
        guard (known.createdAt...known.createdAt.adding(seconds: replaceable)).contains(change.instant) else {
            throw Failure.repeated("this key was used, and what it made was shown once.")
        }
        return known.subject
    }

    /// - Shape: `seq` is the number by which the change can be taken back.
    package static func remember(_ change: Change, subject: Int64, seq: Int64? = nil, _ tx: WriteTransaction) throws {
        guard let retry = change.retry else { return }
        // Only `sweep` deletes: a clock that is ahead for one write would take every key with it. A key that is good no
        // more may still be here, and makes way.
        try tx.run(
            """
            INSERT INTO retry (actor, route, key, digest, subject, change, createdAt) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (actor, route, key) DO UPDATE SET digest = excluded.digest, subject = excluded.subject,
                change = excluded.change, createdAt = excluded.createdAt
            """, change.caller.actor, retry.route, retry.key, retry.digest, subject, seq, change.instant)
    }
}
