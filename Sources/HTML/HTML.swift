import Domain

/// A piece of an HTML page, written as a Swift string whose interpolations are escaped.
///
/// ```swift
/// let row: HTML = """
///     <li><a href="\(link)">\(task.title)</a></li>
///     """
/// ```
///
/// Text and numbers are escaped, `HTML` in `HTML` is not, addresses come as `Link`, and there is no generic
/// interpolation: what a page prints is a name the compiler knows. Text that is written from right to left stands in
/// `<bdi>`, so that it does not turn round what stands beside it.
package struct HTML: Sendable, Equatable, ExpressibleByStringInterpolation {
    /// UTF-8, as it goes to the browser.
    package private(set) var bytes: [UInt8]

    package static let empty = HTML(bytes: [])

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Only literals become markup: a `String` made at run time does not fit here.
    package init(stringLiteral: StaticString) {
        bytes = stringLiteral.withUTF8Buffer { Array($0) }
    }

    package init(stringInterpolation: StringInterpolation) {
        bytes = stringInterpolation.bytes
    }

    /// Takes markup as it stands. The one door past the escaping, so that a search for its name finds every use.
    package init(trustedMarkup: String) {
        bytes = Array(trustedMarkup.utf8)
    }

    /// Text as text: what markup means in HTML is escaped.
    package init(text: String) {
        bytes = []
        Escaping.append(text, to: &bytes)
    }

    /// Text as text, set apart from what stands beside it where it is written from right to left.
    package init(isolated text: String) { self = HTML(text: text).isolated(as: text) }

    /// The same, set apart from what stands beside it where the text that it shows is written from right to left.
    package func isolated(as text: String) -> HTML { text.turnsRightToLeft ? "<bdi>\(self)</bdi>" : self }

    package var isEmpty: Bool { bytes.isEmpty }

    package var text: String { String(decoding: bytes, as: UTF8.self) }

    package mutating func append(_ more: HTML) { bytes.append(contentsOf: more.bytes) }

    package static func + (left: HTML, right: HTML) -> HTML { HTML(bytes: left.bytes + right.bytes) }
}

extension HTML {
    package struct StringInterpolation: StringInterpolationProtocol {
        var bytes: [UInt8]

        package init(literalCapacity: Int, interpolationCount: Int) {
            bytes = []
            bytes.reserveCapacity(literalCapacity + interpolationCount * 16)
        }

        package mutating func appendLiteral(_ literal: StaticString) {
            literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
        }

        package mutating func appendInterpolation(_ text: String) {
            guard text.turnsRightToLeft, isContent else { return Escaping.append(text, to: &bytes) }
            bytes.append(contentsOf: HTML(isolated: text).bytes)
        }

        package mutating func appendInterpolation(_ text: Substring) {
            appendInterpolation(String(text))
        }

        /// The markup so far ends in the content of an element that may have other elements in it, and not in a tag.
        private var isContent: Bool {
            // A piece without markup is content, since a piece of a tag has the quotes of its attributes.
            guard let end = bytes.lastIndex(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">") }) else {
                return !bytes.contains(UInt8(ascii: "\""))
            }
            guard bytes[end] == UInt8(ascii: ">"), let start = bytes[..<end].lastIndex(of: UInt8(ascii: "<"))
            else { return false }
            let name = bytes[(start + 1)..<end].prefix { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
            return !Self.textOnly.contains { name.elementsEqual($0.utf8) }
        }

        /// The elements in which markup is text.
        private static let textOnly = ["option", "textarea", "title"]

        package mutating func appendInterpolation(_ number: Int) {
            appendInterpolation(Int64(number))
        }

        package mutating func appendInterpolation(_ number: Int64) {
            bytes.append(contentsOf: String(number).utf8)
        }

        package mutating func appendInterpolation(_ link: Link) {
            Escaping.append(link.address, to: &bytes)
        }

        package mutating func appendInterpolation(_ html: HTML) {
            bytes.append(contentsOf: html.bytes)
        }

        /// Nothing where there is nothing to show.
        package mutating func appendInterpolation(_ html: HTML?) {
            if let html { bytes.append(contentsOf: html.bytes) }
        }

        package mutating func appendInterpolation(_ pieces: [HTML]) {
            for piece in pieces { bytes.append(contentsOf: piece.bytes) }
        }

        /// ` name` when the condition holds: `<input type="checkbox"\(attribute: "checked", if: step.done)>`.
        package mutating func appendInterpolation(attribute name: StaticString, if condition: Bool) {
            guard condition else { return }
            bytes.append(UInt8(ascii: " "))
            appendLiteral(name)
        }

        /// ` dir="auto"` where the text is written from right to left: for elements in which markup is text.
        package mutating func appendInterpolation(directionOf text: String) {
            if text.turnsRightToLeft { appendLiteral(" dir=\"auto\"") }
        }

        /// ` name="value"` when there is a value.
        package mutating func appendInterpolation(attribute name: StaticString, _ value: String?) {
            guard let value else { return }
            bytes.append(UInt8(ascii: " "))
            appendLiteral(name)
            appendLiteral("=\"")
            Escaping.append(value, to: &bytes)
            bytes.append(UInt8(ascii: "\""))
        }
    }
}

/// Escapes text so that it is text in an element's content and in a quoted attribute alike.
enum Escaping {
    static func append(_ text: String, to bytes: inout [UInt8]) {
        var text = text
        text.withUTF8 { utf8 in
            var clean = 0
            for index in utf8.indices {
                guard let entity = entity(for: utf8[index]) else { continue }
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[clean..<index]))
                entity.withUTF8Buffer { bytes.append(contentsOf: $0) }
                clean = index + 1
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[clean...]))
        }
    }

    @inline(__always)
    private static func entity(for byte: UInt8) -> StaticString? {
        // Everything below is at most '>', so most bytes leave after one comparison.
        guard byte <= UInt8(ascii: ">") else { return nil }
        switch byte {
        case UInt8(ascii: "&"): return "&amp;"
        case UInt8(ascii: "<"): return "&lt;"
        case UInt8(ascii: ">"): return "&gt;"
        case UInt8(ascii: "\""): return "&quot;"
        case UInt8(ascii: "'"): return "&#39;"
        case 0: return "\u{FFFD}"
        default: return nil
        }
    }
}
