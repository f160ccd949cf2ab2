/// Texts as people see them: without what hides or turns round the rest, and never empty to the eye.
package enum LegibleText {
    /// The text without overrides and embeddings, which show a text in another order than it has, and without tag
    /// characters, which nobody sees and programs read. Marks, isolates, joiners and flags stay whole.
    ///
    /// - Source: UTR #36, section 2.10; UTS #51, definition ED-14a, for the flags that are made of tags.
    package static func cleaned(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 >= 0xe2 }), text.unicodeScalars.contains(where: isTakenOut) else {
            return text
        }
        var view = String.UnicodeScalarView()
        let scalars = Array(text.unicodeScalars)
        var place = 0
        while place < scalars.count {
            let flag = scalars[place] == flagBase ? flagLength(scalars[(place + 1)...]) : 0
            if flag > 0 {
                view.append(contentsOf: scalars[place...place + flag])
            } else if !isTakenOut(scalars[place]) {
                view.append(scalars[place])
            }
            place += flag + 1
        }
        return String(view)
    }

    /// Tells whether anything of the text can be seen.
    package static func isSeen(_ text: String) -> Bool { text.unicodeScalars.contains(where: isSeen) }

    private static func isTakenOut(_ scalar: Unicode.Scalar) -> Bool {
        (0x202a...0x202e).contains(scalar.value) || tags.contains(scalar.value)
    }

    private static let tags: ClosedRange<UInt32> = 0xe0000...0xe007f
    private static let flagBase: Unicode.Scalar = "\u{1f3f4}"

    /// The tags behind a black flag that name a part of a country, three to six letters and digits, with their end.
    private static func flagLength(_ scalars: ArraySlice<Unicode.Scalar>) -> Int {
        let name = scalars.prefix { (0xe0030...0xe0039).contains($0.value) || (0xe0061...0xe007a).contains($0.value) }
        let isEnded = name.endIndex < scalars.endIndex && scalars[name.endIndex].value == 0xe007f
        return isEnded && (3...6).contains(name.count) ? name.count + 1 : 0
    }

    private static func isSeen(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value > 0x20 && scalar.value < 0x7f }
        guard !scalar.properties.isDefaultIgnorableCodePoint, !blanks.contains(scalar.value) else { return false }
        switch scalar.properties.generalCategory {
        // A mark alone is drawn, on nothing or on a circle.
        case .control, .format, .surrogate, .spaceSeparator, .lineSeparator, .paragraphSeparator: return false
        default: return !scalar.properties.isNoncharacterCodePoint
        }
    }

    /// Signs that are drawn as nothing, though no property says so: an empty pattern of Braille, a note without a head.
    private static let blanks: Set<UInt32> = [0x2800, 0x1d159]
}
