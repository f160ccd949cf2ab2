import Foundation
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

    @Test("a read may be given more time than the wait for its turn")
    func readingTime() throws {
        func count(_ limit: Int, readingTime: Duration?) throws -> Int? {
            let database = try scratch.database {
                ($0.readers, $0.deadline, $0.readingTime) = (1, .milliseconds(20), readingTime)
            }
            defer { database.close() }
            return try database.read { tx in
                try tx.value(
                    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) SELECT count(*) FROM n",
                    limit)
            }
        }
        #expect(throws: SQLiteError.self) { try count(3_000_000, readingTime: nil) }
        #expect(try count(3_000_000, readingTime: .seconds(600)) == 3_000_000)
        #expect(throws: SQLiteError.self) { try count(.max, readingTime: .milliseconds(30)) }
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

    @Test("memory that is let go of costs a connection nothing but time")
    func releaseMemory() throws {
        let database = try scratch.database { $0.readers = 3 }
        try database.insert("a")
        try database.read { _ in try database.read { _ in try database.read { _ in } } }
        #expect(try openWALs() == 4)
        database.releaseMemory()
        // One that reads and the one that writes.
        #expect(try openWALs() == 2)
        try database.read { tx in
            let count: Int? = try tx.value("SELECT count(*) FROM note")
            // Not those in use.
            database.releaseMemory()
            let text: String? = try tx.value("SELECT text FROM note")
            #expect(count == 1 && text == "a")
        }
        let threads = (1...4).map { number in
            Background {
                for turn in 1...100 { try database.insert("\(number) \(turn)") }
                return try database.texts().count
            }
        }
        let release = Background { for _ in 1...2_000 { database.releaseMemory() } }
        for thread in threads { #expect(try thread.result().get() >= 101) }
        try release.result().get()
        #expect(try database.texts().count == 401)
    }

    /// Each connection has a descriptor of its own for it.
    private func openWALs() throws -> Int {
        let descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
        return descriptors.count {
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)"))?
                .hasSuffix("\(scratch.directory.lastPathComponent)/test.db-wal") ?? false
        }
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
