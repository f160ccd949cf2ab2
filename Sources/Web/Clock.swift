import Domain
import Platform

/// The time of day; tests hand in a fixed one.
package struct Clock: Sendable {
    package let now: @Sendable () -> Instant

    package init(_ now: @escaping @Sendable () -> Instant) {
        self.now = now
    }

    package static let system = Clock {
        Instant(seconds: WallTime.now.seconds)
    }
}
