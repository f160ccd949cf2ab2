import Glibc

/// A moment of the clock that nobody sets and that only goes forward (`CLOCK_MONOTONIC`).
///
/// - Units: nanoseconds since the machine was started.
package struct MonotonicTime: Comparable, Sendable {
    package let nanoseconds: Int64

    package init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    package static let never = MonotonicTime(nanoseconds: .max)

    package static var now: Self {
        var time = Glibc.timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return MonotonicTime(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }

    package static func < (left: MonotonicTime, right: MonotonicTime) -> Bool { left.nanoseconds < right.nanoseconds }

    /// Never before this moment, and `.never` when it lies beyond what can be counted.
    package func advanced(by duration: Duration) -> MonotonicTime {
        // Not `components`, which every request would pay for.
        let added = duration.attoseconds / 1_000_000_000
        guard added >= 0 else { return self }
        guard added < Int128(Int64.max) else { return .never }
        let (sum, isTooMuch) = nanoseconds.addingReportingOverflow(Int64(added))
        return isTooMuch ? .never : MonotonicTime(nanoseconds: sum)
    }

    /// The time from an earlier moment to this.
    package func since(_ earlier: MonotonicTime) -> Duration { .nanoseconds(nanoseconds - earlier.nanoseconds) }

    /// The time since the machine was started.
    package var uptime: Duration { .nanoseconds(nanoseconds) }

    /// Whole seconds since the machine was started.
    package var seconds: Int64 { nanoseconds / 1_000_000_000 }

    /// As system calls take it.
    package var timespec: Glibc.timespec {
        Glibc.timespec(tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
    }
}

extension Duration {
    /// As metrics have it.
    package var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
