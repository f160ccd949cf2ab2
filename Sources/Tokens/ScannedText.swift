/// The kinds of characters by which the vocabularies cut a text.
struct TokenClass: OptionSet {
    let rawValue: UInt8

    /// `\p{L}`, of which those below are parts.
    static let letter = TokenClass(rawValue: 1)
    /// `\p{Lu}` and `\p{Lt}`, and what may stand among them: `\p{Lm}`, `\p{Lo}` and `\p{M}`.
    static let upper = TokenClass(rawValue: 2)
    /// `\p{Ll}`, and what may stand among them.
    static let lower = TokenClass(rawValue: 4)
    /// `\p{N}`
    static let number = TokenClass(rawValue: 8)
    /// `\s`
    static let space = TokenClass(rawValue: 16)
    /// A carriage return or line feed.
    static let line = TokenClass(rawValue: 32)

    static let wordOrNumber: TokenClass = [.letter, .number]
    static let wordNumberOrSpace: TokenClass = [.letter, .number, .space]
}

/// A text in UTF-8, character by character.
struct ScannedText {
    let bytes: UnsafeBufferPointer<UInt8>

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var end: Int { bytes.count }

    /// The kind of the character that begins at a place, and where it ends.
    @inline(__always)
    func character(at place: Int) -> (kind: TokenClass, end: Int) {
        let first = bytes[place]
        guard first >= 0x80 else { return (Self.ascii[Int(first)], place + 1) }
        let length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
        var scalar = UInt32(first) & (0x7f >> UInt32(length))
        for byte in bytes[place + 1..<place + length] { scalar = scalar << 6 | UInt32(byte & 0x3f) }
        return (Self.kind(Unicode.Scalar(scalar)!), place + length)
    }

    /// The end of the run of characters from a place on that are of any of these kinds.
    @inline(__always)
    func end(ofRunOf kinds: TokenClass, at start: Int) -> Int {
        end(at: start) { !$0.isDisjoint(with: kinds) }
    }

    @inline(__always)
    func end(at start: Int, while isMeant: (TokenClass) -> Bool) -> Int {
        var place = start
        while place < end {
            let (kind, next) = character(at: place)
            guard isMeant(kind) else { break }
            place = next
        }
        return place
    }

    /// The beginning of the character that ends at a place.
    func start(ofCharacterBefore place: Int) -> Int {
        var start = place - 1
        while bytes[start] & 0xc0 == 0x80 { start -= 1 }
        return start
    }

    private static let ascii = (0..<0x80).map { kind(Unicode.Scalar(UInt8($0))) }

    private static func kind(_ scalar: Unicode.Scalar) -> TokenClass {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .titlecaseLetter: [.letter, .upper]
        case .lowercaseLetter: [.letter, .lower]
        case .modifierLetter, .otherLetter: [.letter, .upper, .lower]
        case .nonspacingMark, .spacingMark, .enclosingMark: [.upper, .lower]
        case .decimalNumber, .letterNumber, .otherNumber: .number
        default:
            scalar == "\n" || scalar == "\r" ? [.space, .line] : scalar.properties.isWhitespace ? .space : []
        }
    }
}
