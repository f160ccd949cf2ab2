/// Writes JSON straight into bytes, with no tree in between.
///
/// ```swift
/// var out = JSONWriter()
/// out.object { out in
///     out.member("id", 7)
///     out.member("title", "Water the plants")
/// }
/// ```
///
/// - Shape: compact UTF-8, members in the order they are written: equal values give equal bytes.
package struct JSONWriter {
    package private(set) var bytes: [UInt8] = []
    private var needsComma = false

    package init(capacity: Int = 1_024) {
        bytes.reserveCapacity(capacity)
    }

    package mutating func object(_ members: (inout JSONWriter) -> Void) {
        separate()
        bytes.append(UInt8(ascii: "{"))
        needsComma = false
        members(&self)
        bytes.append(UInt8(ascii: "}"))
        needsComma = true
    }

    package mutating func array(_ items: (inout JSONWriter) -> Void) {
        separate()
        bytes.append(UInt8(ascii: "["))
        needsComma = false
        items(&self)
        bytes.append(UInt8(ascii: "]"))
        needsComma = true
    }

    package mutating func member(_ name: String, _ value: some JSONWritable) {
        self.name(name)
        value.write(to: &self)
    }

    // What most members are, without the detour over a protocol that another module cannot specialise.

    package mutating func member(_ name: String, _ value: String) {
        self.name(name)
        string(value)
    }

    package mutating func member(_ name: String, _ value: String?) {
        self.name(name)
        if let value { string(value) } else { null() }
    }

    package mutating func member(_ name: String, _ value: Int64) {
        self.name(name)
        integer(value)
    }

    package mutating func member(_ name: String, _ value: Int) {
        self.name(name)
        integer(Int64(value))
    }

    package mutating func member(_ name: String, object members: (inout JSONWriter) -> Void) {
        self.name(name)
        object(members)
    }

    package mutating func member(_ name: String, array items: (inout JSONWriter) -> Void) {
        self.name(name)
        array(items)
    }

    /// A list of objects, one for each of `items`.
    package mutating func member<Items: Sequence>(
        _ name: String, each items: Items, _ members: (inout JSONWriter, Items.Element) -> Void
    ) {
        member(name, array: { out in for item in items { out.object { members(&$0, item) } } })
    }

    package mutating func item(_ value: some JSONWritable) {
        value.write(to: &self)
    }

    private mutating func name(_ name: String) {
        separate()
        quote(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }

    /// Appends what is JSON already: a number, `true`, or a text another writer made.
    package mutating func raw(_ json: some Sequence<UInt8>) {
        separate()
        bytes.append(contentsOf: json)
        needsComma = true
    }

    mutating func null() { raw("null".utf8) }

    mutating func integer(_ value: Int64) {
        separate()
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var (rest, place) = (value.magnitude, digits.count)
            repeat {
                place -= 1
                digits[place] = UInt8(ascii: "0") + UInt8(rest % 10)
                rest /= 10
            } while rest > 0
            if value < 0 { bytes.append(UInt8(ascii: "-")) }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: digits[place...]))
        }
        needsComma = true
    }

    mutating func string(_ text: String) {
        separate()
        quote(text)
        needsComma = true
    }

    private mutating func quote(_ text: String) {
        var text = text
        bytes.append(UInt8(ascii: "\""))
        text.withUTF8 { utf8 in
            guard Self.hasAnyToEscape(utf8) else { return bytes.append(contentsOf: utf8) }
            var clean = 0
            for index in utf8.indices where Self.mustEscape(utf8[index]) {
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[clean..<index]))
                bytes.append(contentsOf: Self.escape(utf8[index]))
                clean = index + 1
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[clean...]))
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Without a way out in the middle, so that the compiler looks at many bytes at once.
    private static func hasAnyToEscape(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
        var found = false
        for byte in utf8 { found = found || mustEscape(byte) }
        return found
    }

    private static func mustEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private static func escape(_ byte: UInt8) -> [UInt8] {
        switch byte {
        case UInt8(ascii: "\""): Array("\\\"".utf8)
        case UInt8(ascii: "\\"): Array("\\\\".utf8)
        case 0x0a: Array("\\n".utf8)
        case 0x0d: Array("\\r".utf8)
        case 0x09: Array("\\t".utf8)
        default: Array((byte < 16 ? "\\u000" : "\\u00").utf8) + Array(String(byte, radix: 16).utf8)
        }
    }
}

/// A value that knows how it looks in JSON.
package protocol JSONWritable {
    /// Appends the value, in JSON.
    func write(to out: inout JSONWriter)
}

extension JSONWritable {
    /// The value's JSON text.
    package var json: [UInt8] {
        var out = JSONWriter()
        write(to: &out)
        return out.bytes
    }
}

extension String: JSONWritable {
    package func write(to out: inout JSONWriter) { out.string(self) }
}

extension Bool: JSONWritable {
    package func write(to out: inout JSONWriter) { out.raw((self ? "true" : "false").utf8) }
}

extension Int: JSONWritable {
    package func write(to out: inout JSONWriter) { out.integer(Int64(self)) }
}

extension Int64: JSONWritable {
    package func write(to out: inout JSONWriter) { out.integer(self) }
}

extension Double: JSONWritable {
    /// JSON has no infinities and no NaN; they are written as null.
    package func write(to out: inout JSONWriter) { out.raw((isFinite ? description : "null").utf8) }
}

extension Optional: JSONWritable where Wrapped: JSONWritable {
    package func write(to out: inout JSONWriter) {
        if let self { self.write(to: &out) } else { out.null() }
    }
}

extension Array: JSONWritable where Element: JSONWritable {
    package func write(to out: inout JSONWriter) {
        out.array { out in for item in self { out.item(item) } }
    }
}

extension JSON: JSONWritable {
    package func write(to out: inout JSONWriter) {
        switch self {
        case .null: out.null()
        case .bool(let value): value.write(to: &out)
        case .integer(let value): value.write(to: &out)
        case .number(let value): value.write(to: &out)
        case .string(let value): value.write(to: &out)
        case .array(let items): items.write(to: &out)
        case .object(let object): out.object { out in for (name, value) in object.members { out.member(name, value) } }
        }
    }
}
