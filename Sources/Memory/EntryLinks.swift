import HTML
import MemoryDomain
import MemoryTexts
import Texts
import Web

/// The targets of an entry's links, and the entries and tasks that lead to it.
struct EntryLinks: PagePart {
    let context: PageContext
    let links: [MemoryLink]
    let citations: EntryCitations
    let titles: [LinkTarget: String]

    var html: HTML {
        """
        \(links.isEmpty ? nil : section(.entryLinksTo, links.map(line)))
        \(citations.isEmpty
            ? nil : section(.entryLinkedFrom, citations.entries.map(back) + citations.tasks.map(task)))
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
        let excerpt = EntryText(texts: texts, entry: entry).firstWords
        return """
            <li><span class="what"><a href="\(Link.entry(entry))">\(entry.key)</a>\
            <small dir="auto">\(excerpt)</small></span></li>

            """
    }

    private func task(_ task: CitingTask) -> HTML {
        """
        <li><span class="what\(task.isLive ? "" : " over")"><a href="\(Link.to("tasks", task.id))">\(task.title)</a>\
        <small>#\(task.id)</small></span></li>

        """
    }
}
