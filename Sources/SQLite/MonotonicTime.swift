import Glibc

/// A moment of the clock that nobody sets, in nanoseconds since the machine started.
struct MonotonicTime: Comparable, Sendable {
    let nanoseconds: UInt64

    static let never = MonotonicTime(nanoseconds: .max)

    static var now: Self {
        var time = Glibc.timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return MonotonicTime(nanoseconds: UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec))
    }

    static func < (left: MonotonicTime, right: MonotonicTime) -> Bool { left.nanoseconds < right.nanoseconds }

    /// Never before this moment, and `.never` when it lies beyond what can be counted.
    func advanced(by duration: Duration) -> MonotonicTime {
        let (seconds, attoseconds) = duration.components
        guard seconds >= 0, attoseconds >= 0 else { return self }
        guard seconds < 1_000_000_000 else { return .never }
        return MonotonicTime(
            nanoseconds: nanoseconds + UInt64(seconds) * 1_000_000_000 + UInt64(attoseconds / 1_000_000_000))
    }

    var duration: Duration { .nanoseconds(Int64(clamping: nanoseconds)) }

    var timespec: Glibc.timespec {
        Glibc.timespec(tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
    }
}
