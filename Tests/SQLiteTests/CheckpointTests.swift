import SQLite
import Testing

@Suite("checkpoints")
struct CheckpointTests {
    let scratch: Scratch

    init() throws {
        scratch = try Scratch()
    }

    private func fill(_ database: Database, _ range: ClosedRange<Int>) throws {
        for number in range { try database.insert("\(number) " + String(repeating: "x", count: 2_000)) }
    }

    @Test("none runs below the soft mark, and none at the end")
    func belowSoftMark() throws {
        let database = try scratch.database { $0.softMark = 10_000 }
        try fill(database, 1...50)
        #expect(database.statistics.checkpoints == 0)
        let size = try scratch.size("test.db-wal")
        database.close()
        #expect(try scratch.size("test.db-wal") == size)
        #expect(try Database(path: scratch.path).texts().count == 50)
    }

    @Test("past the soft mark the WAL is written from its start again")
    func softMark() throws {
        let database = try scratch.database { $0.softMark = 20 }
        try fill(database, 1...300)
        #expect(try scratch.size("test.db-wal") < 60 * 4_200)
        #expect(database.statistics.checkpoints > 5)
        #expect(database.statistics.failedCheckpoints == 0)
    }

    @Test("with a reader open the WAL grows, no writer waits for it, and past the hard mark it is cut when it has gone")
    func hardMark() throws {
        let database = try scratch.database {
            $0.softMark = 20
            $0.hardMark = 100
            $0.deadline = .seconds(60)
        }
        let start = ContinuousClock.now
        try database.read { tx in
            let before: Int? = try tx.value("SELECT count(*) FROM note")
            try fill(database, 1...200)
            #expect(try tx.value("SELECT count(*) FROM note") == before)
        }
        #expect(ContinuousClock.now - start < .seconds(30))
        #expect(try scratch.size("test.db-wal") > 100 * 4_096)
        try fill(database, 201...260)
        #expect(try scratch.size("test.db-wal") < 100 * 4_096)
        #expect(try database.texts().count == 260)
    }
}
