import Domain
import HTML
import Markdown
import MemoryDomain
import MemoryTexts
import Texts
import Web

/// One entry: what it says, what it leads to and what leads to it; beside it the facts.
struct EntryDetailPage: Page {
    let context: PageContext
    let detail: SpaceDetail
    let entry: MemoryEntry
    let time: EntryTime
    let citations: EntryCitations
    let neighbours: EntryNeighbours
    /// Titles of those targets of links that are there, and that the reader may see.
    let titles: [LinkTarget: String]
    let failure: Failure?

    private var fields: EntryFields { entry.fields }
    private var address: Link { .entry(entry) }

    var main: HTML {
        """
        \(back(to: detail))
        <header class="task-head"><h1>\(entry.key)</h1>
        <div class="actions">\(mayChange ? edit : nil)</div></header>
        \(MemoryForm.unplaced(failure, fields: [], texts))
        \(texts.shown(for: time).map(other))
        \(over)
        <div class="task-columns">
        <div class="story work">\(turns(neighbours.before))
        <section class="description" aria-label="\(texts[.entryContent])">\
        \(EntryText(texts: texts, entry: entry).html)</section>
        \(turns(neighbours.after))
        \(conversation)
        \(EntryLinks(context: context, links: fields.links, citations: citations, titles: titles).html)
        </div>
        <aside class="beside-column">
        \(EntryFacts(context: context, entry: entry).html)
        <p class="ways-out"><a class="plain" href="\(address.child("versions"))">\(texts[.entryHistory])</a>
        \(mayChange ? deletion : nil)</p>
        \(mayChange ? closing : nil)
        </aside>
        </div>
        """
    }

    private func turns(_ entries: [MemoryEntry]) -> HTML? {
        guard !entries.isEmpty else { return nil }
        let allowance = Markdown.Allowance()
        return """
            <ol class="leaves beside-turn">
            \(entries.map { EntryLine(context: context, entry: $0, allowance: allowance).html })</ol>
            """
    }

    /// The ways to all turns, and to what an agent would be told of them.
    private var conversation: HTML? {
        guard fields.kind == .turn, let conversation = Conversation(ofTurn: entry.key) else { return nil }
        let link = Link.conversation(conversation, of: entry.spaceId)
        let told = Link.context(in: entry.spaceId, [("prefix", conversation.prefix)])
        return """
            <p class="ways-out"><a class="plain" href="\(link)">\(texts[.entryConversation])</a>
            <a class="plain" href="\(told)">\(texts[.memoryContext])</a></p>
            """
    }

    /// The right to change what is shown: for another time it is only read.
    private var mayChange: Bool { time == .now && mayWrite(in: detail) }

    private var edit: HTML { "<a class=\"button\" href=\"\(address.child("edit"))\">\(texts[.edit])</a>" }

    private func other(_ sentence: String) -> HTML {
        "<p class=\"message\"><span>\(sentence)</span> <a class=\"plain\" href=\"\(address)\">\(texts[.entryShowNow])</a></p>"
    }

    private var over: HTML? {
        guard time == .now, let end = fields.validUntil, end <= now else { return nil }
        return "<p class=\"message\">\(texts.moment(end, in: texts.trueUntil(end, now: now)))</p>"
    }

    private var deletion: HTML {
        "<a class=\"plain danger\" href=\"\(address.child("delete"))\">\(texts[.entryDelete])</a>"
    }

    /// Ends what is true now; what ended, or has not begun, cannot.
    private var closing: HTML? {
        guard fields.validUntil.map({ $0 > now }) ?? true, fields.validFrom.map({ $0 < now }) ?? true
        else { return nil }
        return """
            <form method="post" action="\(address)">\(formToken)\(MemoryForm.patch(version: entry.version))\
            <input type="hidden" name="validUntil" value="\(now.rfc3339)">\
            <button class="plain">\(texts[.entryCloseNow])</button></form>
            """
    }
}
