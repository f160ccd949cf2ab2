import CSQLite
import Platform

/// Statements of the room's own, which may do what a transaction's may not.
extension Connection {
    func command(_ sql: SQL) throws(SQLiteError) {
        context.pointee.engineSpeaks = true
        defer { context.pointee.engineSpeaks = false }
        let statement = try statement(for: sql)
        defer { statement.reset() }
        while try step(statement, sql) {}
    }

    func journalMode(_ sql: SQL) throws(SQLiteError) -> String {
        context.pointee.engineSpeaks = true
        defer { context.pointee.engineSpeaks = false }
        let statement = try statement(for: sql)
        defer { statement.reset() }
        guard try step(statement, sql) else { return "" }
        return try Column(statement: statement.handle, index: 0).text()
    }

    /// Writes one page as it is, durably.
    func commitNothing() throws(SQLiteError) {
        try command("BEGIN IMMEDIATE")
        let version = try number("PRAGMA user_version")
        try command(SQL(composed: "PRAGMA user_version = \(version)"))
        try command("COMMIT")
    }

    func number(_ sql: SQL) throws(SQLiteError) -> Int64 {
        context.pointee.engineSpeaks = true
        defer { context.pointee.engineSpeaks = false }
        let statement = try statement(for: sql)
        defer { statement.reset() }
        guard try step(statement, sql) else { return 0 }
        return sqlite3_column_int64(statement.handle, 0)
    }

    /// Lets the snapshot go, whatever happened to the statements in it.
    func endRead() {
        context.pointee.deadline = .never
        do {
            try command("COMMIT")
        } catch {
            isBroken = true
        }
        assert(!hasBusyStatement, "a statement is still running, and keeps the WAL from being emptied")
    }

    var hasBusyStatement: Bool {
        var statement = sqlite3_next_stmt(handle, nil)
        while let current = statement {
            if sqlite3_stmt_busy(current) != 0 { return true }
            statement = sqlite3_next_stmt(handle, current)
        }
        return false
    }
}
