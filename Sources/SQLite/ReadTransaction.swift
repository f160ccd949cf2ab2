import CSQLite

/// One snapshot of the database, for as long as the closure that received it.
///
/// Read what is needed and return it: a transaction that stays open while somebody waits for a network keeps the WAL
/// from being emptied.
package class ReadTransaction {
    private var open: Connection?

    init(_ connection: Connection) {
        open = connection
    }

    /// The first row, or nil when there is none.
    ///
    /// - Errors: as `SQLiteError.Kind` says; `.interrupted` when a read's deadline passes; what `row` throws.
    package final func one<Value>(
        _ sql: SQL, _ values: (any Bindable)?..., row: (borrowing Row) throws -> Value
    ) throws -> Value? {
        try one(sql, values: values, row: row)
    }

    /// All rows in the statement's order; empty when there is none.
    package final func all<Value>(
        _ sql: SQL, _ values: (any Bindable)?..., row: (borrowing Row) throws -> Value
    ) throws -> [Value] {
        try all(sql, values: values, row: row)
    }

    /// The first column of the first row, or nil when there is no row. NULL needs an optional: `as String??`.
    package final func value<Value: Readable>(_ sql: SQL, _ values: (any Bindable)?...) throws -> Value? {
        try value(sql, values: values)
    }

    /// Row by row, for more rows than memory should hold.
    package final func each(
        _ sql: SQL, _ values: (any Bindable)?..., row: (borrowing Row) throws -> Void
    ) throws {
        try connection().run(sql, values) { current in
            try row(current)
            return true
        }
    }

    package final func value<Value: Readable>(_ sql: SQL, values: [(any Bindable)?]) throws -> Value? {
        try one(sql, values: values) { row in try row[0] }
    }

    package final func one<Value>(
        _ sql: SQL, values: [(any Bindable)?], row: (borrowing Row) throws -> Value
    ) throws -> Value? {
        var found: Value?
        try connection().run(sql, values) { current in
            found = try row(current)
            return false
        }
        return found
    }

    package final func all<Value>(
        _ sql: SQL, values: [(any Bindable)?], row: (borrowing Row) throws -> Value
    ) throws -> [Value] {
        var found: [Value] = []
        try connection().run(sql, values) { current in
            found.append(try row(current))
            return true
        }
        return found
    }

    package final func each(
        _ sql: SQL, values: [(any Bindable)?], row: (borrowing Row) throws -> Void
    ) throws {
        try connection().run(sql, values) { current in
            try row(current)
            return true
        }
    }

    /// - Errors: `.misuse` once the closure has ended.
    final func connection() throws(SQLiteError) -> Connection {
        guard let open else { throw SQLiteError(.misuse, "the transaction has ended") }
        try check(open)
        return open
    }

    func check(_ connection: Connection) throws(SQLiteError) {}

    final func end() {
        open = nil
    }
}
