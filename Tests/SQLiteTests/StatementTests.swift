import SQLite
import Testing

@Suite("statements")
struct StatementTests {
    let database: Database
    let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        database = try scratch.database()
    }

    private func kind(_ sql: SQL) -> SQLiteError.Kind? {
        let error = #expect(throws: SQLiteError.self) { try database.write { tx in _ = try tx.run(sql) } }
        return error?.kind
    }

    @Test("the same statement runs inside its own rows")
    func nested() throws {
        for text in ["a", "b"] { try database.insert(text) }
        let pairs = try database.read { tx in
            try tx.all("SELECT text FROM note ORDER BY id") { outer in
                let left: String = try outer[0]
                return try tx.all("SELECT text FROM note ORDER BY id") { inner in left + (try inner[0]) }
            }
        }
        #expect(pairs == [["aa", "ab"], ["ba", "bb"]])
    }

    @Test("columns are found by their names in each statement, whatever their order")
    func names() throws {
        try database.insert("a")
        let columns = ColumnNames(["text", "id"])
        func read(_ sql: SQL) throws -> String? {
            try database.read { tx in
                try tx.one(sql) { row in
                    let places = try row.places(of: columns)
                    return "\(try row[places[0]] as String)\(try row[places[1]] as Int64)"
                }
            }
        }
        for _ in 1...2 {
            #expect(try read("SELECT id, text FROM note") == "a1")
            #expect(try read("SELECT text, 7, id FROM note") == "a1")
            #expect(throws: SQLiteError.self) { try read("SELECT text FROM note") }
        }
    }

    @Test("columns are found for whoever asks, one after the other, of one statement")
    func others() throws {
        try database.insert("a")
        let (first, second) = (ColumnNames(["id"]), ColumnNames(["text"]))
        let places = try database.read { tx in
            try tx.all("SELECT id, text FROM note") { row in
                try [row.places(of: first), row.places(of: second), row.places(of: first)]
            }
        }
        #expect(places == [[[0], [1], [0]]])
    }

    @Test("a statement that is left in the middle can run again")
    func leftInTheMiddle() throws {
        for text in ["a", "b"] { try database.insert(text) }
        for _ in 1...2 {
            #expect(throws: Stop.self) {
                try database.read { tx in try tx.each("SELECT text FROM note") { _ in throw Stop() } }
            }
        }
        #expect(try database.texts() == ["a", "b"])
    }

    @Test("statements survive a change of the schema")
    func schemaChange() throws {
        try database.insert("a")
        #expect(try database.texts() == ["a"])
        try database.write { tx in _ = try tx.run("ALTER TABLE note ADD COLUMN colour TEXT") }
        #expect(try database.texts() == ["a"])
        try database.insert("b")
        #expect(try database.texts() == ["a", "b"])
    }

    @Test(
        "what would take the transaction out of the engine's hands is refused",
        arguments: [
            "COMMIT", "ROLLBACK", "BEGIN", "SAVEPOINT x", "ATTACH ':memory:' AS x", "PRAGMA wal_checkpoint(TRUNCATE)",
            "PRAGMA synchronous = OFF", "PRAGMA journal_mode = DELETE", "VACUUM",
        ])
    func forbidden(sql: String) throws {
        #expect(kind(SQL(composed: sql)) == .misuse)
        try database.insert("still in order")
    }

    @Test("wrong SQL, none, and a second statement after the first are refused")
    func wrongSQL() throws {
        #expect(kind("SELEKT 1") == .misuse)
        #expect(kind("-- nothing") == .misuse)
        #expect(kind("INSERT INTO note(text) VALUES ('x'); DELETE FROM note") == .misuse)
        try database.write { tx in _ = try tx.run("INSERT INTO note(text) VALUES ('x') ; ") }
        #expect(try database.texts() == ["x"])
    }

    @Test("a script runs all its statements, or none")
    func script() throws {
        try database.write { tx in try tx.runScript("CREATE TABLE a(x); -- more\nCREATE TABLE b(x);\n-- the end\n") }
        #expect(throws: SQLiteError.self) {
            try database.write { tx in try tx.runScript("CREATE TABLE c(x); CREATE TABLE c(x);") }
        }
        let names = try database.read { tx in
            try tx.all("SELECT name FROM sqlite_schema WHERE name IN ('a', 'b', 'c') ORDER BY 1") {
                try $0[0] as String
            }
        }
        #expect(names == ["a", "b"])
    }

    @Test("more composed statements than are kept")
    func manyComposed() throws {
        for number in 1...300 {
            let value: Int? = try database.read { tx in try tx.value(SQL(composed: "SELECT \(number)")) }
            #expect(value == number)
        }
    }

    @Test("a transaction that was carried out of its closure is dead")
    func escaped() throws {
        let escaped = try database.read { tx in tx }
        let error = #expect(throws: SQLiteError.self) { try escaped.one("SELECT 1") { _ in } }
        #expect(error?.kind == .misuse)
    }
}

struct Stop: Error {}
