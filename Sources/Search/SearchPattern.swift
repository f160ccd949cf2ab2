/// Words that are searched for side by side, folded.
package struct SearchPattern: Hashable, Sendable {
    /// At least one; each has letters and digits alone.
    package let words: [String]
    /// The last word may go on.
    package let isPrefix: Bool

    /// - Errors: nil where nothing of `text` can be searched for: it has no letter and no digit.
    package init?(_ text: String, isPrefix: Bool) {
        words = SearchText.words(text)
        self.isPrefix = isPrefix
        guard !words.isEmpty else { return nil }
    }

    /// The expression for FTS5's `MATCH`: `"mul"*`, `"oat milk"`. What was typed stands in quotes and has none itself.
    ///
    /// - Source: https://sqlite.org/fts5.html, section 3, Full-text Query Syntax.
    package var match: String { "\"\(words.joined(separator: " "))\"\(isPrefix ? "*" : "")" }
}
