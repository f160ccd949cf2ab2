/// Forgets what has outlived its use.
///
/// Nothing goes for its age on the word of one look at the clock, which may be ahead: two sweeps have to find it expired,
/// a day apart by the clock that runs with the machine, and a wall clock that steps back in between begins anew.
///
/// - Source: tables `trash`, `retry`, `invitation`, `session`, `throttle`, `personalToken` and `sweepMark`.
package protocol SweepRepository: Sendable {
    /// Counts what `sweep` would forget, and what has expired and is not yet sure.
    func sweepable(at now: SweepTime) throws(Failure) -> SweepOutcome

    /// Erases tasks that have lain in the trash for 30 days, and removes what can never count again: idempotency keys
    /// after 24 hours, invitations, resets and sessions that have expired, counters that have faded, personal tokens 30
    /// days after their end.
    ///
    /// Any number of transactions, each of them short. Event `task_purged` for each task; what has merely expired is
    /// no event.
    func sweep(by caller: Caller, at now: SweepTime) throws(Failure) -> SweepOutcome
}

/// One moment by two clocks.
package struct SweepTime: Sendable, Equatable {
    /// The wall clock's, which somebody may set.
    package let instant: Instant
    /// - Units: seconds of `CLOCK_MONOTONIC`, which nobody sets; it begins anew with the machine.
    package let uptime: Int64

    package init(_ instant: Instant, uptime: Int64) {
        self.instant = instant
        self.uptime = uptime
    }
}

package struct SweepOutcome: Sendable, Equatable {
    /// The rows that went.
    package var gone = SweepCount()
    /// The count of what has expired by the present clock, and goes once a later sweep finds the same.
    package var waiting = SweepCount()

    package init() {}
}

/// The number of each.
package struct SweepCount: Sendable, Equatable {
    package var tasks = 0
    package var retries = 0
    package var invitations = 0
    package var sessions = 0
    package var counters = 0
    package var tokens = 0

    package init() {}

    package var all: Int { tasks + retries + invitations + sessions + counters + tokens }
}
