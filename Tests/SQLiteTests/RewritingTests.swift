import SQLite
import Testing

@Suite("writing the file anew")
struct RewritingTests {
    let scratch: Scratch

    init() throws {
        scratch = try Scratch()
    }

    private func filled() throws -> Database {
        let database = try scratch.database { _ in }
        for number in 1...100 { try database.insert("\(number) " + String(repeating: "x", count: 2_000)) }
        try database.write { tx in try tx.run("DELETE FROM note WHERE text LIKE '%1 %'") }
        return database
    }

    @Test("leaves no free page and no WAL, and everything that is there")
    func done() throws {
        let database = try filled()
        let texts = try database.texts()
        #expect(try database.read { tx in try tx.value("PRAGMA freelist_count") ?? 0 } > 0)
        #expect(try database.rewrite(most: 1 << 20) == .done)
        #expect(try database.read { tx in try tx.value("PRAGMA freelist_count") ?? -1 } == 0)
        #expect(try scratch.size("test.db-wal") == 0)
        #expect(try database.texts() == texts)
        try database.insert("later")
        #expect(try database.texts().count == texts.count + 1)
        #expect(try database.integrityCheck() == [])
    }

    @Test("leaves a larger file as it is")
    func refused() throws {
        let database = try filled()
        let size = try scratch.size("test.db-wal")
        #expect(try database.rewrite(most: 10_000) == .failed)
        #expect(try scratch.size("test.db-wal") >= size)
    }

    @Test("says that somebody reads from before it, and finishes when that has ended")
    func reader() throws {
        let database = try filled()
        try database.read { tx in
            let before: Int? = try tx.value("SELECT count(*) FROM note")
            #expect(try database.rewrite(most: 1 << 20) == .onlyWAL)
            #expect(try tx.value("SELECT count(*) FROM note") == before)
        }
        #expect(try database.emptyWAL(patience: .seconds(5)))
        #expect(try scratch.size("test.db-wal") == 0)
    }
}
