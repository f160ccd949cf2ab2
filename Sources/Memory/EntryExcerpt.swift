import HTML
import MemoryDomain

/// The beginning of what an entry says: a few lines, as it was written.
struct EntryExcerpt {
    let content: MemoryContent
    /// - Units: characters.
    var limit = 400
    var lines = 5

    /// An entry may be long, so no more of it is looked at than may be shown.
    var text: String {
        let beginning = content.stored.drop(while: \.isWhitespace).prefix(limit + 1)
        let shown = beginning.prefix(limit).split(separator: "\n", maxSplits: lines, omittingEmptySubsequences: false)
        let whole = shown.prefix(lines).joined(separator: "\n")
        let isWhole = beginning.count <= limit && shown.count <= lines
        let end = whole.lastIndex { !$0.isWhitespace }.map { whole.index(after: $0) } ?? whole.startIndex
        return whole[..<end] + (isWhole ? "" : " …")
    }

    var html: HTML {
        content.isJSON
            ? "<p class=\"words mono\" dir=\"ltr\">\(text)</p>" : "<p class=\"words\" dir=\"auto\">\(text)</p>"
    }
}
