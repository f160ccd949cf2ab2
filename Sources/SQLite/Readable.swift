/// A value that a column can be read as.
///
/// A noun's own type conforms by reading what it is made of:
/// `init(_ column: Column) throws(SQLiteError) { self.init(seconds: try Int64(column)) }`.
@usableFromInline package protocol Readable {
    /// - Errors: `.mismatch` if the column is NULL or of another type; nothing is converted silently.
    init(_ column: Column) throws(SQLiteError)
}

package typealias Storable = Bindable & Readable

extension Int64: Readable {
    @inlinable package init(_ column: Column) throws(SQLiteError) { self = try column.integer() }
}

extension Int: Readable {
    @inlinable package init(_ column: Column) throws(SQLiteError) { self = Int(try column.integer()) }
}

/// 0 is false, any other integer true.
extension Bool: Readable {
    @inlinable package init(_ column: Column) throws(SQLiteError) { self = try column.integer() != 0 }
}

/// Whole numbers are read too: SQLite stores 2.0 in some columns as 2.
extension Double: Readable {
    @inlinable package init(_ column: Column) throws(SQLiteError) { self = try column.real() }
}

extension String: Readable {
    @inlinable package init(_ column: Column) throws(SQLiteError) { self = try column.text() }
}

extension [UInt8]: Readable {
    @inlinable package init(_ column: Column) throws(SQLiteError) { self = try column.blob() }
}

extension Optional: Readable where Wrapped: Readable {
    @inlinable package init(_ column: Column) throws(SQLiteError) {
        self = column.isNull ? nil : try Wrapped(column)
    }
}

/// An enumeration is read from its raw value.
extension Readable where Self: RawRepresentable, RawValue: Readable {
    /// - Errors: `.mismatch` also for a raw value that no case has.
    package init(_ column: Column) throws(SQLiteError) {
        guard let value = Self(rawValue: try RawValue(column)) else { throw column.mismatch("a \(Self.self)") }
        self = value
    }
}
