import Domain
import SQLite
import Store
import TaskDomain
import TaskStore

extension Store: SweepRepository {
    package func sweepable(at now: SweepTime) throws(Failure) -> SweepOutcome {
        try read { tx in
            var outcome = SweepOutcome()
            if let ripe = try SweepMark.look(now, tx).ripe { outcome.gone = try SweepTables.count(at: ripe, tx) }
            outcome.gone.tasks += try SweepTables.leavings(tx)
            outcome.waiting = try SweepTables.count(at: now.instant, tx) - outcome.gone
            outcome.waiting.tasks = max(0, outcome.waiting.tasks)
            return outcome
        }
    }

    package func sweep(by caller: Caller, at now: SweepTime) throws(Failure) -> SweepOutcome {
        let ripe = try write { tx in
            let mark = try SweepMark.look(now, tx)
            try mark.keep(tx)
            return mark.ripe
        }
        let change = Change(by: caller, at: now.instant)
        var outcome = SweepOutcome()
        if let ripe { outcome.gone = try empty(at: ripe, by: change) }
        // What a deleted project left behind is erased for that, whatever its age.
        outcome.gone.tasks += try Erasing(self, change).leavings()
        outcome.waiting = try read { tx in try SweepTables.count(at: now.instant, tx) }
        return outcome
    }

    private func empty(at instant: Instant, by change: Change) throws(Failure) -> SweepCount {
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
        count.tokens = try remove(
            "DELETE FROM personalToken WHERE id IN (SELECT id FROM personalToken WHERE expiresAt <= ? LIMIT ?)",
            SweepTables.tokenLimit(instant))
        count.tasks = try tasks.purgeTrash(deletedBefore: SweepTables.trashLimit(instant), by: change)
        return count
    }

    /// Removes rows in steps, between which others write.
    ///
    /// - Shape: how many; the statement takes the moment, and how many rows one step has.
    private func remove(_ statement: SQL, _ instant: Instant) throws(Failure) -> Int {
        var count = 0
        while true {
            let removed = try write { tx in try tx.run(statement, instant, SweepTables.rowsOfStep) }
            count += removed
            if removed < SweepTables.rowsOfStep { return count }
        }
    }
}

/// The rows of the tables that have expired at a moment.
private enum SweepTables {
    static let rowsOfStep = 2_000

    static func trashLimit(_ instant: Instant) -> Instant { instant.adding(seconds: -TrashedTask.lifetime) }

    static func tokenLimit(_ instant: Instant) -> Instant { instant.adding(seconds: -30 * 86_400) }

    /// Tasks in the trash of projects that are gone.
    static func leavings(_ tx: ReadTransaction) throws -> Int {
        try tx.value(
            "SELECT count(*) FROM trash WHERE projectId IS NOT NULL AND projectId NOT IN (SELECT id FROM project)") ?? 0
    }

    static func count(at instant: Instant, _ tx: ReadTransaction) throws -> SweepCount {
        var count = SweepCount()
        count.tasks = try tx.value("SELECT count(*) FROM trash WHERE deletedAt < ?", trashLimit(instant)) ?? 0
        count.retries =
            try tx.value("SELECT count(*) FROM retry WHERE createdAt <= ?", RetryLog.limit(instant)) ?? 0
        count.invitations = try tx.value("SELECT count(*) FROM invitation WHERE expiresAt <= ?", instant) ?? 0
        count.sessions =
            try tx.value("SELECT count(*) FROM session WHERE expiresAt <= ?1 OR idleExpiresAt <= ?1", instant) ?? 0
        count.counters =
            try tx.value("SELECT count(*) FROM throttle WHERE fadesAt <= ?1 AND blockedUntil <= ?1", instant) ?? 0
        count.tokens =
            try tx.value("SELECT count(*) FROM personalToken WHERE expiresAt <= ?", tokenLimit(instant)) ?? 0
        return count
    }
}

extension SweepCount {
    fileprivate static func - (all: SweepCount, some: SweepCount) -> SweepCount {
        var left = all
        left.tasks -= some.tasks
        left.retries -= some.retries
        left.invitations -= some.invitations
        left.sessions -= some.sessions
        left.counters -= some.counters
        left.tokens -= some.tokens
        return left
    }
}
