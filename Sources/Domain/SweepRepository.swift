/// Forgets what has outlived its use.
///
/// Nothing goes for its age on the word of one look at the clock, which may be ahead: two sweeps have to find it expired,
/// a day apart by the clock that runs with the machine, and a wall clock that steps back in between begins anew.
///
/// - Source: tables `trash`, `retry`, `invitation`, `session`, `throttle`, `personalToken` and `sweepMark`.
package protocol SweepRepository: Sendable {
    /// The kinds of things that are swept, in the order in which they are told of.
    var sweptThings: [SweptThing] { get }

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

/// A kind of thing that outlives its use.
package struct SweptThing: Hashable, Sendable {
    /// In the plural.
    package let name: String
    /// The place where they lie, for those that are erased from the log too; nil for what is merely forgotten.
    package let bin: String?

    package init(_ name: String, erasedFrom bin: String? = nil) {
        (self.name, self.bin) = (name, bin)
    }
}

/// The number of each.
package struct SweepCount: Sendable, Equatable {
    private var counts: [SweptThing: Int] = [:]

    package init() {}

    package subscript(thing: SweptThing) -> Int {
        get { counts[thing] ?? 0 }
        // Two are equal where they count the same, none of a thing as well.
        set { counts[thing] = newValue == 0 ? nil : newValue }
    }

    package var all: Int { counts.values.reduce(0, +) }
}
