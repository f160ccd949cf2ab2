/// Something typed that is searched for: words side by side, and signs.
package struct SearchPattern: Hashable, Sendable {
    /// Folded, in the order in which they stand; two neighbouring letters of a script without spaces are one.
    package let words: [String]
    /// Wherever they stand.
    package let signs: [String]
    /// The last word may go on.
    package let isPrefix: Bool

    /// - Shape: signs that only separate count where nothing else was typed.
    /// - Errors: nil where nothing of `text` can be searched for.
    package init?(_ text: String, isPrefix: Bool) {
        var words: [SearchToken] = []
        var (signs, separators): ([String], [String]) = ([], [])
        SearchText.forEachToken(text) { token in
            switch token.kind {
            case .word, .pair, .last: words.append(token)
            case .sign: signs.append(token.text)
            case .punctuation: separators.append(token.text)
            }
        }
        // The last of several letters stands in the pair before it, and what follows it there is not known.
        if words.last?.kind == .last, words.count > 1, words[words.count - 2].kind == .pair { words.removeLast() }
        self.words = words.map(\.text)
        self.signs = words.isEmpty && signs.isEmpty ? separators : signs
        self.isPrefix = isPrefix || words.last?.kind == .last
        guard !self.words.isEmpty || !self.signs.isEmpty else { return nil }
    }

    /// It is found within longer words too: a word alone, of an alphabet, with three letters or more.
    package var isPart: Bool {
        isPrefix && words.count == 1 && Self.isWord(words[0]) && words[0].unicodeScalars.count >= Self.partLength
    }

    package static let partLength = 3

    /// Tells whether a folded word is of letters that stand between spaces, and not two of a script without them.
    package static func isWord(_ word: String) -> Bool {
        word.unicodeScalars.first.map { Folding.kind($0.value) == .letter } ?? false
    }
}

extension SearchToken {
    fileprivate var text: String { String(decoding: folded, as: UTF8.self) }
}
