/// The direction in which a text is written.
extension String {
    /// Something in it is written from right to left, so that it changes the order of what stands around it.
    ///
    /// - Source: Unicode, DerivedBidiClass.txt: the blocks whose characters are R or AL, and the marks that say so.
    package var hasRightToLeft: Bool {
        var text = self
        // Nothing below U+0590 is; most texts are over after one look at each byte.
        let mayHave = text.withUTF8 { utf8 in utf8.contains { $0 >= 0xd6 } }
        return mayHave && text.unicodeScalars.contains(where: \.isRightToLeft)
    }

    /// Something in it that no isolate holds is written from right to left. A sentence with somebody's text between the
    /// signs of an isolate keeps its own direction, where browsers would take that of its first letter for the whole.
    ///
    /// - Shape: an isolate that has no end holds nothing.
    package var turnsRightToLeft: Bool {
        guard hasRightToLeft else { return false }
        var (depth, isTurned) = (0, false)
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0x2066...0x2068: depth += 1
            case 0x2069: depth = max(0, depth - 1)
            default: isTurned = isTurned || depth == 0 && scalar.isRightToLeft
            }
        }
        return isTurned || depth > 0
    }

    /// The text so that it keeps its own order within a sentence, and the sentence keeps its.
    ///
    /// - Shape: between U+2068 and U+2069 where something in it is written from right to left, else as it is: the
    ///   sentences around it are written from left to right.
    /// - Source: Unicode Standard Annex 9, section 2.4.
    package var isolated: String { hasRightToLeft ? "\u{2068}\(self)\u{2069}" : self }
}

extension Unicode.Scalar {
    fileprivate var isRightToLeft: Bool {
        switch value {
        case 0x590...0x8ff, 0x200f, 0xfb1d...0xfdff, 0xfe70...0xfeff, 0x10800...0x10fff, 0x1e800...0x1efff: true
        default: false
        }
    }
}
