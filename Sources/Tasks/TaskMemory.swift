import HTML
import Markdown
import TaskDomain
import TaskTexts
import Texts
import Web

/// The entries of memory that link to a task. Nothing while there are none.
struct TaskMemory: PagePart {
    let context: PageContext
    let entries: [LinkingEntry]

    static let id = "memory"

    var html: HTML? {
        guard !entries.isEmpty else { return nil }
        return """
            <section class="block" id="\(Self.id)"><h2>\(texts[.linkedFromMemory])</h2>
            <ul class="rows leaf-links">
            \(entries.map(line))</ul></section>
            """
    }

    private func line(_ entry: LinkingEntry) -> HTML {
        let words = entry.isMarkdown ? Markdown.firstWords(of: entry.beginning) : entry.beginning
        return """
            <li>\(entry.link.map { "<span class=\"quiet\">\($0)</span> " as HTML })<span class="what">\
            <a href="\(Link.to("memory", entry.space, entry.key))">\(entry.key)</a> \
            <a class="quiet" href="\(Link.to("memory", entry.space))">\(entry.spaceName)</a>\
            <small dir="auto">\(words.isEmpty ? entry.beginning : words)</small></span></li>

            """
    }
}
