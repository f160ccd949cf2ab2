import Domain
import HTML
import Markdown
import MemoryDomain
import MemoryTexts
import Texts
import Web

/// The last changes in all spaces of the reader, the last first: who, what, where, and the beginning of the text.
struct TailPage: Page {
    let context: PageContext
    let changes: [LocatedChange]

    var main: HTML {
        let allowance = Markdown.Allowance()
        return """
            <a class="back" href="/memory">\(Icon.back.html)\(texts[.memory])</a>
            <header class="head"><h1>\(texts[.memoryTail])</h1></header>
            <p class="second lead">\(texts[.memoryTailLead])</p>
            \(changes.isEmpty
                ? "<p class=\"quiet nothing\">\(texts[.memoryTailNone])</p>" as HTML
                : "<ol class=\"leaves tail\">\n\(changes.map { line($0, allowance) })</ol>")
            """
    }

    /// Known by its entry or its conversation, so that a newer change of it takes its place at the top.
    private func line(_ one: LocatedChange, _ allowance: Markdown.Allowance) -> HTML {
        let change = one.change
        return """
            <li class="leaf" id="\(id(one))"><h2>\(one.name)</h2>
            <p class="said">\(who(change)) \(texts.deed(change.deed, restored: nil)) · \
            <a href="\(Link.space(one.space.id))">\(one.space.name)</a> · \(texts.moment(change.at, now: now))</p>
            \(change.entry.map { EntryText(texts: texts, entry: $0).beginning(allowance) })</li>

            """
    }

    private func id(_ one: LocatedChange) -> String {
        "change-\(one.space.id)-\(PercentEncoding.encode(one.change.conversation?.name ?? one.change.key))"
    }

    /// The author; of a turn its speaker, since one program writes for all who speak.
    private func who(_ change: RecentChange) -> HTML {
        let speaker = change.conversation == nil ? nil : change.entry?.fields.speaker
        return speaker.map(HTML.init(isolated:)) ?? AuthorName(texts: texts, author: change.by).html
    }
}
