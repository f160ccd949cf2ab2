import Glibc

/// A clock that only goes forward, cheap enough to read whenever a connection closes.
enum Monotonic {
    /// - Units: nanoseconds since the machine was started.
    static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    static func since(_ moment: Int64) -> Duration {
        .nanoseconds(now() - moment)
    }
}
