import CSQLite

/// A value that takes the place of a `?`.
///
/// A noun's own type conforms by handing on what it is made of:
/// `func bind(to place: Placeholder) { place.bind(seconds) }`. NULL is nil.
package protocol Bindable {
    /// Gives its value to a placeholder of a statement.
    func bind(to place: Placeholder)
}

/// One `?` of a statement that is about to run.
package struct Placeholder {
    let statement: Statement
    let index: Int32

    package func bind(_ integer: Int64) {
        statement.note(sqlite3_bind_int64(statement.handle, index, integer))
    }

    package func bind(_ real: Double) {
        statement.note(sqlite3_bind_double(statement.handle, index, real))
    }

    /// Keeps every byte, U+0000 included.
    package func bind(_ text: String) {
        var text = text
        let code = text.withUTF8 { bytes in
            statement.boundBytes += bytes.count
            return bytes.withMemoryRebound(to: CChar.self) { characters in
                elwosa_sqlite3_bind_text(statement.handle, index, characters.baseAddress ?? empty, Int32(bytes.count))
            }
        }
        statement.note(code)
    }

    package func bind(_ blob: [UInt8]) {
        statement.boundBytes += blob.count
        let code = blob.withUnsafeBytes { bytes in
            bytes.isEmpty
                ? sqlite3_bind_zeroblob(statement.handle, index, 0)
                : elwosa_sqlite3_bind_blob(statement.handle, index, bytes.baseAddress, Int32(bytes.count))
        }
        statement.note(code)
    }

    package func bindNull() {
        statement.note(sqlite3_bind_null(statement.handle, index))
    }

    /// SQLite takes a null pointer for NULL, and an empty string is not NULL.
    private var empty: UnsafePointer<CChar> {
        UnsafePointer(bitPattern: 1)!
    }
}

extension Int64: Bindable {
    package func bind(to place: Placeholder) { place.bind(self) }
}

extension Int: Bindable {
    package func bind(to place: Placeholder) { place.bind(Int64(self)) }
}

/// Stored as 0 or 1.
extension Bool: Bindable {
    package func bind(to place: Placeholder) { place.bind(self ? 1 as Int64 : 0) }
}

extension Double: Bindable {
    package func bind(to place: Placeholder) { place.bind(self) }
}

extension String: Bindable {
    package func bind(to place: Placeholder) { place.bind(self) }
}

extension [UInt8]: Bindable {
    package func bind(to place: Placeholder) { place.bind(self) }
}

/// An enumeration is stored as its raw value.
extension Bindable where Self: RawRepresentable, RawValue: Bindable {
    package func bind(to place: Placeholder) { rawValue.bind(to: place) }
}
