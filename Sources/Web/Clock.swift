import Domain
import Platform

/// The time of day; tests hand in a fixed one.
public struct Clock: Sendable {
    public let now: @Sendable () -> Instant

    public init(_ now: @escaping @Sendable () -> Instant) {
        self.now = now
    }

    public static let system = Clock {
        Instant(seconds: WallTime.now.seconds)
    }
}
