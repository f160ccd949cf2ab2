/// The lines before an answer's body, for CGI and FastCGI or for HTTP/1.1.
///
/// - Source: RFC 3875, section 6; RFC 9110, sections 5.5 (field values) and 8.6 (Content-Length).
package enum AnswerHead {
    package enum Syntax: Sendable {
        /// The status is a header of its own.
        case cgi
        /// The connection is closed after the answer; one that stays open says by itself what it becomes.
        case http
    }

    /// - Units: bytes; what one FastCGI record carries.
    package static let longest = 65_535

    /// Appends the lines of `response`, with the blank line after them.
    ///
    /// `Content-Length` is that of the bytes sent, whatever the response says; a HEAD without a body keeps its own.
    ///
    /// - Errors: false when a name is not a token, a value holds CR, LF or NUL, all is longer than `longest`, or the
    ///   connection is to stay open, which CGI cannot do.
    package static func append(
        _ response: Response, isHead: Bool, as syntax: Syntax = .cgi, to out: inout [UInt8]
    ) -> Bool {
        let status = "\(response.status.rawValue) \(response.status.reason)"
        switch syntax {
        case .cgi:
            if case .open = response.body { return false }
            line("Status", status, to: &out)
        case .http:
            out.append(contentsOf: "HTTP/1.1 \(status)\r\n".utf8)
            if response.status != .switchingProtocols { line("Connection", "close", to: &out) }
        }
        let length = contentLength(response, isHead: isHead)
        for (name, value) in response.headers {
            guard isToken(name), isText(value), !isSame(name, "Status") else { return false }
            if length != .asGiven, isSame(name, "Content-Length") { continue }
            line(name, value, to: &out)
        }
        if case .bytes(let count) = length { line("Content-Length", String(count), to: &out) }
        out.append(contentsOf: "\r\n".utf8)
        return out.count <= longest
    }

    private enum Length: Equatable {
        case bytes(Int)
        case asGiven
        case absent
    }

    private static func contentLength(_ response: Response, isHead: Bool) -> Length {
        switch response.body {
        case _ where response.status.rawValue == 304: .asGiven
        case _ where !response.status.hasContent: .absent
        case .bytes(let bytes): .bytes(bytes.count)
        case .none: isHead ? .asGiven : .bytes(0)
        case .stream: .asGiven
        case .open: .absent
        }
    }

    private static func line(_ name: String, _ value: String, to out: inout [UInt8]) {
        out.append(contentsOf: name.utf8)
        out.append(UInt8(ascii: ":"))
        out.append(UInt8(ascii: " "))
        out.append(contentsOf: value.utf8)
        out.append(UInt8(ascii: "\r"))
        out.append(UInt8(ascii: "\n"))
    }

    /// Letters, digits and hyphens: less than RFC 9110 allows, and all that is used.
    private static func isToken(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy {
                switch $0 {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }

    /// Without a way out in the middle, so that the compiler looks at many bytes at once.
    private static func isText(_ value: String) -> Bool {
        var value = value
        return value.withUTF8 { bytes in
            var isGood = true
            for byte in bytes { isGood = isGood && (byte >= 0x20 && byte != 0x7f || byte == 0x09) }
            return isGood
        }
    }

    private static func isSame(_ name: String, _ other: StaticString) -> Bool {
        guard name.utf8.count == other.utf8CodeUnitCount else { return false }
        return zip(name.utf8, UnsafeBufferPointer(start: other.utf8Start, count: other.utf8CodeUnitCount))
            .allSatisfy { $0 | 0x20 == $1 | 0x20 }
    }

    /// The answer in place of one whose header lines cannot be sent.
    package static let fault = Response(
        .internalServerError, headers: [("Content-Type", "text/plain; charset=utf-8")],
        body: .bytes(Array("This answer could not be sent; the reason is in the log.\n".utf8)))

    /// The refusal where there are as many streams as there may be.
    package static let busy = Response(.serviceUnavailable, headers: [("Retry-After", "5")])
}
