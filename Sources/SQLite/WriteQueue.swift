/// The requests that wait for the writer, in the order they came.
final class WriteQueue: Sendable {
    private struct State {
        var waiting: [WriteRequest] = []
        var isClosed = false
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
            state.waiting.isEmpty ? (state.isClosed ? false : nil) : true
        }!
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
