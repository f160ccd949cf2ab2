import Domain
import HTML
import Markdown
import MemoryDomain
import MemoryTexts
import Texts
import Web

/// A space as a notebook: its entries one below the other.
struct SpacePage: Page {
    let context: PageContext
    let detail: SpaceDetail
    let page: EntryPage
    let query: EntryQuery
    let failure: Failure?

    private var space: MemorySpace { detail.space }
    private var isChosen: Bool { !query.filter.isEverything || query.time != .now }

    var main: HTML {
        """
        <a class="back" href="/memory">\(Icon.back.html)\(texts[.memory])</a>
        <header class="head"><h1>\(space.name)</h1>\
        <span class="beside">\(texts.entryCount(detail.summary.size.entries))</span>
        <div class="actions"><a class="plain" href="\(told)">\(texts[.memoryContext])</a>
        <a class="plain" href="\(Link.settings(of: space.id))">\(texts[.spaceSettings])</a>\
        \(mayWrite(in: detail) ? newButton : nil)</div></header>
        \(MemoryForm.unplaced(failure, fields: EntryFilterBar.fields, texts))
        \(EntryFilterBar(context: context, detail: detail, query: query, failure: failure).html)
        \(texts.shown(for: query.time).map { "<p class=\"message\">\($0)</p>" as HTML })
        \(page.entries.isEmpty ? nothing : list)
        \(pager)
        """
    }

    /// The way to an agent's context: of an agent's space that agent, of the turns of a conversation what is in them.
    private var told: Link {
        if space.kind == .agent, let owner = space.owner { return .context(ofAgent: owner.id) }
        return .context(in: space.id, query.filter.prefix.map { [("prefix", $0)] } ?? [])
    }

    private var newButton: HTML {
        "<a class=\"button main\" href=\"\(Link.settings(of: space.id).child("new"))\">\(texts[.entryNew])</a>"
    }

    private var list: HTML {
        let allowance = Markdown.Allowance()
        return """
            <section><h2 class="unseen">\(texts[.entries])</h2>
            <ol class="leaves">
            \(page.entries.map { EntryLine(context: context, entry: $0, allowance: allowance).html })</ol></section>
            """
    }

    private var nothing: HTML {
        if page.next != nil { return "<p class=\"quiet nothing\">\(texts[.entriesMoreText])</p>" }
        if query.after != nil || isChosen {
            return """
                <div class="empty"><h2>\(texts[.entriesNoneTitle])</h2><p>\(texts[.entriesNoneText])</p>
                <a class="button" href="\(Link.space(space.id))">\(texts[.entriesShowAll])</a></div>
                """
        }
        return """
            <div class="empty"><h2>\(texts[.entriesEmptyTitle])</h2>
            <p>\(texts[mayWrite(in: detail) ? .entriesEmptyText : .entriesEmptyReader])</p></div>
            """
    }

    private var pager: HTML? {
        guard page.next != nil || query.after != nil else { return nil }
        let first = query.after == nil ? nil : pageLink(query.pairs, texts[.firstPage])
        let next = page.next.map { pageLink(query.pairs + [("after", $0)], texts[.entriesMore]) }
        return "<nav class=\"pager\" aria-label=\"\(texts[.pages])\">\(first)\(next)</nav>"
    }

    private func pageLink(_ pairs: [(String, String)], _ text: String) -> HTML {
        "<a class=\"button\" href=\"\(Link.space(space.id, query: pairs))\">\(text)</a>"
    }
}
