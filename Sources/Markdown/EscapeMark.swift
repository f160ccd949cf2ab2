/// The mark before a sign that was escaped, by a backslash or by writing it as an entity: it begins no reference and no
/// bare address.
///
/// The library's tree does not tell `\\@ada` and `&#64;ada` from `@ada`. So before it reads a text, an entity that nobody
/// writes is put before each of them. In the text of the tree it has become one noncharacter before the sign; in code and
/// raw HTML it stands as it was put there, and is taken out again. Being an entity, it is punctuation to both sides, as
/// what it stands before is, so that it changes nothing about emphasis.
///
/// - Source: CommonMark 0.29, sections 6.1 and 6.2; Unicode, section 23.7, for noncharacters.
enum EscapeMark {
    /// - Units: as many hexadecimal digits as an entity may have.
    static let entity = Array("&#x00FDD0;".utf8)
    static let scalar = Unicode.Scalar(UInt32(0xfdd0))!
    /// The signs by which references and bare addresses begin or go on, each with its name as an entity.
    private static let signs: [UInt8: String] = [
        UInt8(ascii: "@"): "commat", UInt8(ascii: "#"): "num", UInt8(ascii: ":"): "colon", UInt8(ascii: "."): "period",
    ]
    private static let names = Set(signs.values)
    /// The noncharacter by which each sign is hidden from whoever looks for links, in this order.
    private static let hidden = signs.keys.sorted()

    /// The text with the mark before each escaped sign.
    ///
    /// - Shape: the text itself where nothing in it is escaped. An entity that is the mark has one before it too, so
    ///   that none is lost.
    static func marked(_ text: [UInt8]) -> [UInt8] {
        guard text.contains(where: { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "&") }) else { return text }
        var marked: [UInt8] = []
        marked.reserveCapacity(text.count + 64)
        var isEscaped = false
        for (index, byte) in text.enumerated() {
            if !isEscaped, begins(text[index...]) { marked += entity }
            marked.append(byte)
            isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
        }
        return marked
    }

    /// Tells whether a text begins with a sign that is escaped, or with the mark.
    private static func begins(_ text: ArraySlice<UInt8>) -> Bool {
        switch text.first {
        case UInt8(ascii: "\\"): text.dropFirst().first.map { signs[$0] != nil } ?? false
        case UInt8(ascii: "&"): text.starts(with: entity) || isSign(text.dropFirst())
        default: false
        }
    }

    /// - Shape: the text goes on behind an entity's `&`.
    private static func isSign(_ text: ArraySlice<UInt8>) -> Bool {
        // The longest are of a number sign and seven digits.
        guard let end = text.prefix(10).firstIndex(of: UInt8(ascii: ";")) else { return false }
        let name = String(decoding: text[..<end], as: UTF8.self)
        guard name.first == "#" else { return names.contains(name) }
        let digits = name.dropFirst()
        let isHexadecimal = digits.first == "x" || digits.first == "X"
        return UInt8(isHexadecimal ? digits.dropFirst() : digits, radix: isHexadecimal ? 16 : 10)
            .map { signs[$0] != nil } ?? false
    }

    /// A text of the tree in which each escaped sign is a noncharacter.
    static func hidingSigns(_ text: String) -> [Unicode.Scalar] {
        var scalars: [Unicode.Scalar] = []
        var isMarked = false
        for next in text.unicodeScalars {
            if next != scalar { scalars.append(isMarked ? hiding(next) ?? next : next) }
            isMarked = next == scalar
        }
        return scalars
    }

    private static func hiding(_ sign: Unicode.Scalar) -> Unicode.Scalar? {
        hidden.firstIndex { Unicode.Scalar($0) == sign }.flatMap { Unicode.Scalar(scalar.value + 1 + UInt32($0)) }
    }

    /// The sign that a noncharacter stands for; nil for every other scalar.
    static func sign(_ hiding: Unicode.Scalar) -> Unicode.Scalar? {
        let first = scalar.value + 1
        guard hiding.value >= first, hiding.value < first + UInt32(hidden.count) else { return nil }
        return Unicode.Scalar(hidden[Int(hiding.value - first)])
    }

    /// A text of the tree as people see it.
    static func shown(_ text: String) -> String {
        guard text.unicodeScalars.contains(scalar) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != scalar }))
    }

    /// Code and raw HTML, in which nothing is escaped, as they were written.
    static func written(_ code: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(code.utf8)[...]
        while let byte = rest.first {
            // What stands behind a mark stays, a second one too.
            if rest.starts(with: entity) { rest = rest.dropFirst(entity.count) }
            bytes.append(rest.first ?? byte)
            rest = rest.dropFirst()
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
