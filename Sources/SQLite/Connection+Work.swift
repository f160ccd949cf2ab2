import CSQLite

/// The work of a request on the write lock, counted instead of timed: the same on every machine, and known before
/// others have waited.
///
/// - Units: instructions of SQLite's machine; a statement counts for `perStatement` more, and each byte that it is
///   given for `perByte`, since texts are folded, indexed, hashed and written to the WAL; of texts that it returns,
///   `bytesRead` are one, as they are copied, decoded and looked through. One is about 50 nanoseconds.
extension Connection {
    private static let perStatement = 100
    private static let perByte = 1
    private static let bytesRead = 8

    /// - Errors: `.tooMuchWork` once the request has done what it may.
    func refuseMoreWork() throws(SQLiteError) {
        guard context.pointee.workLeft < 0 else { return }
        throw note(.tooMuchWork)
    }

    func begin(_ statement: Statement) {
        context.pointee.running = 0
        statement.returnedBytes = 0
        context.pointee.mayStop = sqlite3_stmt_readonly(statement.handle) != 0
    }

    /// Counts the texts and blobs of the row that a statement stands on.
    func noteRow(_ statement: Statement) {
        guard context.pointee.workLeft != .max else { return }
        var bytes = 0
        for column in 0..<sqlite3_column_count(statement.handle) {
            let type = sqlite3_column_type(statement.handle, column)
            // Asked of a number, its length would turn it into a text.
            guard type == SQLITE_TEXT || type == SQLITE_BLOB else { continue }
            bytes += Int(sqlite3_column_bytes(statement.handle, column))
        }
        statement.returnedBytes += bytes
        context.pointee.running += bytes / Self.bytesRead
    }

    func charge(_ statement: Statement) {
        let steps = Int(sqlite3_stmt_status(statement.handle, SQLITE_STMTSTATUS_VM_STEP, 1))
        let bytes = Self.perByte * statement.boundBytes + statement.returnedBytes / Self.bytesRead
        let work = steps + Self.perStatement + bytes
        context.pointee.workDone += work
        if context.pointee.workLeft != .max { context.pointee.workLeft -= work }
    }
}

extension WriteTransaction {
    /// From here on the request may do so much and no more; the statement that passes the limit is the last.
    ///
    /// - Units: as `Connection.charge`. A statement that only reads is stopped at the limit, one that writes is carried
    ///   out and the next refused: SQLite would end the transaction that others share.
    /// - Errors: later statements throw `.tooMuchWork`.
    package func limit(work: Int) throws(SQLiteError) {
        try connection().context.pointee.workLeft = work
    }

    /// Counts what is still to be done for this request, such as taking it back.
    ///
    /// - Units: as `limit`.
    package func count(work: Int) throws(SQLiteError) {
        let context = try connection().context
        if context.pointee.workLeft != .max { context.pointee.workLeft -= work }
    }

    /// - Shape: below zero once there is too much.
    package var workLeft: Int {
        get throws(SQLiteError) { try connection().context.pointee.workLeft }
    }
}
