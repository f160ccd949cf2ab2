/// The places of the patterns in a text.
///
/// - Source: the search is Shift-And (Baeza-Yates and Gonnet, A new approach to text searching, 1992), with words for
///   letters: bit n of `state` says that the words up to here are the first of a pattern up to its word n.
struct SearchHits {
    /// Everything in the text that can be searched for, without its letters.
    private(set) var words: [Word] = []
    /// The indices of the words that are marked, in their order.
    var hits: [Int] { words.indices.filter { words[$0].patterns != 0 } }

    struct Word {
        let bytes: Range<Int>
        let scalars: Range<Int>
        /// The end of what is marked of it, in bytes.
        var end: Int
        /// The patterns that it is part of: bit n for the one whose last word, or whose sign, is wanted word n.
        var patterns: UInt64 = 0
    }

    /// - Shape: a pattern that does not fit into the first 64 words and signs of all of them is not marked.
    init(of patterns: [SearchPattern], in text: String) {
        let wanted = WantedWords(patterns)
        var (state, lengths): (UInt64, [Int]) = (0, [])
        SearchText.forEachToken(text) { token in
            words.append(Word(bytes: token.bytes, scalars: token.scalars, end: token.bytes.upperBound))
            guard token.isOfText else { return words[words.count - 1].patterns = wanted.signs(token) }
            // Signs stand between words and are no part of what stands side by side.
            lengths.append(words.count - 1)
            let places = wanted.places(of: token)
            state = (state << 1 | wanted.first) & places.all
            if token.kind == .pair, places.all == places.heads { words[words.count - 1].end = token.head.bytes }
            mark(state & wanted.last, wanted, lengths)
        }
    }

    /// Marks the words of the patterns that end at the last one, `indices` being those of the words of the text.
    private mutating func mark(_ ended: UInt64, _ wanted: WantedWords, _ indices: [Int]) {
        var rest = ended
        while rest != 0 {
            let bit = rest.trailingZeroBitCount
            for index in indices.suffix(wanted.lengths[bit]) { words[index].patterns |= 1 << bit }
            rest &= rest - 1
        }
    }
}

/// The words and signs of all patterns in a row.
private struct WantedWords {
    struct Word {
        let folded: [UInt8]
        var isPrefix = false
        /// It may stand within a longer word.
        var isPart = false
        var isSign = false
    }

    private var words: [Word] = []
    /// Bits of the words that begin a pattern, and of those that end one.
    private(set) var first: UInt64 = 0
    private(set) var last: UInt64 = 0
    /// At the end of a pattern, how many words it has.
    private(set) var lengths = [Int](repeating: 0, count: 64)

    init(_ patterns: [SearchPattern]) {
        for pattern in patterns where words.count + pattern.words.count + pattern.signs.count <= 64 {
            for sign in pattern.signs { words.append(Word(folded: Array(sign.utf8), isSign: true)) }
            guard !pattern.words.isEmpty else { continue }
            first |= 1 << UInt64(words.count)
            for (index, word) in pattern.words.enumerated() {
                let isPrefix = pattern.isPrefix && index == pattern.words.count - 1
                words.append(Word(folded: Array(word.utf8), isPrefix: isPrefix, isPart: pattern.isPart))
            }
            last |= 1 << UInt64(words.count - 1)
            lengths[words.count - 1] = pattern.words.count
        }
    }

    /// The bits of the wanted words that a word is, and of those that its first letter is by itself.
    func places(of token: SearchToken) -> (all: UInt64, heads: UInt64) {
        var (all, heads): (UInt64, UInt64) = (0, 0)
        for (index, wanted) in words.enumerated() where !wanted.isSign && wanted.isFound(in: token) {
            all |= 1 << UInt64(index)
            if wanted.folded.count <= token.head.folded { heads |= 1 << UInt64(index) }
        }
        return (all, heads)
    }

    func signs(_ token: SearchToken) -> UInt64 {
        var signs: UInt64 = 0
        for (index, wanted) in words.enumerated() where wanted.isSign && token.folded.starts(with: wanted.folded) {
            signs |= 1 << UInt64(index)
        }
        return signs
    }
}

extension WantedWords.Word {
    /// It is the word, its beginning, or a part of it that is long enough to be looked for.
    fileprivate func isFound(in token: SearchToken) -> Bool {
        guard isPrefix else { return token.folded == folded }
        if token.folded[0] == folded[0], token.folded.starts(with: folded) { return true }
        return isPart && token.kind == .word && token.folded.contains(folded)
    }
}

extension SearchText {
    /// Tells whether a pattern is in these texts: its words side by side in one of them, its signs in any.
    package static func finds(_ pattern: SearchPattern, in texts: [String]) -> Bool {
        let found = texts.reduce(into: UInt64(0)) { found, text in
            for word in SearchHits(of: [pattern], in: text).words { found |= word.patterns }
        }
        return found.nonzeroBitCount == pattern.signs.count + (pattern.words.isEmpty ? 0 : 1)
    }
}

extension [UInt8] {
    fileprivate func contains(_ part: [UInt8]) -> Bool {
        guard count > part.count else { return false }
        return (1...count - part.count).contains { start in
            self[start] == part[0] && self[start..<start + part.count].elementsEqual(part)
        }
    }
}
