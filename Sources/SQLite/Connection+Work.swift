import CSQLite

/// How much a request does on the write lock, counted instead of timed: the same on every machine, and known before
/// others have waited.
///
/// - Units: instructions of SQLite's machine; a statement counts for `perStatement` more, and each byte that it is
///   given for `perByte`, since texts are folded, indexed, hashed and written to the WAL. One is about 50 nanoseconds.
extension Connection {
    private static let perStatement = 100
    private static let perByte = 1

    /// - Errors: `.tooMuchWork` once the request has done what it may.
    func refuseMoreWork() throws(SQLiteError) {
        guard context.pointee.workLeft < 0 else { return }
        throw note(.tooMuchWork)
    }

    func begin(_ statement: Statement) {
        context.pointee.running = 0
        context.pointee.mayStop = sqlite3_stmt_readonly(statement.handle) != 0
    }

    func charge(_ statement: Statement) {
        let steps = Int(sqlite3_stmt_status(statement.handle, SQLITE_STMTSTATUS_VM_STEP, 1))
        guard context.pointee.workLeft != .max else { return }
        context.pointee.workLeft -= steps + Self.perStatement + Self.perByte * statement.boundBytes
    }
}

extension WriteTransaction {
    /// From here on the request may do so much and no more; the statement that passes the limit is the last.
    ///
    /// - Units: as `Connection.charge`. A statement that only reads is stopped at the limit, one that writes is carried
    ///   out and the next refused: SQLite would end the transaction that others share.
    /// - Errors: later statements throw `.tooMuchWork`.
    public func limit(work: Int) throws(SQLiteError) {
        try connection().context.pointee.workLeft = work
    }

    /// Counts what is still to be done for this request, such as taking it back.
    ///
    /// - Units: as `limit`.
    public func count(work: Int) throws(SQLiteError) {
        let context = try connection().context
        if context.pointee.workLeft != .max { context.pointee.workLeft -= work }
    }

    /// - Shape: below zero once there is too much.
    public var workLeft: Int {
        get throws(SQLiteError) { try connection().context.pointee.workLeft }
    }
}
