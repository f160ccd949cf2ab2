import Domain
import Glibc

/// The time of day; tests hand in a fixed one.
public struct Clock: Sendable {
    public let now: @Sendable () -> Instant

    public init(_ now: @escaping @Sendable () -> Instant) {
        self.now = now
    }

    public static let system = Clock {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return Instant(seconds: Int64(now.tv_sec))
    }
}
