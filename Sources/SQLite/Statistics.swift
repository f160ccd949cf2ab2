import Synchronization

/// The counts of one process's writer since it was started.
package struct Statistics: Equatable, Sendable {
    /// Requests whose changes are durable.
    package var requests = 0
    /// Requests that were refused, by themselves or by SQLite; those withdrawn are not counted.
    package var refusals = 0
    /// Turns with the write lock; requests over batches tells how many share a commit.
    package var batches = 0
    package var checkpoints = 0
    /// Those of them that failed; everything stays in the WAL, and the next commit tries again.
    package var failedCheckpoints = 0
    /// Pages in the WAL after the last commit of this process.
    package var pagesInWAL = 0
    package var lockTimes = LockTimes()
}

/// The time for which this process has held the write lock, turn by turn: all others waited meanwhile.
package struct LockTimes: Equatable, Sendable {
    /// Upper bounds of the buckets.
    ///
    /// - Units: seconds.
    package static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

    /// Turns whose time lies in each bucket; the last is above all bounds.
    package private(set) var counts = [Int](repeating: 0, count: Self.bounds.count + 1)
    /// All turns together.
    package private(set) var seconds = 0.0

    package init() {}

    mutating func count(_ seconds: Double) {
        counts[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count] += 1
        self.seconds += seconds
    }
}

/// Read by whoever asks, changed by the writer alone, a moment at a time.
final class StatisticsRecord: Sendable {
    private let current = Mutex(Statistics())

    var value: Statistics { current.withLock { $0 } }

    func change(_ body: (inout Statistics) -> Void) {
        current.withLock { body(&$0) }
    }
}
