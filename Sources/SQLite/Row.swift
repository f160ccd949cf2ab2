import CSQLite

/// The row a statement stands on; it ends with the closure that received it.
///
/// `let title: String = try row[1]`, counted from 0 in the order of the SELECT. A column that may be NULL is read
/// as an optional.
@usableFromInline package struct Row: ~Copyable {
    @usableFromInline let statement: OpaquePointer
    private let source: Unmanaged<Statement>

    init(_ source: Statement) {
        statement = source.handle
        self.source = .passUnretained(source)
    }

    @inlinable package subscript<Value: Readable>(index: Int) -> Value {
        get throws(SQLiteError) { try Value(Column(statement: statement, index: Int32(truncatingIfNeeded: index))) }
    }

    package var count: Int { Int(sqlite3_column_count(statement)) }

    /// The places of these columns, found by their names when the statement's first row is read.
    ///
    /// - Errors: `.misuse` for a name that the statement's SELECT does not give.
    package func places(of columns: ColumnNames) throws(SQLiteError) -> [Int] {
        try source.takeUnretainedValue().places(of: columns)
    }
}

/// The names of the columns by which a kind of row is read.
package final class ColumnNames: Sendable {
    let names: [String]

    package init(_ names: [String]) {
        self.names = names
    }
}

extension Statement {
    func places(of columns: ColumnNames) throws(SQLiteError) -> [Int] {
        if let places, places.columns === columns { return places.found }
        let own = (0..<sqlite3_column_count(handle)).map { index in
            sqlite3_column_name(handle, index).map { String(cString: $0) } ?? ""
        }
        var found: [Int] = []
        for name in columns.names {
            guard let place = own.firstIndex(of: name) else {
                throw SQLiteError(.misuse, "no column is called \(name)")
            }
            found.append(place)
        }
        places = (columns, found)
        return found
    }
}

/// One value of the row a statement stands on.
@usableFromInline package struct Column {
    @usableFromInline let statement: OpaquePointer
    @usableFromInline let index: Int32

    @inlinable init(statement: OpaquePointer, index: Int32) {
        self.statement = statement
        self.index = index
    }

    @inlinable package var isNull: Bool { sqlite3_column_type(statement, index) == SQLITE_NULL }

    @inlinable package func integer() throws(SQLiteError) -> Int64 {
        guard sqlite3_column_type(statement, index) == SQLITE_INTEGER else { throw mismatch("an integer") }
        return sqlite3_column_int64(statement, index)
    }

    @inlinable package func real() throws(SQLiteError) -> Double {
        let type = sqlite3_column_type(statement, index)
        guard type == SQLITE_FLOAT || type == SQLITE_INTEGER else { throw mismatch("a number") }
        return sqlite3_column_double(statement, index)
    }

    /// Bytes that are no UTF-8 are replaced by U+FFFD.
    @inlinable package func text() throws(SQLiteError) -> String {
        guard sqlite3_column_type(statement, index) == SQLITE_TEXT, let start = sqlite3_column_text(statement, index)
        else { throw mismatch("a text") }
        let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, index)))
        return String(decoding: bytes, as: UTF8.self)
    }

    @inlinable package func blob() throws(SQLiteError) -> [UInt8] {
        guard sqlite3_column_type(statement, index) == SQLITE_BLOB else { throw mismatch("a blob") }
        guard let start = sqlite3_column_blob(statement, index) else { return [] }
        return [UInt8](UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, index))))
    }

    @usableFromInline package func mismatch(_ wanted: String) -> SQLiteError {
        let name = sqlite3_column_name(statement, index).map { String(cString: $0) } ?? "none"
        return SQLiteError(.mismatch, "column \(index) (\(name)) is not \(wanted)", code: SQLITE_MISMATCH)
    }
}
