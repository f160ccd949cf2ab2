import Domain
import SQLite

extension Store: SweepRepository {
    public func sweepable(at instant: Instant) throws(Failure) -> SweepCount {
        try read { tx in
            var count = SweepCount()
            count.tasks =
                try tx.value(
                    """
                    SELECT count(*) FROM trash WHERE deletedAt < ?
                    OR projectId IS NOT NULL AND projectId NOT IN (SELECT id FROM project)
                    """, Self.trashLimit(instant)) ?? 0
            count.retries =
                try tx.value("SELECT count(*) FROM retry WHERE createdAt <= ?", RetryLog.limit(instant)) ?? 0
            count.invitations = try tx.value("SELECT count(*) FROM invitation WHERE expiresAt <= ?", instant) ?? 0
            count.sessions =
                try tx.value(
                    "SELECT count(*) FROM session WHERE expiresAt <= ?1 OR idleExpiresAt <= ?1", instant) ?? 0
            count.counters =
                try tx.value("SELECT count(*) FROM throttle WHERE fadesAt <= ?1 AND blockedUntil <= ?1", instant) ?? 0
            return count
        }
    }

    public func sweep(by change: Change) throws(Failure) -> SweepCount {
        let instant = change.instant
        var count = SweepCount()
        count.retries = try remove(
            """
            DELETE FROM retry WHERE (actor, route, key) IN
            (SELECT actor, route, key FROM retry WHERE createdAt <= ? LIMIT ?)
            """, RetryLog.limit(instant))
        count.invitations = try remove(
            "DELETE FROM invitation WHERE id IN (SELECT id FROM invitation WHERE expiresAt <= ? LIMIT ?)", instant)
        count.sessions = try remove(
            """
            DELETE FROM session WHERE id IN
            (SELECT id FROM session WHERE expiresAt <= ?1 OR idleExpiresAt <= ?1 LIMIT ?2)
            """, instant)
        count.counters = try remove(
            """
            DELETE FROM throttle WHERE key IN
            (SELECT key FROM throttle WHERE fadesAt <= ?1 AND blockedUntil <= ?1 LIMIT ?2)
            """, instant)
        count.tasks = try tasks.purgeTrash(deletedBefore: Self.trashLimit(instant), by: change)
        count.tasks += try Erasing(self, change).leavings()
        return count
    }

    /// Removes rows in steps, between which others write.
    ///
    /// - Shape: how many; the statement takes the moment, and how many rows one step has.
    private func remove(_ statement: SQL, _ instant: Instant) throws(Failure) -> Int {
        var count = 0
        while true {
            let removed = try write { tx in try tx.run(statement, instant, Self.rowsOfStep) }
            count += removed
            if removed < Self.rowsOfStep { return count }
        }
    }

    private static let rowsOfStep = 2_000

    private static func trashLimit(_ instant: Instant) -> Instant { instant.adding(seconds: -TrashedTask.lifetime) }
}
