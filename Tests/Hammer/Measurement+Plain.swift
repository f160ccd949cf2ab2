import CSQLite
import Glibc

/// The yardstick: what a C program would do, call for call.
extension Measurement {
    func plainReads() throws {
        let database = try plainOpen()
        defer { sqlite3_close(database) }
        let one = try plainPrepare(database, "SELECT * FROM item WHERE id = ?")
        defer { sqlite3_finalize(one) }
        try report("plain: one row by key", 200_000) { number in
            sqlite3_bind_int64(one, 1, Int64(number % 10_000 + 1))
            guard sqlite3_step(one) == SQLITE_ROW, plainRow(one) > 0 else { throw Surprise() }
            sqlite3_reset(one)
        }
        let many = try plainPrepare(database, "SELECT * FROM item WHERE id > ? LIMIT 100")
        defer { sqlite3_finalize(many) }
        try report("plain: 100 rows", 10_000) { number in
            sqlite3_bind_int64(many, 1, Int64(number % 9_000))
            var count = 0
            while sqlite3_step(many) == SQLITE_ROW { count += plainRow(many) > 0 ? 1 : 0 }
            guard count == 100 else { throw Surprise() }
            sqlite3_reset(many)
        }
    }

    private func plainRow(_ statement: OpaquePointer?) -> Int64 {
        var sum = sqlite3_column_int64(statement, 0)
        for column in [1, 2, 3] as [Int32] {
            guard let text = sqlite3_column_text(statement, column) else { continue }
            sum += Int64(text[0])
        }
        for column in [4, 5, 6] as [Int32] { sum += sqlite3_column_int64(statement, column) }
        return sum
    }

    func plainWrites() throws {
        let database = try plainOpen()
        defer { sqlite3_close(database) }
        let insert = try plainPrepare(
            database, "INSERT INTO item(title, status, priority, createdAt) VALUES ('x', 'open', 1, ?)")
        defer { sqlite3_finalize(insert) }
        nonisolated(unsafe) let statement = insert
        try reportWrites("plain: one INSERT, one commit", threads: 1) { number in
            sqlite3_bind_int64(statement, 1, Int64(number))
            guard sqlite3_step(statement) == SQLITE_DONE else { throw Surprise() }
            sqlite3_reset(statement)
        }
    }

    private func plainOpen() throws -> OpaquePointer? {
        var database: OpaquePointer?
        guard sqlite3_open(path, &database) == SQLITE_OK else { throw Surprise() }
        sqlite3_exec(database, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL", nil, nil, nil)
        return database
    }

    private func plainPrepare(_ database: OpaquePointer?, _ sql: String) throws -> OpaquePointer? {
        var statement: OpaquePointer?
        guard sqlite3_prepare_v2(database, sql, -1, &statement, nil) == SQLITE_OK else { throw Surprise() }
        return statement
    }
}
