/// The vocabularies by which models count what they read.
package enum TokenVocabulary: String, CaseIterable, Sendable {
    /// That of GPT-4o and what came after it.
    case o200k
    /// That of GPT-4 and GPT-3.5.
    case cl100k
    /// A bound for any model whose vocabulary begins with the 256 bytes, as all of today do: one token a byte. No text
    /// has more, and most have a quarter of it.
    case bytes

    /// The number of tokens of a text, without what a model puts around messages.
    ///
    /// - Shape: what looks like a special token, `<|endoftext|>`, is counted as the text that it is.
    /// - Source: equal to tiktoken's `encode_ordinary`.
    package func count(_ text: String) -> Int {
        switch self {
        case .o200k: Self.count(text, TokenTable.o200k) { O200KSplitter(text: $0) }
        case .cl100k: Self.count(text, TokenTable.cl100k) { CL100KSplitter(text: $0) }
        case .bytes: text.utf8.count
        }
    }

    private static func count<Splitter: TokenSplitter>(
        _ text: String, _ table: TokenTable, _ splitter: (ScannedText) -> Splitter
    ) -> Int {
        var text = text
        return text.withUTF8 { bytes in
            let splitter = splitter(ScannedText(bytes))
            var (count, place) = (0, 0)
            while place < bytes.count {
                let end = splitter.end(ofPieceAt: place)
                count += BytePairs.count(UnsafeBufferPointer(rebasing: bytes[place..<end]), table)
                place = end
            }
            return count
        }
    }
}
