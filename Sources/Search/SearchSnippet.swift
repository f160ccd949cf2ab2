/// A piece of a text as it was written, with what was searched for marked.
package struct SearchSnippet: Equatable, Sendable {
    /// One after the other they are the text; none is empty.
    package let pieces: [Piece]
    /// The text goes on before the snippet, and by `isCutAfter` behind it.
    package let isCutBefore: Bool
    package let isCutAfter: Bool

    package struct Piece: Equatable, Sendable {
        package let text: String
        package let isHit: Bool

        package init(_ text: String, isHit: Bool = false) {
            self.text = text
            self.isHit = isHit
        }
    }
}

extension SearchText {
    /// The whole text with its hits, for a title.
    package static func marked(_ text: String, for patterns: [SearchPattern]) -> [SearchSnippet.Piece] {
        let found = SearchHits(of: patterns, in: text)
        return SearchCut(text).pieces(0..<text.utf8.count, found)
    }

    /// The part of a text with most of what was searched for, and its beginning where nothing was found.
    ///
    /// - Shape: begins and ends with a word where the text is cut; no character of several scalars is torn.
    /// - Units: `length` counts Unicode scalars; only the marks of the last character go beyond it.
    package static func snippet(of text: String, for patterns: [SearchPattern], length: Int) -> SearchSnippet {
        let found = SearchHits(of: patterns, in: text)
        let cut = SearchCut(text)
        let range = cut.bytes(of: found.words[found.window(length)], length)
        return SearchSnippet(
            pieces: cut.pieces(range, found), isCutBefore: range.lowerBound > 0,
            isCutAfter: range.upperBound < text.utf8.count)
    }
}

extension SearchHits {
    /// The words around the densest place: that with most patterns, then with most hits, then the first.
    ///
    /// - Shape: empty where the text has no word. Within the first 1,000 hits, so that the time has a limit.
    fileprivate func window(_ length: Int) -> Range<Int> {
        guard !words.isEmpty else { return 0..<0 }
        let hits = Array(hits.prefix(1_000))
        var (best, bestScore) = (0...0, (0, 0))
        for (place, first) in hits.enumerated() {
            let start = words[first].scalars.lowerBound
            let near = hits[place...].prefix { words[$0].scalars.upperBound - start <= length }
            let score = (near.reduce(0) { $0 | words[$1].patterns }.nonzeroBitCount, near.count)
            if score > bestScore { (best, bestScore) = (first...(near.last ?? first), score) }
        }
        return widened(hits.isEmpty || bestScore.1 > 0 ? best : hits[0]...hits[0], to: length)
    }

    /// Half of what is left goes before the hits, the rest behind them, and what is left there before them again.
    private func widened(_ hits: ClosedRange<Int>, to length: Int) -> Range<Int> {
        var (first, last) = (hits.lowerBound, hits.upperBound)
        let rest = max(0, length - (words[last].scalars.upperBound - words[first].scalars.lowerBound))
        let middle = words[first].scalars.lowerBound - rest / 2
        while first > 0, words[first - 1].scalars.lowerBound >= middle { first -= 1 }
        let end = words[first].scalars.lowerBound + length
        while last + 1 < words.count, words[last + 1].scalars.upperBound <= end { last += 1 }
        let start = words[last].scalars.upperBound - length
        while first > 0, words[first - 1].scalars.lowerBound >= start { first -= 1 }
        return first..<last + 1
    }
}
