/// The beginning of what an entry says: a few lines, as it was written.
package struct EntryExcerpt {
    package let content: MemoryContent
    /// - Units: characters.
    private let limit: Int
    private let lines: Int

    package init(content: MemoryContent, limit: Int = 400, lines: Int = 5) {
        (self.content, self.limit, self.lines) = (content, limit, lines)
    }

    /// An entry may be long, so no more of it is looked at than may be shown.
    package var text: String {
        let beginning = content.stored.drop(while: \.isWhitespace).prefix(limit + 1)
        let shown = beginning.prefix(limit).split(separator: "\n", maxSplits: lines, omittingEmptySubsequences: false)
        let whole = shown.prefix(lines).joined(separator: "\n")
        let isWhole = beginning.count <= limit && shown.count <= lines
        let end = whole.lastIndex { !$0.isWhitespace }.map { whole.index(after: $0) } ?? whole.startIndex
        return whole[..<end] + (isWhole ? "" : " …")
    }
}
