import Search

/// The words of a text, each with the stems by which others of its kind are found.
package struct StemmedText {
    /// A word as it stands in the text.
    package struct Word {
        package let word: SearchWord
        /// Its stems, folded, where they differ from it.
        package let stems: [String]
    }

    package let words: [Word]
    /// nil where it may be either, or another.
    package let language: StemLanguage?

    /// - Shape: the stems of the language that the text is in; of both where nobody knows.
    package init(_ text: String) {
        let found = SearchText.words(of: text)
        let language = StopWords.language(of: found.lazy.map(\.text))
        let stemmers = (language.map { [$0] } ?? StemLanguage.allCases).map(Stemmer.init)
        self.language = language
        words = found.map { word in Word(word: word, stems: Self.stems(of: word, in: text, stemmers)) }
    }

    private static func stems(of word: SearchWord, in text: String, _ stemmers: [Stemmer]) -> [String] {
        // Numbers and scripts without spaces have none.
        guard word.isWhole, word.text.unicodeScalars.first?.properties.isAlphabetic == true else { return [] }
        let written = String(
            decoding: text.utf8.dropFirst(word.bytes.lowerBound).prefix(word.bytes.count), as: UTF8.self)
        let lower = written.lowercased()
        var stems: [String] = []
        for stemmer in stemmers {
            let stem = SearchText.fold(stemmer.stem(lower))
            if stem != word.text, !stem.isEmpty, !stems.contains(stem) { stems.append(stem) }
        }
        return stems
    }
}
