import CFastCGI
import Synchronization

extension Pool {
    /// Starts one more thread.
    ///
    /// - Errors: false when the system has none left.
    func startThread() -> Bool {
        threads.add(1, ordering: .sequentiallyConsistent)
        free.add(1, ordering: .sequentiallyConsistent)
        let context = Unmanaged.passRetained(self)
        let code = elwosa_start_thread(options.stackBytes, { Pool.run($0) }, context.toOpaque())
        guard code != 0 else { return true }
        context.release()
        free.subtract(1, ordering: .sequentiallyConsistent)
        threads.subtract(1, ordering: .sequentiallyConsistent)
        return false
    }

    private static func run(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        let pool = Unmanaged<Pool>.fromOpaque(context!).takeRetainedValue()
        Worker(pool).run()
        pool.threads.subtract(1, ordering: .sequentiallyConsistent)
        pool.wake.raise()
        return nil
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
