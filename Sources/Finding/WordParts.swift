import Search
import Stems

/// The rule by which a word of a question is found within longer ones: *Reifen* in *Winterreifen*, *work* in *homework*.
package struct WordParts {
    /// Letters from which on a word is looked for in longer ones, and a stem: shorter ones are parts of too many.
    private static let (wordLength, stemLength) = (4, 5)
    /// Letters that stand beside a part at least.
    private static let besideLength = 3
    /// Letters of a part that may stand between others.
    private static let middleLength = 6

    private let marks: [String]
    private let parts: [String]

    /// The word is long enough to be found by a part of it.
    static func isLong(_ word: SearchWord) -> Bool {
        word.isWhole && isOfLetters(word.text) && word.text.unicodeScalars.count >= wordLength + besideLength
    }

    /// A word of an alphabet, and no number.
    static func isOfLetters(_ word: String) -> Bool {
        SearchPattern.isWord(word) && word.unicodeScalars.first?.properties.isAlphabetic == true
    }

    /// - Shape: of a word of an alphabet, with its stems; nil where it is too short.
    package init?(_ term: Question.Term) {
        guard term.word != nil, let word = term.marks.first, Self.isOfLetters(word) else { return nil }
        marks = term.marks
        parts = marks.enumerated().filter { place, mark in
            mark.unicodeScalars.count >= (place == 0 ? Self.wordLength : Self.stemLength)
        }.map(\.element)
        guard !parts.isEmpty else { return nil }
    }

    package var word: String { marks[0] }

    /// The beginning of all words that begin with one of the parts: a stem is mostly the beginning of its word.
    package var beginning: String { parts.min { ($0.utf8.count, $0) < ($1.utf8.count, $1) } ?? "" }

    package var mayStandWithin: Bool { word.unicodeScalars.count >= Self.middleLength }

    /// The letters of a word from its end on, without those that only inflect it: what ends alike begins alike here.
    ///
    /// - Shape: of a folded word; by a stemmer of German, of which one is enough for many words.
    package static func ending(of word: String, by german: Stemmer = Stemmer(.german)) -> String {
        let stem = german.stem(word)
        return String(String.UnicodeScalarView(SearchText.fold(stem).unicodeScalars.reversed()))
    }

    /// Whether the word is a part of a longer one, and not another form of it.
    package func isPart(of longer: LongerWord) -> Bool {
        let (longer, forms) = (longer.text, longer.forms)
        guard !forms.contains(where: marks.contains) else { return false }
        return parts.contains { isPart($0, of: longer, forms) }
    }

    private func isPart(_ part: String, of longer: String, _ forms: [String]) -> Bool {
        let least = part.unicodeScalars.count + Self.besideLength
        guard longer.unicodeScalars.count >= least else { return false }
        return longer.hasPrefix(part)
            || forms.contains { $0.unicodeScalars.count >= least && $0.hasSuffix(part) }
            || part.unicodeScalars.count >= Self.middleLength && longer.contains(part)
    }
}

/// A word that others may be parts of, in all its forms.
package struct LongerWord {
    package let text: String
    let forms: [String]

    /// - Shape: of a folded word.
    package init(_ text: String, _ memory: StemMemory) {
        self.text = text
        forms = [text] + (StemmedText(text, memory).words.first?.stems ?? [])
    }
}
