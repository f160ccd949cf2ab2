import Search
import Stems

/// The words of a text by which others like it are found.
package enum RelatedWords {
    /// - Shape: each once, as it stands in the index: the word itself, without those that say nothing in either language,
    ///   and numbers.
    package static func of(_ text: String) -> Set<String> {
        let words = SearchText.words(of: text).map(\.text).filter { word in
            word.unicodeScalars.count > 2 && word.unicodeScalars.first?.properties.isAlphabetic == true
                && !StemLanguage.allCases.contains { StopWords.contains(word, in: $0) }
        }
        return Set(words)
    }
}
