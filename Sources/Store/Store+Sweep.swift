import Domain
import SQLite

extension Store: SweepRepository {
    public func sweepable(at instant: Instant) throws(Failure) -> SweepCount {
        try read { tx in
            var count = SweepCount()
            count.tasks =
                try tx.value("SELECT count(*) FROM trash WHERE deletedAt < ?", Self.trashLimit(instant)) ?? 0
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
        var count = try write { tx in
            var count = SweepCount()
            count.retries = try tx.run("DELETE FROM retry WHERE createdAt <= ?", RetryLog.limit(instant))
            count.invitations = try tx.run("DELETE FROM invitation WHERE expiresAt <= ?", instant)
            count.sessions = try tx.run(
                "DELETE FROM session WHERE expiresAt <= ?1 OR idleExpiresAt <= ?1", instant)
            count.counters = try tx.run(
                "DELETE FROM throttle WHERE fadesAt <= ?1 AND blockedUntil <= ?1", instant)
            return count
        }
        while true {
            let purged = try tasks.purgeTrash(deletedBefore: Self.trashLimit(instant), by: change)
            count.tasks += purged
            if purged == 0 { return count }
        }
    }

    private static func trashLimit(_ instant: Instant) -> Instant { instant.adding(seconds: -TrashedTask.lifetime) }
}
