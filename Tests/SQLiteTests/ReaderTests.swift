import SQLite
import Testing

@Suite("reading")
struct ReaderTests {
    let scratch: Scratch

    init() throws {
        scratch = try Scratch()
    }

    @Test("the deadline interrupts a statement that runs too long, and the next read is as always")
    func deadline() throws {
        let database = try scratch.database { $0.readers = 1 }
        let error = #expect(throws: SQLiteError.self) {
            try database.read(deadline: .milliseconds(20)) { tx in
                try tx.one(
                    """
                    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n
                    """
                ) { _ in }
            }
        }
        #expect(error?.kind == .interrupted)
        #expect(try database.texts() == [])
    }

    @Test("when all readers are taken the deadline ends the wait")
    func poolExhausted() throws {
        let database = try scratch.database { $0.readers = 1 }
        try database.read { _ in
            let error = #expect(throws: SQLiteError.self) { try database.read(deadline: .milliseconds(20)) { _ in } }
            #expect(error?.kind == .busy)
        }
        #expect(try database.texts() == [])
    }

    @Test("more threads than readers take turns")
    func takeTurns() throws {
        let database = try scratch.database { $0.readers = 2 }
        try database.insert("a")
        let threads = (1...8).map { _ in
            Background { try (1...200).map { _ in try database.texts().count }.reduce(0, +) }
        }
        for thread in threads { #expect(try thread.result().get() == 200) }
    }

    @Test("a damaged page is an error, its connection is replaced, and other tables are still read")
    func damage() throws {
        let database = try scratch.database()
        try database.write { tx in
            try tx.runScript("CREATE TABLE other(x); INSERT INTO other VALUES ('sound')")
            for number in 1...2_000 { try tx.insert("filling number \(number)") }
        }
        let root = try database.read { tx in
            try tx.value("SELECT rootpage FROM sqlite_schema WHERE name = 'note'") as Int?
        }
        try scratch.retire(database)
        try scratch.overwrite(page: try #require(root))
        let damaged = try Database(path: scratch.path)
        for _ in 1...3 {
            let error = #expect(throws: SQLiteError.self) { try damaged.texts() }
            #expect(error?.kind == .corrupt)
        }
        let sound: String? = try damaged.read { tx in try tx.value("SELECT x FROM other") }
        #expect(sound == "sound")
        let problems = try damaged.integrityCheck()
        #expect(!problems.isEmpty)
        let error = #expect(throws: SQLiteError.self) { try damaged.insert("x") }
        #expect(error?.kind == .corrupt)
        try damaged.write { tx in _ = try tx.run("INSERT INTO other VALUES ('still writable')") }
    }
}
