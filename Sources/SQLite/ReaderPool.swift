import Platform

/// The connections that read. The one used last is used next: its pages are in its cache.
final class ReaderPool: Sendable {
    private struct State {
        var free: [Connection] = []
        var opened = 0
        var isClosed = false
    }

    private enum Turn {
        case connection(Connection)
        case open
        case closed
    }

    private let files: DatabaseFiles
    private let options: Database.Options
    private let state = Monitor(State())

    init(_ files: DatabaseFiles, _ options: Database.Options) {
        self.files = files
        self.options = options
    }

    /// - Errors: `.busy` when no reader was free in time, `.closed`, and those of opening.
    func take(until deadline: MonotonicTime) throws(SQLiteError) -> Connection {
        switch state.wait(until: deadline, turn) {
        case .connection(let connection): return connection
        case .open: return try openAnother()
        case .closed: throw SQLiteError.closed
        case nil: throw SQLiteError(.busy, "no reader became free in time")
        }
    }

    private func turn(_ state: inout State) -> Turn? {
        if state.isClosed { return .closed }
        if let connection = state.free.popLast() { return .connection(connection) }
        guard state.opened < options.readers else { return nil }
        state.opened += 1
        return .open
    }

    private func openAnother() throws(SQLiteError) -> Connection {
        do {
            return try Connection.open(files, .reader, options)
        } catch {
            state.change { $0.opened -= 1 }
            throw error
        }
    }

    func giveBack(_ connection: Connection) {
        state.change { state in
            if connection.isBroken || state.isClosed {
                state.opened -= 1
            } else {
                state.free.append(connection)
            }
        }
    }

    /// Closes the connections that nobody uses but one, which lets go of its pages.
    func releaseMemory() {
        let surplus = state.change { state in
            let surplus = state.free.dropLast()
            state.free.removeFirst(surplus.count)
            state.opened -= surplus.count
            state.free.last?.releaseMemory()
            return surplus
        }
        withExtendedLifetime(surplus) {}
    }

    /// Closes the connections, and waits until those in use have come back; false if some have not.
    func close(until deadline: MonotonicTime) -> Bool {
        let free = state.change { state in
            state.isClosed = true
            state.opened -= state.free.count
            defer { state.free = [] }
            return state.free
        }
        withExtendedLifetime(free) {}
        return state.wait(until: deadline) { $0.opened == 0 ? true : nil } ?? false
    }
}
