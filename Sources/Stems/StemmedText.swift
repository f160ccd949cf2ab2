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
    package init(_ text: String, _ memory: StemMemory = StemMemory()) {
        let found = SearchText.words(of: text)
        let language = StopWords.language(of: found.lazy.map(\.text))
        self.language = language
        var text = text
        words = text.withUTF8 { bytes in
            found.map { word in
                // Numbers and scripts without spaces have none.
                guard word.isWhole, word.text.unicodeScalars.first?.properties.isAlphabetic == true else {
                    return Word(word: word, stems: [])
                }
                let written = String(decoding: UnsafeBufferPointer(rebasing: bytes[word.bytes]), as: UTF8.self)
                return Word(word: word, stems: memory.stems(of: written, folded: word.text, language))
            }
        }
    }
}

/// The stems of the words that were looked at, since most words of a long text stand in it often.
///
/// One for each thread.
package final class StemMemory {
    private lazy var stemmers = StemLanguage.allCases.map(Stemmer.init)
    /// By the language, with both behind the last; of words as they were written.
    private var known = [[String: [String]]](repeating: [:], count: StemLanguage.allCases.count + 1)

    /// Words that are remembered; a text may have a million.
    private static let limit = 20_000

    /// - Units: bytes.
    private static let longest = 60

    package init() {}

    /// It is one for an index, which splits at signs of ASCII.
    private static func isWord(_ stem: String) -> Bool {
        !stem.isEmpty && stem.utf8.allSatisfy { $0 >= 0x80 || (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) }
    }

    func stems(of written: String, folded: String, _ language: StemLanguage?) -> [String] {
        // Nobody inflects what is as long as that.
        guard written.utf8.count <= Self.longest else { return [] }
        let place = language.flatMap(StemLanguage.allCases.firstIndex) ?? StemLanguage.allCases.count
        // Two spellings of one letter are the same text to Swift, and not to the stemmer.
        let isPlain = written.utf8.allSatisfy { $0 < 0x80 }
        if isPlain, let stems = known[place][written] { return stems }
        let lower = written.lowercased()
        var stems: [String] = []
        for stemmer in language == nil ? stemmers : [stemmers[place]] {
            let stem = SearchText.fold(stemmer.stem(lower))
            if stem != folded, Self.isWord(stem), !stems.contains(stem) { stems.append(stem) }
        }
        guard isPlain else { return stems }
        if known[place].count >= Self.limit { known[place] = [:] }
        known[place][written] = stems
        return stems
    }
}
