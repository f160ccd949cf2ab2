/// Reads one JSON text, strictly.
///
/// - Source: RFC 8259. Stricter where the RFC leaves a choice: UTF-8 only, no doubled name, no lone surrogate,
///   integers outside 64 bits and numbers outside a double are refused instead of rounded.
package struct JSONParser {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let maximumDepth: Int
    private var offset = 0

    /// - Units: `maximumDepth` counts arrays and objects inside each other.
    /// - Errors: `JSONError` with the byte at which reading stopped.
    package static func parse(_ text: [UInt8], maximumDepth: Int = 32) throws(JSONError) -> JSON {
        let result = text.withUnsafeBufferPointer { bytes -> Result<JSON, JSONError> in
            do throws(JSONError) {
                var parser = JSONParser(bytes: bytes, maximumDepth: maximumDepth)
                return .success(try parser.document())
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private init(bytes: UnsafeBufferPointer<UInt8>, maximumDepth: Int) {
        self.bytes = bytes
        self.maximumDepth = maximumDepth
    }

    private mutating func document() throws(JSONError) -> JSON {
        let value = try self.value(depth: 0)
        skipSpace()
        guard offset == bytes.count else { throw fail("There is text after the end of the JSON value.") }
        return value
    }

    private mutating func value(depth: Int) throws(JSONError) -> JSON {
        skipSpace()
        switch peek {
        case UInt8(ascii: "{"): return try object(depth: depth + 1)
        case UInt8(ascii: "["): return try array(depth: depth + 1)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case .some(UInt8(ascii: "-")), .some(UInt8(ascii: "0")...UInt8(ascii: "9")): return try number()
        case nil: throw fail("The JSON text ends in the middle.")
        default: throw fail("A JSON value was expected.")
        }
    }

    private mutating func object(depth: Int) throws(JSONError) -> JSON {
        try enter(depth)
        var object = JSONObject()
        var known: Set<String> = []
        skipSpace()
        if skip("}") { return .object(object) }
        repeat {
            skipSpace()
            let start = offset
            guard peek == UInt8(ascii: "\"") else { throw fail("A name in double quotes was expected.") }
            let name = try string()
            skipSpace()
            guard skip(":") else { throw fail("A colon was expected after the name.") }
            guard object.add(name, try value(depth: depth), known: &known) else {
                throw JSONError("The name \"\(name.prefix(64))\" stands twice in one object.", at: start)
            }
            skipSpace()
        } while skip(",")
        guard skip("}") else { throw fail("A comma or } was expected.") }
        return .object(object)
    }

    private mutating func array(depth: Int) throws(JSONError) -> JSON {
        try enter(depth)
        var items: [JSON] = []
        skipSpace()
        if skip("]") { return .array(items) }
        repeat {
            items.append(try value(depth: depth))
            skipSpace()
        } while skip(",")
        guard skip("]") else { throw fail("A comma or ] was expected.") }
        return .array(items)
    }

    private mutating func enter(_ depth: Int) throws(JSONError) {
        guard depth <= maximumDepth else { throw fail("Arrays and objects are nested deeper than \(maximumDepth).") }
        offset += 1
    }

    private mutating func word(_ word: StaticString, _ value: JSON) throws(JSONError) -> JSON {
        let end = offset + word.utf8CodeUnitCount
        guard end <= bytes.count,
            bytes[offset..<end].elementsEqual(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
        else { throw fail("A JSON value was expected.") }
        offset = end
        return value
    }
}

extension JSONParser {
    private mutating func number() throws(JSONError) -> JSON {
        let start = offset
        _ = skip("-")
        if !skip("0") { try digits() }
        var isInteger = true
        if skip(".") {
            isInteger = false
            try digits()
        }
        if skip("e") || skip("E") {
            isInteger = false
            if !skip("-") { _ = skip("+") }
            try digits()
        }
        let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<offset]), as: UTF8.self)
        if isInteger, let integer = Int64(text) { return .integer(integer) }
        guard !isInteger, let double = Double(text), double.isFinite else {
            throw JSONError("The number is out of range.", at: start)
        }
        return .number(double)
    }

    private mutating func digits() throws(JSONError) {
        let start = offset
        while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { offset += 1 }
        if offset == start { throw fail("A digit was expected.") }
    }

    /// A string's text: the common one has no escape and is taken as it stands.
    private mutating func string() throws(JSONError) -> String {
        offset += 1
        let start = offset
        while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { offset += 1 }
        if peek == UInt8(ascii: "\"") {
            defer { offset += 1 }
            return try text(Array(bytes[start..<offset]), from: start)
        }
        return try escapedString(from: start)
    }

    private mutating func escapedString(from start: Int) throws(JSONError) -> String {
        var collected = Array(bytes[start..<offset])
        while let byte = peek {
            switch byte {
            case UInt8(ascii: "\""):
                offset += 1
                return try text(collected, from: start)
            case UInt8(ascii: "\\"):
                offset += 1
                collected.append(contentsOf: try escape())
            case 0..<0x20:
                throw fail("A control character in a string must be escaped.")
            default:
                collected.append(byte)
                offset += 1
            }
        }
        throw fail("The JSON text ends in the middle of a string.")
    }

    private func text(_ collected: [UInt8], from start: Int) throws(JSONError) -> String {
        guard let text = String(validating: collected, as: UTF8.self) else {
            throw JSONError("A string is not valid UTF-8.", at: start)
        }
        return text
    }

    private mutating func escape() throws(JSONError) -> [UInt8] {
        guard let byte = peek else { throw fail("The JSON text ends in the middle of a string.") }
        offset += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0c]
        case UInt8(ascii: "n"): return [0x0a]
        case UInt8(ascii: "r"): return [0x0d]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"): return Array(String(Character(try escapedScalar())).utf8)
        default: throw fail("This escape is not one of JSON's.")
        }
    }

    private mutating func escapedScalar() throws(JSONError) -> Unicode.Scalar {
        let first = try fourHexadecimal()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard (0xd800..<0xdc00).contains(first), skip("\\"), skip("u") else { throw fail("A surrogate stands alone.") }
        let second = try fourHexadecimal()
        guard (0xdc00..<0xe000).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xd800) << 10 + (second - 0xdc00))
        else { throw fail("A surrogate stands alone.") }
        return scalar
    }

    private mutating func fourHexadecimal() throws(JSONError) -> UInt32 {
        guard offset + 4 <= bytes.count else { throw fail("Four hexadecimal digits were expected.") }
        var value: UInt32 = 0
        for byte in bytes[offset..<offset + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
                throw fail("Four hexadecimal digits were expected.")
            }
            value = value << 4 | UInt32(digit)
        }
        offset += 4
        return value
    }

    private var peek: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private mutating func skip(_ sign: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: sign) else { return false }
        offset += 1
        return true
    }

    private mutating func skipSpace() {
        while let byte = peek, byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 { offset += 1 }
    }

    private func fail(_ message: String) -> JSONError { JSONError(message, at: offset) }
}
