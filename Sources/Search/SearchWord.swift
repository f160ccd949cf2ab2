/// A word of a text, or a sign that is one, as it is searched for.
package struct SearchWord {
    /// - Shape: folded.
    package let text: String
    /// The place in the text as it was written, in bytes.
    package let bytes: Range<Int>
    /// It is of letters and digits that stand between spaces, and no part of a text without them.
    package let isWhole: Bool
}

extension SearchText {
    /// The words and signs of a text, in their order; signs that only separate are none.
    package static func words(of text: String) -> [SearchWord] {
        var words: [SearchWord] = []
        forEachToken(text) { token in
            guard token.kind != .punctuation else { return }
            words.append(
                SearchWord(
                    text: String(decoding: token.folded, as: UTF8.self), bytes: token.bytes,
                    isWhole: token.kind == .word))
        }
        return words
    }
}
