import CSQLite

/// A refusal by SQLite, or by this room on its behalf.
///
/// - Shape: `kind` is what a program decides by, `code` SQLite's extended result code, `message` a sentence for the
///   log. Neither `message` nor `statement` ever holds a bound value.
/// - Source: https://sqlite.org/rescode.html
@usableFromInline package struct SQLiteError: Error, Equatable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// A lock, a free reader or the writer's turn did not come before the deadline; nothing was carried out.
        case busy
        /// The disk, its reserve (`Options.minimumFreeBytes`) or `Options.maximumPages` is exhausted.
        case full
        /// A rule of the schema refused the change.
        case constraint(Constraint)
        /// The file is damaged.
        case corrupt
        /// The file is something else than a database.
        case notADatabase
        /// The operating system failed to read or write.
        case ioError
        /// The commit failed, and may have reached the disk all the same: nobody can tell whether it was carried out.
        case outcomeUnknown
        /// The deadline passed while the statement ran.
        case interrupted
        /// A write where only reading is allowed.
        case readOnly
        /// A text, blob or statement is larger than its limit.
        case tooBig
        /// The file is missing or may not be opened.
        case cannotOpen
        /// A column does not hold the type that was asked for.
        case mismatch
        /// The process has no memory left.
        case outOfMemory
        /// The database was closed.
        case closed
        /// The request did more than it may while others wait for the write lock; nothing of it was kept.
        case tooMuchWork
        /// A mistake in our program: wrong SQL, a wrong number of arguments, a statement that is not allowed here.
        case misuse
    }

    package enum Constraint: Hashable, Sendable {
        case unique, primaryKey, foreignKey, notNull, check, trigger, dataType, other
    }

    package let kind: Kind
    package let code: Int32
    package let message: String
    package let statement: String?

    init(_ kind: Kind, _ message: String, code: Int32 = SQLITE_OK, statement: String? = nil) {
        self.kind = kind
        self.code = code
        self.message = message
        self.statement = statement
    }

    static var tooMuchWork: SQLiteError {
        SQLiteError(.tooMuchWork, "the request does more than one may", code: SQLITE_INTERRUPT)
    }

    static var closed: SQLiteError { SQLiteError(.closed, "the database is closed") }
}

extension SQLiteError: CustomStringConvertible {
    @usableFromInline package var description: String {
        let place = statement.map { " in: \($0)" } ?? ""
        return "\(message) (\(kind), code \(code))\(place)"
    }
}
