import JSON

/// A value of YAML on one line: `[a, "b"]`, `{kind: about, target: /tasks/7}`, or a text in quotes.
///
/// - Source: YAML 1.2.2, sections 7.3 and 7.4.
struct FlowReader {
    private let scalars: [Unicode.Scalar]
    private var place = 0
    private var depth = 0

    /// Lists and objects inside each other.
    private static let depthLimit = 3

    init(_ text: some StringProtocol) { scalars = Array(text.unicodeScalars) }

    /// Nothing is left but space and a comment.
    var isAtEnd: Bool {
        let rest = scalars[place...].drop { $0 == " " || $0 == "\t" }
        return rest.isEmpty || rest.first == "#" && rest.startIndex > place
    }

    /// A text as it stands, up to a comment; null where it says so.
    static func plain(_ text: String) -> JSON {
        var end = text.startIndex
        while end < text.endIndex {
            if text[end] == "#", end == text.startIndex || " \t".contains(text[text.index(before: end)]) { break }
            end = text.index(after: end)
        }
        let text = text[..<end].trimmedSpaces
        return ["", "~", "null", "Null", "NULL"].contains(text) ? .null : .string(text)
    }

    /// - Shape: nil for what cannot be read.
    mutating func value() -> JSON? {
        skipSpace()
        switch peek {
        case "[": return list()
        case "{": return object()
        case "\"", "'": return quoted().map(JSON.string)
        default: return Self.plain(plainText(until: ",]}"))
        }
    }

    private mutating func list() -> JSON? {
        guard enter() else { return nil }
        var items: [JSON] = []
        while !close("]") {
            guard let item = value() else { return nil }
            items.append(item)
            skipSpace()
            guard skip(",") || peek == "]" else { return nil }
        }
        return .array(items)
    }

    private mutating func object() -> JSON? {
        guard enter() else { return nil }
        var members: [(name: String, value: JSON)] = []
        while !close("}") {
            skipSpace()
            let name = peek == "\"" || peek == "'" ? quoted() : plainText(until: ":,}")
            skipSpace()
            guard let name, !name.isEmpty, skip(":"), let value = value(), !members.contains(where: { $0.name == name })
            else { return nil }
            members.append((name, value))
            skipSpace()
            guard skip(",") || peek == "}" else { return nil }
        }
        return .object(JSONObject(members))
    }

    private mutating func enter() -> Bool {
        (place, depth) = (place + 1, depth + 1)
        return depth <= Self.depthLimit
    }

    private mutating func close(_ sign: Unicode.Scalar) -> Bool {
        skipSpace()
        guard skip(sign) else { return false }
        depth -= 1
        return true
    }

    private mutating func plainText(until ends: String) -> String {
        var text = String.UnicodeScalarView()
        while let next = peek, !ends.unicodeScalars.contains(next) {
            text.append(next)
            place += 1
        }
        return String(text).trimmedSpaces
    }

    private var peek: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

    private mutating func skip(_ sign: Unicode.Scalar) -> Bool {
        guard peek == sign else { return false }
        place += 1
        return true
    }

    private mutating func skipSpace() { while peek == " " || peek == "\t" { place += 1 } }
}

extension FlowReader {
    /// A text in quotes.
    ///
    /// - Shape: nil where it does not end, or has an escape that YAML does not have.
    mutating func quoted() -> String? {
        guard let quote = peek, quote == "\"" || quote == "'" else { return nil }
        place += 1
        var text = String.UnicodeScalarView()
        while let next = peek {
            place += 1
            if next == quote {
                guard quote == "'", skip("'") else { return String(text) }
                text.append("'")
            } else if next == "\\", quote == "\"" {
                guard let escaped = escape() else { return nil }
                text.append(escaped)
            } else {
                text.append(next)
            }
        }
        return nil
    }

    private static let escapes: [Unicode.Scalar: Unicode.Scalar] = [
        "0": "\0", "a": "\u{7}", "b": "\u{8}", "t": "\t", "n": "\n", "v": "\u{b}", "f": "\u{c}", "r": "\r",
        "e": "\u{1b}", " ": " ", "\"": "\"", "/": "/", "\\": "\\", "N": "\u{85}", "_": "\u{a0}", "L": "\u{2028}",
        "P": "\u{2029}",
    ]

    private mutating func escape() -> Unicode.Scalar? {
        guard let sign = peek else { return nil }
        place += 1
        switch sign {
        case "x": return number(2)
        case "u": return number(4)
        case "U": return number(8)
        default: return Self.escapes[sign]
        }
    }

    private mutating func number(_ digits: Int) -> Unicode.Scalar? {
        guard place + digits <= scalars.count else { return nil }
        let signs = scalars[place..<place + digits]
        guard signs.allSatisfy({ $0.isASCII && $0.properties.isASCIIHexDigit }) else { return nil }
        place += digits
        return signs.reduce(0 as UInt32?) { number, sign in
            number.flatMap { $0 > 0xfff_ffff ? nil : $0 << 4 | UInt32(Character(sign).hexDigitValue ?? 0) }
        }.flatMap(Unicode.Scalar.init)
    }
}
