import Domain
import JSON

/// A file that is one JSON text in any number of lines, kept until its end.
struct ImportDocument {
    /// - Units: bytes.
    static let limit = 32 << 20

    private var bytes: [UInt8] = []

    mutating func add(_ line: [UInt8]) throws(ImportFault) {
        bytes += line + [UInt8(ascii: "\n")]
        guard bytes.count <= Self.limit else {
            throw ImportFault(
                Failure(.malformed, "The file has more than \(Self.limit) bytes, which are read as a whole."))
        }
    }

    /// - Errors: `.malformed` at the line and column where the file is no JSON.
    func value() throws(ImportFault) -> JSON {
        let text = ImportLine.escapingControls(bytes)
        do throws(JSONError) {
            return try JSONParser.parse(text)
        } catch {
            let before = text.prefix(error.offset)
            let line = before.count { $0 == UInt8(ascii: "\n") } + 1
            let rest = before.suffix(before.count - (before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0))
            let column = String(decoding: rest, as: UTF8.self).count + 1
            throw ImportFault(Failure(.malformed, error.message), line: line, column: column)
        }
    }

    /// The objects of an array, or of a file with one object a line.
    ///
    /// - Errors: as `value`; `.malformed` naming the place of what is no object.
    func objects() throws(ImportFault) -> [ImportLine] {
        let start = bytes.first { $0 > 0x20 }
        if start == UInt8(ascii: "{") {
            var found: [ImportLine] = []
            for (place, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
                .enumerated()
            {
                do throws(ImportFault) {
                    found += [try ImportLine(parsing: Self.withoutComma(line))].compactMap { $0 }
                } catch {
                    throw ImportFault(error.failure, line: place + 1, column: error.column)
                }
            }
            return found
        }
        guard case .array(let items) = try value() else {
            throw ImportFault(Failure(.malformed, "An array of objects was expected."), line: 1)
        }
        return try Self.located { () throws(Failure) in
            var found: [ImportLine] = []
            for (place, item) in items.enumerated() { found.append(try ImportLine(item, field: "[\(place)]")) }
            return found
        }
    }

    /// Some programs write the lines of an array without its brackets.
    private static func withoutComma(_ line: ArraySlice<UInt8>) -> [UInt8] {
        let end = line.lastIndex { $0 > 0x20 }
        guard let end, line[end] == UInt8(ascii: ",") else { return Array(line) }
        return Array(line[..<end])
    }

    /// The value that `read` comes back with; what it throws is a fault of the whole file.
    static func located<Value>(_ read: () throws(Failure) -> Value) throws(ImportFault) -> Value {
        do throws(Failure) {
            return try read()
        } catch {
            throw ImportFault(error, line: 1)
        }
    }
}
