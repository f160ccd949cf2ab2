/// Unicode's collation elements in the program itself: sorted records of fixed width in hexadecimal, so that nothing is
/// read, built or kept in memory.
///
/// - Source: the Default Unicode Collation Element Table (UTS #10), from Debian's package unicode-data; `build.py` beside
///   this file writes the tables.
enum CollationTable {
    /// The weights of a piece of text: letters differ in the first, accents in the second, case in the third.
    struct Element {
        let primary: UInt32
        let secondary: UInt32
        let tertiary: UInt32
    }

    private static let codeDigits = 5
    private static let elementDigits = 9
    private static let width = codeDigits + elementDigits
    private static let count = others.utf8CodeUnitCount / width

    static func ascii(_ byte: UInt8) -> Element { element(at: ascii.utf8Start + Int(byte) * elementDigits) }

    /// The places of a character's elements.
    ///
    /// - Shape: empty for one that the table does not have.
    static func places(of scalar: UInt32) -> Range<Int> {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if code(middle) < scalar { low = middle + 1 } else { high = middle }
        }
        var end = low
        while end < count, code(end) == scalar { end += 1 }
        return low..<end
    }

    static func element(_ place: Int) -> Element { element(at: others.utf8Start + place * width + codeDigits) }

    /// The element of a character that the table does not have: Hangul in the order of its code points where its letters
    /// are, and behind everything else Han in its own, and all others in theirs.
    static func implicit(_ scalar: UInt32) -> Element {
        let primary =
            switch scalar {
            case 0xac00...0xd7a3: element(places(of: 0x1100).lowerBound).primary + scalar - 0xac00
            case 0x3400...0x9fff, 0xf900...0xfaff, 0x20000...0x3ffff: 0x6000_0000 | scalar
            default: 0x7000_0000 | scalar
            }
        return Element(primary: primary, secondary: 0x20, tertiary: 2)
    }

    private static func code(_ place: Int) -> UInt32 { number(others.utf8Start + place * width, codeDigits) }

    private static func element(at start: UnsafePointer<UInt8>) -> Element {
        // Between two of the table there is room for Hangul.
        Element(primary: number(start, 4) << 16, secondary: number(start + 4, 3), tertiary: number(start + 7, 2))
    }

    private static func number(_ start: UnsafePointer<UInt8>, _ digits: Int) -> UInt32 {
        var number: UInt32 = 0
        for place in 0..<digits {
            let digit = start[place]
            number = number << 4 | UInt32(digit < 0x3a ? digit - 0x30 : digit - 0x57)
        }
        return number
    }
}
