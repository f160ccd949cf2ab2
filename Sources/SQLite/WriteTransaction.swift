import CSQLite

/// One request's part of a commit: all of it is kept, or nothing.
///
/// It may be run more than once before it is kept: when another request's failure ends the transaction they share, or
/// when the commit fails. A closure therefore touches nothing but its `tx`, and what it returns.
package final class WriteTransaction: ReadTransaction {
    /// Runs a statement that returns no rows, and tells how many rows it inserted, changed or deleted.
    ///
    /// - Errors: as `SQLiteError.Kind` says. After `.full`, `.ioError` or `.outOfMemory` every later statement is
    ///   refused as well, since SQLite has then ended the transaction.
    @discardableResult
    package func run(_ sql: SQL, _ values: (any Bindable)?...) throws -> Int {
        try run(sql, values: values)
    }

    @discardableResult
    package func run(_ sql: SQL, values: [(any Bindable)?]) throws -> Int {
        let connection = try connection()
        try connection.run(sql, values)
        return Int(sqlite3_changes64(connection.handle))
    }

    /// Runs several statements, as a migration has them.
    package func runScript(_ script: String) throws {
        try connection().runScript(script)
    }

    /// Rows inserted, changed or deleted by the last such statement, triggers not counted.
    package var changes: Int {
        get throws(SQLiteError) { Int(sqlite3_changes64(try connection().handle)) }
    }

    /// The key of the row inserted last.
    package var lastInsertRowID: Int64 {
        get throws(SQLiteError) { sqlite3_last_insert_rowid(try connection().handle) }
    }

    /// Without a transaction each statement would be kept by itself, and at once.
    override func check(_ connection: Connection) throws(SQLiteError) {
        guard !connection.isInTransaction || connection.isBroken else { return }
        throw connection.lastError ?? SQLiteError(.misuse, "the transaction has ended")
    }
}
