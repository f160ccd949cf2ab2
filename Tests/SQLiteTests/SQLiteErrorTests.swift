import Foundation
import SQLite
import Testing

@Suite("errors")
struct SQLiteErrorTests {
    let database: Database
    let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        database = try scratch.database()
        try database.write { tx in
            try tx.runScript(
                """
                CREATE TABLE parent(id INTEGER PRIMARY KEY) STRICT;
                CREATE TABLE child(id INTEGER PRIMARY KEY, parent INTEGER REFERENCES parent(id),
                    size INTEGER NOT NULL DEFAULT 1 CHECK (size > 0), code TEXT UNIQUE) STRICT;
                CREATE TRIGGER keep BEFORE DELETE ON parent BEGIN SELECT raise(ABORT, 'kept'); END;
                CREATE VIRTUAL TABLE words USING fts5(word);
                INSERT INTO parent VALUES (1);
                INSERT INTO child(id, code) VALUES (1, 'a');
                """)
        }
    }

    @Test(
        "each rule of the schema has its kind",
        arguments: [
            ("INSERT INTO child(code) VALUES ('a')", .unique), ("INSERT INTO child(id) VALUES (1)", .primaryKey),
            ("INSERT INTO child(parent) VALUES (9)", .foreignKey), ("INSERT INTO child(size) VALUES (NULL)", .notNull),
            ("INSERT INTO child(size) VALUES (0)", .check), ("DELETE FROM parent", .trigger),
            ("INSERT INTO child(size) VALUES ('x')", .dataType),
        ] as [(String, SQLiteError.Constraint)])
    func constraints(sql: String, kind: SQLiteError.Constraint) {
        let error = #expect(throws: SQLiteError.self) {
            try database.write { tx in _ = try tx.run(SQL(composed: sql)) }
        }
        #expect(error?.kind == .constraint(kind))
    }

    @Test("what was bound is in no message, not even where SQLite quotes it")
    func noValues() throws {
        let secret = "swordfish"
        let refused = #expect(throws: SQLiteError.self) {
            try database.write { tx in _ = try tx.run("INSERT INTO child(id, code) VALUES (1, ?)", secret) }
        }
        let search = #expect(throws: SQLiteError.self) {
            try database.read { tx in
                try tx.one("SELECT 1 FROM words WHERE words MATCH ?", "\(secret):(") { _ in }
            }
        }
        for error in [refused, search] {
            let text = String(describing: try #require(error))
            #expect(!text.contains(secret))
        }
        #expect(search?.statement == "SELECT 1 FROM words WHERE words MATCH ?")
    }

    @Test("a file that is no database is told from one that is damaged")
    func notADatabase() throws {
        try Array(repeating: "no database", count: 1_000).joined().write(
            toFile: scratch.file("other.db"), atomically: true, encoding: .utf8)
        let error = #expect(throws: SQLiteError.self) { try Database(path: scratch.file("other.db")) }
        #expect(error?.kind == .notADatabase)
    }

    @Test("a directory that is not there cannot be opened")
    func noDirectory() {
        let error = #expect(throws: SQLiteError.self) {
            try Database(path: scratch.file("nowhere/test.db"), create: true)
        }
        #expect(error?.kind == .cannotOpen)
    }
}
