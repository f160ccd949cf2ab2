/// The places of the patterns in a text.
///
/// - Source: the search is Shift-And (Baeza-Yates and Gonnet, A new approach to text searching, 1992), with words for
///   letters: bit n of `state` says that the words up to here are the first of a pattern up to its word n.
struct SearchHits {
    /// Every word of the text, without its letters.
    private(set) var words: [Word] = []
    /// The indices of the words that are marked, in their order.
    var hits: [Int] { words.indices.filter { words[$0].patterns != 0 } }

    struct Word {
        let bytes: Range<Int>
        let scalars: Range<Int>
        /// The patterns that it is part of: bit n for the one whose last word is wanted word n.
        var patterns: UInt64 = 0
    }

    /// - Shape: a pattern that does not fit into the first 64 words of all of them is not marked.
    init(of patterns: [SearchPattern], in text: String) {
        let wanted = WantedWords(patterns)
        var state: UInt64 = 0
        SearchText.forEachWord(text) { word in
            words.append(Word(bytes: word.bytes, scalars: word.scalars))
            state = (state << 1 | wanted.first) & wanted.places(of: word.folded)
            mark(state & wanted.last, wanted)
        }
    }

    /// Marks the words of the patterns that end at the last word.
    private mutating func mark(_ ended: UInt64, _ wanted: WantedWords) {
        var rest = ended
        while rest != 0 {
            let bit = rest.trailingZeroBitCount
            for index in words.count - wanted.lengths[bit]..<words.count { words[index].patterns |= 1 << bit }
            rest &= rest - 1
        }
    }
}

/// The words of all patterns in a row.
private struct WantedWords {
    private var words: [(folded: [UInt8], isPrefix: Bool)] = []
    /// Bits of the words that begin a pattern, and of those that end one.
    private(set) var first: UInt64 = 0
    private(set) var last: UInt64 = 0
    /// At the end of a pattern, how many words it has.
    private(set) var lengths = [Int](repeating: 0, count: 64)

    init(_ patterns: [SearchPattern]) {
        for pattern in patterns where words.count + pattern.words.count <= 64 {
            first |= 1 << UInt64(words.count)
            for (index, word) in pattern.words.enumerated() {
                words.append((Array(word.utf8), pattern.isPrefix && index == pattern.words.count - 1))
            }
            last |= 1 << UInt64(words.count - 1)
            lengths[words.count - 1] = pattern.words.count
        }
    }

    /// The bits of the wanted words that this one is.
    func places(of word: [UInt8]) -> UInt64 {
        var places: UInt64 = 0
        for (index, wanted) in words.enumerated() where wanted.folded[0] == word[0] {
            let isIt = wanted.isPrefix ? word.starts(with: wanted.folded) : word == wanted.folded
            if isIt { places |= 1 << UInt64(index) }
        }
        return places
    }
}
