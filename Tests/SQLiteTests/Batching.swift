import SQLite

extension WriteTransaction {
    func insert(_ text: String) throws {
        try run("INSERT INTO note(text) VALUES (?)", text)
    }
}

extension Database {
    /// Has all of `bodies` queued, in their order, while an empty request holds the writer; so they share what follows.
    func together(_ bodies: [@Sendable (WriteTransaction) throws -> Void]) throws -> [Result<Void, any Error>] {
        let (started, gate) = (Gate(), Gate())
        let holder = Background {
            try self.write { _ in
                started.open()
                gate.wait()
            }
        }
        started.wait()
        let waiting = bodies.enumerated().map { index, body in
            defer { _ = eventually { self.queuedRequests == index + 1 } }
            return Background { try self.write(body) }
        }
        gate.open()
        try holder.result().get()
        return waiting.map { $0.result() }
    }
}

extension Result {
    var isSuccess: Bool {
        if case .success = self { true } else { false }
    }

    var kind: SQLiteError.Kind? {
        if case .failure(let error as SQLiteError) = self { error.kind } else { nil }
    }
}
