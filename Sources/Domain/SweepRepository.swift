/// Forgets what has outlived its use.
///
/// - Source: tables `trash`, `retry`, `invitation`, `session` and `throttle`.
public protocol SweepRepository: Sendable {
    /// What `sweep` would forget.
    func sweepable(at instant: Instant) throws(Failure) -> SweepCount

    /// Erases tasks that have lain in the trash for 30 days, and removes what can never count again: idempotency keys
    /// after 24 hours, invitations, resets and sessions that have expired, counters that have faded.
    ///
    /// Any number of transactions, each of them short. Event `task_purged` for each task; what has merely expired is
    /// no event.
    func sweep(by change: Change) throws(Failure) -> SweepCount
}

/// How many of each.
public struct SweepCount: Sendable, Equatable {
    public var tasks = 0
    public var retries = 0
    public var invitations = 0
    public var sessions = 0
    public var counters = 0

    public init() {}
}
