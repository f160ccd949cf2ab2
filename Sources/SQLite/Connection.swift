import CSQLite

/// One SQLite connection, used by one thread at a time.
///
/// Not usable after `fork`. After a failure that spoils it (`isBroken`) it is closed and replaced, never used again.
final class Connection: @unchecked Sendable {
    let handle: OpaquePointer
    /// The context for the callbacks that SQLite calls in the middle of its work.
    let context: UnsafeMutablePointer<ConnectionContext>
    var isBroken = false
    /// The last failure, for a request that swallowed it.
    private(set) var lastError: SQLiteError?
    var busyTimeout: Int32 = 0
    private var cache = StatementCache()

    init(handle: OpaquePointer) {
        self.handle = handle
        context = .allocate(capacity: 1)
        context.initialize(to: ConnectionContext())
    }

    /// `close_v2` would put off the end until a forgotten statement is finalized; there is none, all are ours.
    deinit {
        cache.removeAll()
        sqlite3_close_v2(handle)
        context.deallocate()
    }

    /// Frees the pages that are kept; none is in use between transactions.
    func releaseMemory() {
        sqlite3_db_release_memory(handle)
    }

    /// The file of that name is another by now, or none: nobody will find what is written to this one.
    ///
    /// - Source: https://sqlite.org/c3ref/c_fcntl_begin_atomic_write.html, SQLITE_FCNTL_HAS_MOVED.
    var hasMoved: Bool {
        var moved: Int32 = 0
        return sqlite3_file_control(handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK && moved != 0
    }

    /// A transaction is open; an error may have ended it.
    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    /// Runs a statement and calls `row` for each of its rows until it returns false.
    func run(
        _ sql: SQL, _ values: [(any Bindable)?], row: (borrowing Row) throws -> Bool = { _ in true }
    ) throws {
        try refuseMoreWork()
        let statement = try statement(for: sql)
        statement.isRunning = true
        defer {
            statement.reset()
            statement.isRunning = false
            charge(statement)
        }
        do {
            try statement.bind(values)
            begin(statement)
        } catch {
            throw SQLiteError(error.kind, error.message, code: error.code, statement: sql.safeText)
        }
        while try step(statement, sql) {
            noteRow(statement)
            guard try row(Row(statement)) else { return }
        }
    }

    func step(_ statement: Statement, _ sql: SQL) throws(SQLiteError) -> Bool {
        switch sqlite3_step(statement.handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw failure(in: sql)
        }
    }

    func statement(for sql: SQL) throws(SQLiteError) -> Statement {
        let known = cache[sql]
        if let known, !known.isRunning { return known }
        let fresh = try prepare(sql)
        if known == nil { cache.keep(fresh, for: sql) }
        return fresh
    }

    /// The error of the call just made. Only what breaks a rule of the schema is quoted as SQLite put it: other
    /// sentences may hold what was bound (a search that FTS5 cannot parse).
    func failure(in sql: SQL) -> SQLiteError {
        let code = sqlite3_extended_errcode(handle)
        if code & 0xFF == SQLITE_INTERRUPT, context.pointee.running > context.pointee.workLeft { return .tooMuchWork }
        let quotes = code & 0xFF != SQLITE_CONSTRAINT
        return note(SQLiteError(code: code, of: quotes ? nil : handle, statement: sql.safeText))
    }

    func note(_ error: SQLiteError) -> SQLiteError {
        lastError = error
        if error.spoilsConnection { isBroken = true }
        return error
    }
}
