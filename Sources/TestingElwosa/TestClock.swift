import Domain
import Synchronization
import Web

/// A clock that stands still until a test moves it.
package final class TestClock: Sendable {
    /// A Monday morning.
    package static let start = Instant(rfc3339: "2026-11-23T08:15:00Z")!

    private let instant: Mutex<Instant>

    package init(_ start: Instant = TestClock.start) {
        instant = Mutex(start)
    }

    package var now: Instant { instant.withLock { $0 } }

    package func advance(seconds: Int64) {
        instant.withLock { $0 = $0.adding(seconds: seconds) }
    }

    /// The same clock as the product reads it.
    package var clock: Clock { Clock { [self] in now } }
}
