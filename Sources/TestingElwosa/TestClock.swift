import Domain
import Synchronization
import Web

/// A clock that stands still until a test moves it.
public final class TestClock: Sendable {
    /// A Monday morning.
    public static let start = Instant(rfc3339: "2026-11-23T08:15:00Z")!

    private let instant: Mutex<Instant>

    public init(_ start: Instant = TestClock.start) {
        instant = Mutex(start)
    }

    public var now: Instant { instant.withLock { $0 } }

    public func advance(seconds: Int64) {
        instant.withLock { $0 = $0.adding(seconds: seconds) }
    }

    /// The same clock as the product reads it.
    public var clock: Clock { Clock { [self] in now } }
}
