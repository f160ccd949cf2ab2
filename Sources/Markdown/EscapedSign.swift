/// The signs by which references and bare addresses begin, where a backslash before one takes that meaning from it.
///
/// The library's tree does not tell `\\@ada` from `@ada`. So before it reads a text, each such sign behind a backslash is
/// replaced by a noncharacter, which it takes as it is, and which is made the sign again wherever it comes out: in code
/// with the backslash, elsewhere without.
///
/// - Source: CommonMark 0.29, section 6.1; Unicode, section 23.7, for noncharacters.
enum EscapedSign {
    private static let signs = Array("@#:.".utf8)
    /// U+FDD0 and the following, of three bytes each.
    private static let first: UInt32 = 0xfdd0
    private static let backslash = UInt8(ascii: "\\")

    /// - Shape: the text itself where there is no backslash in it.
    static func hidden(in text: [UInt8]) -> [UInt8] {
        guard text.contains(backslash) else { return text }
        var hidden: [UInt8] = []
        hidden.reserveCapacity(text.count + 64)
        var isEscaped = false
        for byte in text {
            if isEscaped, let place = signs.firstIndex(of: byte) {
                hidden += [0xef, 0xb7, 0x90 + UInt8(place)]
            } else {
                hidden.append(byte)
            }
            isEscaped = byte == backslash && !isEscaped
        }
        return hidden
    }

    /// The sign that a noncharacter stands for; nil for every other scalar.
    static func sign(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        guard scalar.value >= first, scalar.value < first + UInt32(signs.count) else { return nil }
        return Unicode.Scalar(signs[Int(scalar.value - first)])
    }

    /// The text without the backslash before a hidden sign, which stays hidden.
    static func unescaped(_ text: String) -> [Unicode.Scalar] {
        var scalars: [Unicode.Scalar] = []
        for scalar in text.unicodeScalars {
            if sign(scalar) != nil, scalars.last == "\\" { scalars.removeLast() }
            scalars.append(scalar)
        }
        return scalars
    }

    /// The text with its signs as they were written, or without the backslash that each has before it.
    static func shown(_ text: String, withBackslash: Bool) -> String {
        guard text.unicodeScalars.contains(where: { sign($0) != nil }) else { return text }
        let scalars = withBackslash ? Array(text.unicodeScalars) : unescaped(text)
        return String(String.UnicodeScalarView(scalars.map { sign($0) ?? $0 }))
    }
}
