/// Texts as an index of words has them: what is found in them as words with a space between each two.
package struct SearchedText {
    /// The signs of all texts, as their words are.
    package private(set) var signs = ""
    /// The words by whose parts and near spellings others are found: of alphabets, from `longWord` bytes on.
    package private(set) var longWords: Set<String> = []

    package init() {}

    /// Takes one text more.
    ///
    /// - Shape: its words; those of signs that only separate count where `isTitle` says that they are few.
    package mutating func add(_ text: String, isTitle: Bool = false) -> String {
        var words: [UInt8] = []
        words.reserveCapacity(text.utf8.count + text.utf8.count / 8)
        SearchText.forEachToken(text) { token in
            switch token.kind {
            case .sign: take(sign: token)
            case .punctuation: if isTitle { take(sign: token) }
            case .word, .pair, .last:
                if !words.isEmpty { words.append(0x20) }
                words += token.folded
                if token.kind == .word, token.folded.count >= Self.longWord {
                    longWords.insert(String(decoding: token.folded, as: UTF8.self))
                }
            }
        }
        return String(decoding: words, as: UTF8.self)
    }

    private mutating func take(sign: SearchToken) {
        if !signs.isEmpty { signs += " " }
        signs += String(decoding: sign.folded, as: UTF8.self)
    }

    /// Bytes from which on a word is kept as one that others are parts of.
    package static let longWord = 4
}
