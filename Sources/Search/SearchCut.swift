/// A text to be cut at bytes, and never within a character.
struct SearchCut {
    private let text: String
    private let count: Int

    init(_ text: String) {
        self.text = text
        count = text.utf8.count
    }

    /// Where a run of words stands; with what is around it where the text begins or ends within `length`.
    ///
    /// - Shape: the text's beginning when there are no words; a word that is longer alone is cut.
    func bytes(of words: ArraySlice<SearchHits.Word>, _ length: Int) -> Range<Int> {
        guard let first = words.first, let last = words.last else { return 0..<end(of: length, from: 0) }
        guard last.scalars.upperBound - first.scalars.lowerBound <= length else {
            let start = down(first.bytes.lowerBound)
            return start..<end(of: length, from: start)
        }
        // A character that was begun before is left out, unless there is nothing else.
        let begun = up(first.bytes.lowerBound) < last.bytes.upperBound ? up : down
        let start = last.scalars.upperBound <= length ? 0 : begun(first.bytes.lowerBound)
        let rest = end(of: length, from: start)
        return start..<(rest == count ? rest : up(last.bytes.upperBound))
    }

    /// `range` in pieces, its hits each on its own; those that overlap are one.
    ///
    /// - Shape: a word that begins within a character, as some scripts have it, is not marked.
    func pieces(_ range: Range<Int>, _ found: SearchHits) -> [SearchSnippet.Piece] {
        var pieces: [SearchSnippet.Piece] = []
        var done = range.lowerBound
        for hit in hits(range, found) {
            append(done..<hit.lowerBound, to: &pieces)
            append(hit, isHit: true, to: &pieces)
            done = hit.upperBound
        }
        append(done..<range.upperBound, to: &pieces)
        return pieces
    }

    /// Whole characters, one after the other.
    private func hits(_ range: Range<Int>, _ found: SearchHits) -> [Range<Int>] {
        var hits: [Range<Int>] = []
        var reached = range.lowerBound
        for word in found.words where word.patterns != 0 && range.contains(word.bytes.lowerBound) {
            let end = min(up(word.end), range.upperBound)
            if let last = hits.last, word.bytes.lowerBound < last.upperBound {
                hits[hits.count - 1] = last.lowerBound..<max(last.upperBound, end)
            } else if word.bytes.lowerBound >= reached, isBorder(word.bytes.lowerBound) {
                hits.append(word.bytes.lowerBound..<end)
            } else {
                reached = up(word.bytes.lowerBound)
            }
        }
        return hits
    }

    private func append(_ range: Range<Int>, isHit: Bool = false, to pieces: inout [SearchSnippet.Piece]) {
        guard !range.isEmpty else { return }
        pieces.append(
            SearchSnippet.Piece(String(text[index(range.lowerBound)..<index(range.upperBound)]), isHit: isHit))
    }
}

extension SearchCut {
    private func index(_ byte: Int) -> String.Index { text.utf8.index(text.startIndex, offsetBy: byte) }

    private func byte(_ index: String.Index) -> Int { text.utf8.distance(from: text.startIndex, to: index) }

    /// `length` scalars further on, or the text's end.
    private func end(of length: Int, from start: Int) -> Int {
        let scalars = text.unicodeScalars
        let end = scalars.index(index(start), offsetBy: max(0, length), limitedBy: scalars.endIndex)
        return end.map { up(byte($0)) } ?? count
    }

    private func isBorder(_ byte: Int) -> Bool { String.Index(index(byte), within: text) != nil }

    /// The end of the character that `byte` lies in, `byte` itself where it lies in none.
    private func up(_ byte: Int) -> Int { isBorder(byte) ? byte : self.byte(text.index(after: index(byte))) }

    private func down(_ byte: Int) -> Int {
        isBorder(byte) ? byte : self.byte(text.index(before: text.index(after: index(byte))))
    }
}
