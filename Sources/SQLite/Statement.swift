import CSQLite

/// A prepared statement of one connection.
final class Statement {
    let handle: OpaquePointer
    /// Set while it runs: the same text asked for inside its own row closure gets another statement.
    var isRunning = false
    private var bindingCode = SQLITE_OK
    /// Bytes of text and blobs that are bound.
    var boundBytes = 0
    /// Where the columns are that were last asked for by name.
    var places: (columns: ColumnNames, found: [Int])?
    /// Bytes of text and blobs that have been returned.
    var returnedBytes = 0

    init(_ handle: OpaquePointer) {
        self.handle = handle
    }

    deinit {
        sqlite3_finalize(handle)
    }

    /// - Errors: `.misuse` when the number of values is not the number of placeholders; `.tooBig` for a value over
    ///   its limit.
    func bind(_ values: [(any Bindable)?]) throws(SQLiteError) {
        guard sqlite3_bind_parameter_count(handle) == values.count else {
            throw SQLiteError(.misuse, "\(values.count) values for another number of placeholders")
        }
        bindingCode = SQLITE_OK
        boundBytes = 0
        for (index, value) in values.enumerated() {
            let place = Placeholder(statement: self, index: Int32(index + 1))
            if let value { value.bind(to: place) } else { place.bindNull() }
        }
        guard bindingCode == SQLITE_OK else { throw SQLiteError(code: bindingCode) }
    }

    /// Keeps the first failure: a `Bindable` need not know that binding can fail.
    func note(_ code: Int32) {
        if bindingCode == SQLITE_OK { bindingCode = code }
    }

    /// Lets go of the snapshot and of the bound values; the result repeats what `step` already said.
    func reset() {
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
    }
}
