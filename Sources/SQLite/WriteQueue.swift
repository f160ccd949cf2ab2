import Platform

/// The requests that wait for the writer, in the order they came.
final class WriteQueue: Sendable {
    private struct State {
        var waiting: [WriteRequest] = []
        var isClosed = false
        /// The writer waits for work, and so uses nothing of its own.
        var isIdle = false
    }

    private let state = Monitor(State())

    /// - Errors: `.closed`.
    func append(_ request: WriteRequest) throws(SQLiteError) {
        let isOpen = state.change { state in
            if !state.isClosed { state.waiting.append(request) }
            return !state.isClosed
        }
        guard isOpen else { throw SQLiteError.closed }
    }

    var count: Int { state.withLock { $0.waiting.count } }

    /// Forgets a request that was withdrawn.
    func remove(_ request: WriteRequest) {
        state.withLock { $0.waiting.removeAll { $0 === request } }
    }

    /// Waits for something to do; false once the queue is closed and empty.
    func waitForWork() -> Bool {
        state.wait(until: .never) { state in
            state.isIdle = state.waiting.isEmpty && !state.isClosed
            return state.isIdle ? nil : !state.waiting.isEmpty
        }!
    }

    /// Does something in the place of the writer if it waits for work; it goes on waiting until that is done.
    func whileIdle(_ body: () -> Void) {
        state.withLock { if $0.isIdle { body() } }
    }

    /// The next requests, at most `limit`; empty when all were withdrawn.
    func take(_ limit: Int) -> [WriteRequest] {
        state.withLock { state in
            let taken = state.waiting.prefix(limit)
            state.waiting.removeFirst(taken.count)
            return taken.filter { $0.take() }
        }
    }

    func close() {
        state.change { $0.isClosed = true }
    }
}
