/// A long text in pieces of about one length that end where sentences do: what a search finds and a question is answered
/// with. Put together they are the text.
package enum TextChunks {
    /// The length that measured best for long messages in conversations.
    ///
    /// - Units: Unicode scalars.
    package static let usual = 600

    /// - Shape: none of an empty text; each up to `length`, of a longer sentence up to one and a half of it.
    package static func of(_ text: String, about length: Int = usual) -> [Substring] {
        var (chunks, start, last, size) = ([Substring](), text.startIndex, text.startIndex, 0)
        func close(at end: String.Index) {
            if start < end { chunks.append(text[start..<end]) }
            (start, size) = (end, 0)
        }
        for end in SentenceEnds.of(text) {
            let count = text.unicodeScalars.distance(from: last, to: end)
            if size > 0, size + count > length { close(at: last) }
            if count > length + length / 2 {
                for cut in cuts(in: text[last..<end], length) { close(at: cut) }
                size = text.unicodeScalars.distance(from: start, to: end)
            } else {
                size += count
            }
            last = end
        }
        close(at: text.endIndex)
        return chunks
    }

    /// The place at which a sentence that is too long is cut: between words, and where there are none between characters.
    private static func cuts(in sentence: Substring, _ length: Int) -> [String.Index] {
        let scalars = sentence.unicodeScalars
        var (cuts, start, space, place, count) = (
            [String.Index](), sentence.startIndex, sentence.startIndex, sentence.startIndex, 0
        )
        while place < scalars.endIndex {
            let next = scalars.index(after: place)
            if scalars[place].properties.isWhitespace { space = next }
            count += 1
            place = next
            guard count == length, place < scalars.endIndex else { continue }
            let cut = space > start ? space : character(at: place, after: start, in: sentence)
            cuts.append(cut)
            count = scalars.distance(from: cut, to: place)
            start = cut
        }
        return cuts
    }

    /// The beginning of the character that a place is in; the place itself where that has begun long before.
    private static func character(
        at place: String.Index, after start: String.Index, in sentence: Substring
    ) -> String.Index {
        let scalars = sentence.unicodeScalars
        var cut = place
        for _ in 0..<64 where cut > start {
            if let aligned = String.Index(cut, within: sentence) { return aligned }
            cut = scalars.index(before: cut)
        }
        return place
    }
}
