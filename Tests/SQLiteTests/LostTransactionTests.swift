import SQLite
import Synchronization
import Testing

@Suite("an error that ends the whole transaction")
struct LostTransactionTests {
    let database: Database
    let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        database = try scratch.database { $0.maximumPages = 40 }
    }

    /// More than 40 pages hold.
    private static let tooMuch = String(repeating: "x", count: 400_000)

    @Test("a full database is answered to the one who met it, and the innocent are carried through")
    func fullInTheMiddle() throws {
        let runs = Atomic<Int>(0)
        let outcomes = try database.together([
            { tx in
                runs.add(1, ordering: .relaxed)
                try tx.insert("before")
            },
            { tx in try tx.insert(Self.tooMuch) },
            { tx in try tx.insert("after") },
        ])
        #expect(outcomes.map(\.kind) == [nil, .full, nil])
        #expect(try database.texts() == ["before", "after"])
        // Otherwise the error did not end the transaction, and this test shows nothing.
        #expect(runs.load(ordering: .relaxed) == 2)
    }

    @Test("a closure that swallows it is refused all the same, and what it does next is not kept")
    func swallowed() throws {
        let outcomes = try database.together([
            { tx in try tx.insert("innocent") },
            { tx in
                try? tx.insert(Self.tooMuch)
                try? tx.insert("on its own")
            },
        ])
        #expect(outcomes.map(\.kind) == [nil, .full])
        #expect(try database.texts() == ["innocent"])
    }

    @Test("every request may meet it, and each gets its own answer")
    func everyone() throws {
        let outcomes = try database.together([
            { tx in try tx.insert(Self.tooMuch) }, { tx in try tx.insert("small") },
            { tx in try tx.insert(Self.tooMuch + "y") },
        ])
        #expect(outcomes.map(\.kind) == [.full, nil, .full])
        #expect(try database.texts() == ["small"])
    }

    @Test("a request that failed beside it is judged again without it")
    func judgedAgain() throws {
        let outcomes = try database.together([
            { tx in
                try tx.insert("taken")
                try tx.insert(Self.tooMuch)
            },
            { tx in try tx.insert("taken") },
        ])
        #expect(outcomes.map(\.kind) == [.full, nil])
        #expect(try database.texts() == ["taken"])
    }

    @Test("a statement that rolls everything back harms only its own request")
    func rollbackClause() throws {
        try database.insert("there")
        let outcomes = try database.together([
            { tx in try tx.insert("innocent") },
            { tx in try tx.run("INSERT OR ROLLBACK INTO note(text) VALUES ('there')") },
        ])
        #expect(outcomes.map(\.kind) == [nil, .constraint(.unique)])
        #expect(try database.texts() == ["there", "innocent"])
    }

    @Test("a rule checked only at the commit is answered to the one who broke it")
    func commitFails() throws {
        try database.write { tx in
            _ = try tx.run(
                "CREATE TABLE child(note INTEGER REFERENCES note(id) DEFERRABLE INITIALLY DEFERRED) STRICT")
        }
        let outcomes = try database.together([
            { tx in try tx.insert("before") },
            { tx in try tx.run("INSERT INTO child VALUES (99)") },
            { tx in try tx.insert("after") },
        ])
        #expect(outcomes.map(\.kind) == [nil, .constraint(.foreignKey), nil])
        #expect(try database.texts() == ["before", "after"])
    }
}
