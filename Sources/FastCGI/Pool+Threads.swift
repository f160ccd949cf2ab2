import CFastCGI
import Platform
import Synchronization

extension Pool {
    /// Starts one more thread.
    ///
    /// - Errors: false when the system has none left.
    func startThread() -> Bool {
        threads.add(1, ordering: .sequentiallyConsistent)
        free.add(1, ordering: .sequentiallyConsistent)
        let isStarted = BackgroundThread.detach(stackBytes: options.stackBytes) {
            Worker(self).run()
            self.threads.subtract(1, ordering: .sequentiallyConsistent)
            self.wake.raise()
        }
        guard !isStarted else { return true }
        free.subtract(1, ordering: .sequentiallyConsistent)
        threads.subtract(1, ordering: .sequentiallyConsistent)
        return false
    }

    /// Lets the calling thread keep itself for a stream, with another in its place.
    ///
    /// - Errors: false when there are as many streams as there may be, or no thread to take the place.
    func beginStream() -> Bool {
        guard options.counters.streams.add(1, ordering: .sequentiallyConsistent).newValue <= options.streams else {
            options.counters.streams.decrement()
            return false
        }
        let left = free.subtract(1, ordering: .sequentiallyConsistent).newValue
        guard left < options.threads, !startThread(), left == 0 else { return true }
        endStream()
        return false
    }

    func endStream() {
        free.add(1, ordering: .sequentiallyConsistent)
        options.counters.streams.decrement()
    }

    /// The calling thread's surplus: true where it is one too many after its stream; it is counted off then.
    func isSurplus() -> Bool {
        var count = free.load(ordering: .sequentiallyConsistent)
        while count > options.threads {
            let (exchanged, original) = free.compareExchange(
                expected: count, desired: count - 1, ordering: .sequentiallyConsistent)
            if exchanged { return true }
            count = original
        }
        return false
    }
}
