import Synchronization

/// What one process's writer has done since it was started.
public struct Statistics: Equatable, Sendable {
    /// Requests whose changes are durable.
    public var requests = 0
    /// Requests that were refused, by themselves or by SQLite; those withdrawn are not counted.
    public var refusals = 0
    /// Turns with the write lock; requests over batches tells how many share a commit.
    public var batches = 0
    public var checkpoints = 0
    /// Those of them that failed; everything stays in the WAL, and the next commit tries again.
    public var failedCheckpoints = 0
    /// Pages in the WAL after the last commit of this process.
    public var pagesInWAL = 0
}

/// Read by whoever asks, changed by the writer alone, a moment at a time.
final class StatisticsRecord: Sendable {
    private let current = Mutex(Statistics())

    var value: Statistics { current.withLock { $0 } }

    func change(_ body: (inout Statistics) -> Void) {
        current.withLock { body(&$0) }
    }
}
