/// The title of what an entry says: the heading that it begins with, or a first line that is short enough to be one.
package enum EntryTitle {
    /// - Units: characters.
    private static let limit = 100

    /// - Shape: nil for JSON, and for a text that begins with a long line.
    package static func of(_ content: MemoryContent) -> String? {
        guard case .text(let text) = content else { return nil }
        let beginning = text.drop(while: \.isWhitespace).prefix(limit + 1)
        let line = beginning.prefix { !$0.isNewline }
        guard line.count <= limit else { return nil }
        let words = line.drop { "#>*-".contains($0) || $0.isWhitespace }
        let end = words.lastIndex { !"#*".contains($0) && !$0.isWhitespace }
        return end.map { String(words[...$0]) }
    }
}
