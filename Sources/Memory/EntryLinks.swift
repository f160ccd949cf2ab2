import HTML
import MemoryDomain
import MemoryTexts
import Texts
import Web

/// What an entry leads to, and the entries that lead to it.
struct EntryLinks: PagePart {
    let context: PageContext
    let links: [MemoryLink]
    let backlinks: [MemoryEntry]
    /// The space that the page is in.
    let space: Int64
    let titles: [LinkTarget: String]

    var html: HTML {
        """
        \(links.isEmpty ? nil : section(.entryLinksTo, links.map(line)))
        \(backlinks.isEmpty ? nil : section(.entryLinkedFrom, backlinks.map(back)))
        """
    }

    private func section(_ title: MemoryText, _ lines: [HTML]) -> HTML {
        "<section class=\"block\"><h2>\(texts[title])</h2><ul class=\"rows leaf-links\">\n\(lines)</ul></section>"
    }

    private func line(_ link: MemoryLink) -> HTML {
        "<li><span class=\"quiet\">\(link.kind)</span> <span class=\"what\">\(target(link.target))</span></li>\n"
    }

    /// A thing of the house that the reader does not see is only named.
    private func target(_ target: LinkTarget) -> HTML {
        guard let link = Link(to: target) else { return HTML(isolated: target.text) }
        if case .address(let text) = target { return "<a href=\"\(link)\" rel=\"noopener nofollow\">\(text)</a>" }
        guard let title = titles[target] else { return HTML(isolated: target.text) }
        return "<a href=\"\(link)\">\(title)</a>"
    }

    private func back(_ entry: MemoryEntry) -> HTML {
        let excerpt = EntryExcerpt(content: entry.fields.content, limit: 120, lines: 1).text
        return """
            <li><span class="what"><a href="\(Link.entry(entry))">\(entry.key)</a>\
            <small>\(excerpt)</small></span></li>

            """
    }
}
