import Glibc

/// The time of day as the machine has it, which somebody may set (`CLOCK_REALTIME`).
package struct WallTime: Sendable {
    /// Since 1970-01-01T00:00:00Z, without leap seconds.
    package let seconds: Int64
    /// Milliseconds of the second that has begun, 0 to 999.
    package let milliseconds: Int

    package static var now: Self {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return WallTime(seconds: Int64(time.tv_sec), milliseconds: time.tv_nsec / 1_000_000)
    }
}
