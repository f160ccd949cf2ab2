import SQLite
import Testing

@Suite("The work of a request on the write lock")
struct WorkTests {
    let scratch: Scratch

    init() throws {
        scratch = try Scratch()
    }

    @Test("beyond its limit the next statement is refused, and the request alone rolls back")
    func refused() throws {
        let database = try scratch.database()
        let outcomes = try database.together([
            { tx in try tx.insert("a") },
            { tx in
                try tx.limit(work: 20_000)
                for number in 0..<1_000 { try tx.insert("gone \(number)") }
            },
            { tx in for number in 0..<1_000 { try tx.insert("b \(number)") } },
        ])
        #expect(outcomes.map(\.isSuccess) == [true, false, true] && outcomes[1].kind == .tooMuchWork)
        #expect(try database.texts().count == 1_001)
        try database.insert("after")
    }

    @Test("a walk that would not end is stopped at the limit, and the others that share the commit go on")
    func walk() throws {
        let database = try scratch.database()
        let endless: SQL = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
        let outcomes = try database.together([
            { tx in try tx.insert("a") },
            { tx in
                try tx.limit(work: 1_000_000)
                _ = try tx.value(endless) as Int?
            },
            { tx in try tx.insert("b") },
        ])
        #expect(outcomes.map(\.isSuccess) == [true, false, true] && outcomes[1].kind == .tooMuchWork)
        #expect(try database.texts() == ["a", "b"])
    }

    @Test("a write is never stopped in its middle, as SQLite would end the transaction of all: the next is refused")
    func write() throws {
        let database = try scratch.database()
        let many: SQL =
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) INSERT INTO note(text) SELECT i FROM n"
        let outcomes = try database.together([
            { tx in try tx.insert("a") },
            { tx in
                try tx.limit(work: 1_000)
                try tx.run(many)
                #expect(try tx.workLeft < 0)
                try tx.insert("b")
            },
        ])
        #expect(outcomes.map(\.isSuccess) == [true, false] && outcomes[1].kind == .tooMuchWork)
        #expect(try database.texts() == ["a"])
    }

    @Test("what a statement is given counts by its length, and the same costs the same each time")
    func bytes() throws {
        let database = try scratch.database()
        let work = try (0..<4).map { turn in
            try database.write { tx in
                try tx.limit(work: 1 << 40)
                try tx.insert(String(repeating: turn == 3 ? "x" : "y", count: turn == 3 ? 100_001 : 1) + "\(turn)")
                return (1 << 40) - (try tx.workLeft)
            }
        }
        #expect(work[1] == work[2] && work[3] >= work[2] + 100_000)
    }

    @Test("what is read counts by its length too, an eighth, and stops a request that reads on and on")
    func reading() throws {
        let database = try scratch.database()
        try database.insert(String(repeating: "x", count: 80_000))
        func work(_ sql: SQL) throws -> Int {
            try database.write { tx in
                try tx.limit(work: 1 << 40)
                _ = try tx.value(sql) as String?
                return (1 << 40) - (try tx.workLeft)
            }
        }
        let difference = try work("SELECT text FROM note") - work("SELECT substr(text, 1, 8) FROM note")
        #expect((9_900...10_100).contains(difference))
        let refused = #expect(throws: SQLiteError.self) {
            try database.write { tx in
                try tx.limit(work: 100_000)
                for _ in 0..<20 { _ = try tx.value("SELECT text FROM note") as String? }
            }
        }
        #expect(refused?.kind == .tooMuchWork)
    }

    @Test("dear requests that wait together are not carried out in one turn, cheap ones are")
    func turns() throws {
        let database = try scratch.database { $0.maximumBatchWork = 50_000 }
        func batches(_ statements: Int) throws -> Int {
            let before = database.statistics.batches
            let outcomes = try database.together(
                (0..<8).map { request in
                    { @Sendable tx in
                        try tx.limit(work: 1_000_000)
                        for number in 0..<statements { try tx.insert("\(statements) \(request) \(number)") }
                    }
                })
            #expect(outcomes.filter { !$0.isSuccess }.isEmpty)
            return database.statistics.batches - before - 1
        }
        #expect(try batches(1) == 1)
        #expect(try batches(500) == 8)
        // Up to the limit and one more.
        #expect((2...4).contains(try batches(120)))
        #expect(try database.texts().count == 8 * (1 + 500 + 120))
    }

    @Test("each turn with the lock is counted by its time, whether it was for one write or for several")
    func times() throws {
        let database = try scratch.database()
        let before = database.statistics.lockTimes
        for number in 0..<5 { try database.insert("\(number)") }
        database.close()
        let after = database.statistics.lockTimes
        // A write that comes before the lock is let go shares the turn of the one before it; and the turn that made the
        // table is counted after its answer, perhaps after `before` was read.
        #expect((1...6).contains(after.counts.reduce(0, +) - before.counts.reduce(0, +)))
        #expect(after.seconds > before.seconds)
        #expect(after.counts.count == LockTimes.bounds.count + 1)
    }
}
