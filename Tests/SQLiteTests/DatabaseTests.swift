import SQLite
import Testing

@Suite("a database")
struct DatabaseTests {
    let scratch: Scratch

    init() throws {
        scratch = try Scratch()
    }

    @Test("what is written is read back, also after it was closed")
    func writeAndRead() throws {
        let database = try scratch.database()
        try database.insert("water the plants")
        #expect(try database.texts() == ["water the plants"])
        database.close()
        #expect(try Database(path: scratch.path).texts() == ["water the plants"])
    }

    @Test("is not created unless asked, and leaves nothing beside it")
    func missing() throws {
        #expect(throws: SQLiteError.self) { try Database(path: scratch.path) }
        #expect(try scratch.names() == [])
    }

    @Test("a reader cannot write")
    func readersCannotWrite() throws {
        let database = try scratch.database()
        let error = #expect(throws: SQLiteError.self) {
            try database.read { tx in _ = try tx.one("INSERT INTO note(text) VALUES ('x') RETURNING id") { _ in } }
        }
        #expect(error?.kind == .readOnly)
        #expect(try database.texts() == [])
    }

    @Test("a read sees one snapshot, whatever is written meanwhile")
    func snapshot() throws {
        let database = try scratch.database()
        try database.insert("one")
        let counts = try database.read { tx in
            let before: Int? = try tx.value("SELECT count(*) FROM note")
            try database.insert("two")
            return [before, try tx.value("SELECT count(*) FROM note")]
        }
        #expect(counts == [1, 1])
        #expect(try database.texts() == ["one", "two"])
    }

    @Test("one returns the first row or nothing, changes and the new key are told")
    func transactionAnswers() throws {
        let database = try scratch.database()
        let key = try database.write { tx in
            try tx.run("INSERT INTO note(text) VALUES (?)", "a")
            try tx.run("INSERT INTO note(text) VALUES (?)", "b")
            #expect(try tx.run("UPDATE note SET text = text || '!'") == 2)
            #expect(try tx.changes == 2)
            return try tx.lastInsertRowID
        }
        #expect(key == 2)
        let first = try database.read { tx in try tx.one("SELECT text FROM note ORDER BY id") { try $0[0] as String } }
        #expect(first == "a!")
        let none = try database.read { tx in try tx.one("SELECT text FROM note WHERE id = ?", 99) { _ in 1 } }
        #expect(none == nil)
    }
}
