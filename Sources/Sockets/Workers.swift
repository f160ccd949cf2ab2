import NIOPosix

/// The few threads on which requests are answered, and whatever else may have to wait for the database.
package final class Workers: Sendable {
    let pool: NIOThreadPool

    package init(threads: Int = 2) {
        pool = NIOThreadPool(numberOfThreads: threads)
        pool.start()
    }

    /// Runs `body` as soon as a thread is free; not at all once the program ends.
    package func run(_ body: @escaping @Sendable () -> Void) {
        pool.submit { state in
            if case .active = state { body() }
        }
    }

    func stop() { try? pool.syncShutdownGracefully() }
}
