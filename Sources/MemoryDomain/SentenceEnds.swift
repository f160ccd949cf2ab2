/// The ends of the sentences of a text, for cutting it there: after `.`, `!`, `?` and their like with what closes behind
/// them, after lines, and in scripts without spaces after `。`. A rule of thumb in any language, in one walk.
package enum SentenceEnds {
    /// - Shape: each behind the white space that follows the sentence; the end of the text is the last.
    package static func of(_ text: String) -> [String.Index] {
        let scalars = text.unicodeScalars
        var ends: [String.Index] = []
        var (place, wordStart) = (scalars.startIndex, scalars.startIndex)
        while place < scalars.endIndex {
            let scalar = scalars[place]
            let next = scalars.index(after: place)
            if isMark(scalar) {
                let word = scalars[wordStart..<place]
                let end = end(after: next, scalar, word, scalars)
                if let end, end < scalars.endIndex { ends.append(end) }
                place = end ?? next
                wordStart = place
                continue
            }
            if !isWord(scalar) { wordStart = next }
            if scalar == "\n" {
                let end = skipSpace(next, scalars)
                if end < scalars.endIndex { ends.append(end) }
                (place, wordStart) = (end, end)
                continue
            }
            place = next
        }
        return ends + [text.endIndex]
    }

    /// The end of a sentence whose mark is read; nil where the mark ends none.
    private static func end(
        after place: String.Index, _ mark: Unicode.Scalar, _ word: Substring.UnicodeScalarView,
        _ scalars: String.UnicodeScalarView
    ) -> String.Index? {
        var behind = place
        while behind < scalars.endIndex, isMark(scalars[behind]) || closing.contains(scalars[behind]) {
            behind = scalars.index(after: behind)
        }
        if fullWidth.contains(mark) { return skipSpace(behind, scalars) }
        let end = skipSpace(behind, scalars)
        guard end > behind || end == scalars.endIndex else { return nil }
        guard mark == ".", behind == place else { return end }
        let goesOn = end < scalars.endIndex && scalars[end].properties.isLowercase
        return goesOn || isShortened(word) ? nil : end
    }

    /// The point belongs to the word: `z. B.`, `3. Mai`, `Dr. Ahn`.
    private static func isShortened(_ word: Substring.UnicodeScalarView) -> Bool {
        if word.count == 1, word.allSatisfy(\.properties.isAlphabetic) { return true }
        if word.count <= 2, !word.isEmpty, word.allSatisfy({ ("0"..."9").contains($0) }) { return true }
        return word.count <= 5 && shortened.contains(String(word).lowercased())
    }

    /// Words before a name or a number, after which a sentence goes on with a capital or a digit.
    private static let shortened: Set<String> = [
        "dr", "prof", "mr", "mrs", "ms", "st", "nr", "no", "str", "bzw", "ca", "vgl", "evtl", "ggf", "inkl", "hr", "fr",
        "abs", "art", "bd", "ing", "dipl", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "okt", "oct",
        "nov", "dez", "dec", "vs", "approx", "fig", "tel",
    ]

    private static let closing = Set("\"'’”»›“)]}」』）】".unicodeScalars)
    private static let fullWidth = Set("。！？".unicodeScalars)

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case ".", "!", "?", "…", "。", "！", "？", "؟", "।", "۔": true
        default: false
        }
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII
            ? ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
            : scalar.properties.isAlphabetic
    }

    private static func skipSpace(_ place: String.Index, _ scalars: String.UnicodeScalarView) -> String.Index {
        var place = place
        while place < scalars.endIndex, scalars[place].properties.isWhitespace { place = scalars.index(after: place) }
        return place
    }
}
