import CStemmer

/// The languages of which words are reduced to their stems.
package enum StemLanguage: CaseIterable, Sendable {
    case english, german

    fileprivate var algorithm: String {
        switch self {
        case .english: "english"
        case .german: "german"
        }
    }
}

/// Reduces words of one language to their stems: *houses* and *housing* to *hous*.
///
/// - Source: Snowball, by way of libstemmer. One for each thread.
package final class Stemmer {
    private let stemmer: OpaquePointer

    package init(_ language: StemLanguage) {
        // It is nil for a language that the library lacks, or without memory.
        stemmer = sb_stemmer_new(language.algorithm, nil)!
    }

    deinit {
        sb_stemmer_delete(stemmer)
    }

    /// - Shape: of a word in lower case; in the letters of the language, not folded.
    package func stem(_ word: String) -> String {
        var word = word
        return word.withUTF8 { bytes in
            guard let stem = sb_stemmer_stem(stemmer, bytes.baseAddress, Int32(bytes.count)) else {
                return String(decoding: bytes, as: UTF8.self)
            }
            let length = Int(sb_stemmer_length(stemmer))
            return String(decoding: UnsafeBufferPointer(start: stem, count: length), as: UTF8.self)
        }
    }
}
