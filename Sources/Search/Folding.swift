/// Single characters: their folding, and their kind in a text.
///
/// - Shape: NFKC_CF, taken apart, without marks, invisible and format characters, digits as ASCII's, and letters with a
///   stroke or in a form of their own as the plain ones. Marks that are letters in all but name stay.
/// - Source: Unicode's data, by way of `build.py`; its version stands in `FoldingTable`.
enum Folding {
    /// The raw values are those of the table.
    enum Kind: UInt8 {
        case separator, letter
        /// A letter of a script that puts no spaces between words: Chinese, Japanese, Thai, and Korean for its compounds.
        case apart
        /// Belongs to the letter before it.
        case mark
        /// A sign that is a word only where it stands alone: dashes, brackets, dots.
        case punctuation
        /// A sign that is part of a word of signs: `+`, `=`, `→`.
        case symbol
        /// A sign that is a word by itself: emoji, `°`.
        case picture
    }

    @inline(__always)
    static func kind(_ scalar: UInt32) -> Kind {
        if scalar < 0x80 { return Kind(rawValue: ascii(scalar))! }
        guard scalar < limit else { return isTag(scalar) ? .separator : .letter }
        let block = number(FoldingTable.kindIndex, at: Int(scalar >> 6) * 2, digits: 2)
        return Kind(rawValue: digit(FoldingTable.kindBlocks, block << 6 + Int(scalar & 63)))!
    }

    /// Calls `body` with what `scalar`, beyond ASCII, is folded to, one by one; not at all where it falls away.
    @inline(__always)
    static func fold(_ scalar: UInt32, _ body: (UInt32) -> Void) {
        // Most of East Asia stays as it is, without a look.
        if (0x4e00..<0xd7b0).contains(scalar) && (scalar < 0xa000 || scalar >= 0xac00) { return body(scalar) }
        guard scalar < limit else { return isTag(scalar) ? () : body(scalar) }
        let block = number(FoldingTable.foldIndex, at: Int(scalar >> 6) * 2, digits: 2)
        let entry = number(FoldingTable.foldBlocks, at: (block << 6 + Int(scalar & 63)) * 3, digits: 3)
        guard entry > 0 else { return body(scalar) }
        for place in 0..<Int(digit(FoldingTable.outputs, entry - 1)) {
            body(UInt32(number(FoldingTable.outputs, at: entry + place * 3, digits: 3)))
        }
    }

    private static let limit: UInt32 = 0x30000

    /// Tags and selectors of variants, which are invisible.
    private static func isTag(_ scalar: UInt32) -> Bool { (0xe0000..<0xe1000).contains(scalar) }

    private static func ascii(_ scalar: UInt32) -> UInt8 {
        digit(
            FoldingTable.kindBlocks,
            number(FoldingTable.kindIndex, at: Int(scalar >> 6) * 2, digits: 2) << 6 + Int(scalar & 63))
    }

    @inline(__always)
    private static func digit(_ text: StaticString, _ place: Int) -> UInt8 { text.utf8Start[place] - 0x30 }

    @inline(__always)
    private static func number(_ text: StaticString, at place: Int, digits: Int) -> Int {
        var number = 0
        for digit in place..<place + digits { number = number << 6 | Int(Self.digit(text, digit)) }
        return number
    }
}

/// The foldings and kinds of all characters in base 64: the data is in a file of its own.
enum FoldingTable {}

/// Korean syllables that came in their parts, as names of files do from some systems.
///
/// - Source: The Unicode Standard, section 3.12, Conjoining Jamo Behavior.
enum HangulSyllable {
    /// - Shape: nil where the two are not one syllable.
    static func composed(_ first: UInt32, _ second: UInt32) -> UInt32? {
        switch (first, second) {
        case (0x1100...0x1112, 0x1161...0x1175): 0xac00 + ((first - 0x1100) * 21 + second - 0x1161) * 28
        case (0xac00...0xd7a3, 0x11a8...0x11c2) where (first - 0xac00) % 28 == 0: first + second - 0x11a7
        default: nil
        }
    }
}
