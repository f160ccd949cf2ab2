import SQLite
import Synchronization
import Testing

@Suite("the writer")
struct WriterTests {
    let scratch: Scratch

    init() throws {
        scratch = try Scratch()
    }

    @Test("requests that wait share one commit, in the order they came")
    func groupCommit() throws {
        let database = try scratch.database()
        let before = database.statistics
        let outcomes = try database.together(["a", "b", "c"].map { text in { tx in try tx.insert(text) } })
        #expect(outcomes.map(\.isSuccess) == [true, true, true])
        #expect(try database.texts() == ["a", "b", "c"])
        let after = database.statistics
        #expect(after.requests - before.requests == 4)
        #expect(after.batches - before.batches == 2)
    }

    @Test("no more requests share a commit than the limit says")
    func batchLimit() throws {
        let database = try scratch.database { $0.maximumBatch = 2 }
        let before = database.statistics.batches
        _ = try database.together((1...5).map { number in { tx in try tx.insert(String(number)) } })
        #expect(database.statistics.batches - before == 4)
    }

    @Test("a request that fails rolls back alone")
    func rollsBackAlone() throws {
        let database = try scratch.database()
        let outcomes = try database.together([
            { tx in try tx.insert("a") },
            { tx in
                try tx.insert("gone")
                try tx.insert("a")
            },
            { tx in try tx.insert("b") },
        ])
        #expect(outcomes.map(\.kind) == [nil, .constraint(.unique), nil])
        #expect(try database.texts() == ["a", "b"])
    }

    @Test("an error of the closure's own comes out as it is, and nothing is kept")
    func ownError() throws {
        let database = try scratch.database()
        #expect(throws: Stop.self) {
            try database.write { tx in
                try tx.insert("gone")
                throw Stop()
            }
        }
        #expect(try database.texts() == [])
    }

    @Test("a request whose deadline passes in the queue is withdrawn, and never carried out")
    func withdrawn() throws {
        let database = try scratch.database()
        let (started, gate) = (Gate(), Gate())
        let first = Background {
            try database.write { tx in
                started.open()
                gate.wait()
                try tx.insert("first")
            }
        }
        started.wait()
        let error = #expect(throws: SQLiteError.self) {
            try database.write(deadline: .milliseconds(20)) { tx in try tx.insert("withdrawn") }
        }
        #expect(error?.kind == .busy)
        gate.open()
        #expect(first.result().isSuccess)
        try database.insert("last")
        #expect(try database.texts() == ["first", "last"])
    }

    @Test("a request that was taken is waited for beyond its deadline")
    func takenIsWaitedFor() throws {
        let database = try scratch.database()
        let gate = Gate()
        let started = Gate()
        let slow = Background {
            try database.write(deadline: .milliseconds(200)) { tx in
                started.open()
                gate.wait()
                try tx.insert("slow")
            }
        }
        started.wait()
        let end = ContinuousClock.now.advanced(by: .milliseconds(300))
        let hasPassed = eventually { ContinuousClock.now > end }
        #expect(hasPassed)
        gate.open()
        #expect(slow.result().isSuccess)
        #expect(try database.texts() == ["slow"])
    }

    @Test("a write inside a write is refused and does not wait for itself")
    func nested() throws {
        let database = try scratch.database()
        let error = #expect(throws: SQLiteError.self) {
            try database.write { _ in try database.insert("inner") }
        }
        #expect(error?.kind == .misuse)
    }

    @Test("when space is below the reserve writes are refused and reading goes on")
    func reserve() throws {
        let full = try scratch.database { _ in }
        try full.insert("there")
        full.close()
        var options = Database.Options()
        options.minimumFreeBytes = .max
        let database = try Database(path: scratch.path, options: options)
        let error = #expect(throws: SQLiteError.self) { try database.insert("refused") }
        #expect(error?.kind == .full)
        #expect(try database.texts() == ["there"])
    }

    @Test("after close, reading and writing say so")
    func closed() throws {
        let database = try scratch.database()
        database.close()
        for action in [{ try database.insert("x") }, { _ = try database.texts() }, { _ = try database.version() }] {
            let error = #expect(throws: SQLiteError.self) { try action() }
            #expect(error?.kind == .closed)
        }
    }
}
