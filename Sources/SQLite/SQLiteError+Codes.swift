import CSQLite

extension SQLiteError {
    /// The error for a result code.
    ///
    /// - Shape: without `database` the message is SQLite's fixed sentence for the code. With it, it is what SQLite
    ///   wrote about this call; pass it only where that sentence cannot quote a bound value (FTS5 quotes the search).
    init(code: Int32, of database: OpaquePointer? = nil, statement: String? = nil) {
        let sentence = database.map { sqlite3_errmsg($0) } ?? sqlite3_errstr(code)
        self.init(
            Self.kind(of: code), sentence.map { String(cString: $0) } ?? "unknown error", code: code,
            statement: statement)
    }

    /// The connection that met it must be closed: what it holds in memory can no longer be trusted.
    var spoilsConnection: Bool {
        kind == .ioError || kind == .corrupt || kind == .notADatabase
    }

    /// A commit that ends with it may be in the WAL all the same. A rule, a lock or a full disk keeps the last frame
    /// from being written; a sync that fails comes after it.
    var leavesCommitOpen: Bool {
        switch kind {
        case .constraint, .busy, .full, .readOnly: false
        default: true
        }
    }

    static func kind(of code: Int32) -> Kind {
        switch code & 0xFF {
        case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL: .busy
        case SQLITE_FULL: .full
        case SQLITE_CONSTRAINT: .constraint(constraint(of: code))
        case SQLITE_CORRUPT: .corrupt
        case SQLITE_NOTADB: .notADatabase
        case SQLITE_IOERR: code == SQLITE_IOERR | (12 << 8) ? .outOfMemory : .ioError
        case SQLITE_INTERRUPT: .interrupted
        case SQLITE_READONLY: .readOnly
        case SQLITE_TOOBIG: .tooBig
        case SQLITE_CANTOPEN, SQLITE_PERM: .cannotOpen
        case SQLITE_MISMATCH: .mismatch
        case SQLITE_NOMEM: .outOfMemory
        default: .misuse
        }
    }

    /// Swift does not import the extended codes, which are macros with casts: primary code, and a number above it.
    private static func constraint(of code: Int32) -> Constraint {
        switch code >> 8 {
        case 1: .check
        case 3: .foreignKey
        case 5: .notNull
        case 6, 10: code >> 8 == 6 ? .primaryKey : .unique
        case 7: .trigger
        case 8: .unique
        case 12: .dataType
        default: .other
        }
    }
}
