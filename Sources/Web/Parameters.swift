import Glibc

/// The meta-variables a gateway hands over with a request: `REQUEST_METHOD`, `HTTP_COOKIE` and their like.
///
/// Kept as the bytes they came in, so that a request costs one copy and only what is asked for becomes a `String`.
///
/// - Source: RFC 3875 (CGI), section 4.1; the FastCGI specification, section 5.2.
package struct Parameters: Sendable {
    private struct Entry: Sendable {
        let name: Range<Int>
        let value: Range<Int>
    }

    private var bytes: [UInt8] = []
    private var entries: [Entry] = []

    package init() {
        bytes.reserveCapacity(1_024)
        entries.reserveCapacity(32)
    }

    package init(_ pairs: [(String, String)]) {
        self.init()
        for (name, value) in pairs {
            Array("\(name)=\(value)".utf8).withUnsafeBufferPointer { append($0) }
        }
    }

    /// Adds one `NAME=value` line; a line without `=` is ignored.
    package mutating func append(_ line: UnsafeBufferPointer<UInt8>) {
        guard let equals = line.firstIndex(of: UInt8(ascii: "=")) else { return }
        let start = bytes.count
        bytes.append(contentsOf: line)
        entries.append(Entry(name: start..<start + equals, value: start + equals + 1..<bytes.count))
    }

    /// The first value of that name, nil when the gateway sent none. Bytes that are not UTF-8 come as U+FFFD.
    package subscript(_ name: StaticString) -> String? {
        for entry in entries where matches(entry, name) { return text(entry) }
        return nil
    }

    /// The bytes of the first value of that name as they came, valid text or not; none when the gateway sent none.
    package func bytes(of name: StaticString) -> ArraySlice<UInt8> {
        entries.first { matches($0, name) }.map { bytes[$0.value] } ?? []
    }

    /// Tells whether the header or variable stands more than once.
    func isDoubled(_ name: StaticString) -> Bool {
        var isKnown = false
        for entry in entries where matches(entry, name) {
            if isKnown { return true }
            isKnown = true
        }
        return false
    }

    /// Every value of that name: a header sent twice arrives as two parameters.
    package func values(of name: StaticString) -> [String] {
        entries.compactMap { matches($0, name) ? text($0) : nil }
    }

    private func matches(_ entry: Entry, _ name: StaticString) -> Bool {
        guard entry.name.count == name.utf8CodeUnitCount else { return false }
        return bytes.withUnsafeBytes {
            memcmp($0.baseAddress! + entry.name.lowerBound, name.utf8Start, entry.name.count) == 0
        }
    }

    private func text(_ entry: Entry) -> String {
        String(decoding: bytes[entry.value], as: UTF8.self)
    }
}
