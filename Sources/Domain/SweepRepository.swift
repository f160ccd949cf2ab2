/// Forgets what has outlived its use.
///
/// Nothing goes for its age on the word of one look at the clock, which may be ahead: two sweeps have to find it expired,
/// a day apart by the clock that runs with the machine, and a wall clock that steps back in between begins anew.
///
/// - Source: tables `trash`, `retry`, `invitation`, `session`, `throttle`, `personalToken` and `sweepMark`.
public protocol SweepRepository: Sendable {
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
public struct SweepTime: Sendable, Equatable {
    /// The wall clock's, which somebody may set.
    public let instant: Instant
    /// - Units: seconds of `CLOCK_MONOTONIC`, which nobody sets; it begins anew with the machine.
    public let uptime: Int64

    public init(_ instant: Instant, uptime: Int64) {
        self.instant = instant
        self.uptime = uptime
    }
}

public struct SweepOutcome: Sendable, Equatable {
    /// The rows that went.
    public var gone = SweepCount()
    /// The count of what has expired by the present clock, and goes once a later sweep finds the same.
    public var waiting = SweepCount()

    public init() {}
}

/// How many of each.
public struct SweepCount: Sendable, Equatable {
    public var tasks = 0
    public var retries = 0
    public var invitations = 0
    public var sessions = 0
    public var counters = 0
    public var tokens = 0

    public init() {}

    public var all: Int { tasks + retries + invitations + sessions + counters + tokens }
}
