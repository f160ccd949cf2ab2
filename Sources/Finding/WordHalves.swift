import Search
import Stems

/// The ways in which a long word may be made of two: *Winterreifen* of *Winter* and *Reifen*.
package struct WordHalves {
    /// Two words that it may be made of.
    package struct Pair {
        /// What the first may be as a word of its own, without what links it to the second: *Geburtstag* of *Geburtstags*.
        package let first: [String]
        package let second: [String]
    }

    package let pairs: [Pair]

    /// Letters of a word that is taken apart, and of a half.
    private static let length = 8
    private static let halfLength = 4
    /// Letters of the longest word that is taken apart, so that nobody looks for hundreds of halves.
    private static let longest = 30
    /// The ends that link one word to another in German.
    private static let links = ["s", "es", "n", "en", "er"]
    /// The ends that a word loses there.
    private static let lost = ["e", "en"]

    /// - Shape: none where the word is short, or of a script without spaces.
    package init(_ term: Question.Term) {
        guard term.word != nil, let word = term.marks.first, WordParts.isOfLetters(word),
            (Self.length...Self.longest).contains(word.unicodeScalars.count)
        else {
            pairs = []
            return
        }
        let letters = Array(word.unicodeScalars)
        let memory = StemMemory()
        pairs = (Self.halfLength...letters.count - Self.halfLength).compactMap { place in
            let first = String(String.UnicodeScalarView(letters[..<place]))
            let second = String(String.UnicodeScalarView(letters[place...]))
            guard !Self.saysNothing(first), !Self.saysNothing(second) else { return nil }
            return Pair(
                first: Self.unlinked(first),
                second: [second] + (StemmedText(second, memory).words.first?.stems ?? []))
        }
    }

    private static func saysNothing(_ half: String) -> Bool {
        StemLanguage.allCases.contains { StopWords.contains(half, in: $0) }
    }

    private static func unlinked(_ half: String) -> [String] {
        let without = links.filter { half.hasSuffix($0) }.map { half.dropLast($0.utf8.count) }
            .filter { $0.unicodeScalars.count >= halfLength }
        return [half] + without.map { String($0) } + lost.map { half + $0 }
    }
}
