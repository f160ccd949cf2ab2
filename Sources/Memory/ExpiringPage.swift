import Domain
import HTML
import Markdown
import MemoryDomain
import MemoryTexts
import Texts
import Web

/// The entries that expire in the next days, the first first, each with a button that keeps it.
struct ExpiringPage: Page {
    let context: PageContext
    let page: EntryPage
    let days: Int
    /// Earlier pages come before.
    let isLater: Bool
    let spaces: [Int64: SpaceSummary]

    /// The choices of days.
    private static let choices = [1, 7, 14, 30, 90]

    var main: HTML {
        let allowance = Markdown.Allowance()
        return """
            <a class="back" href="/memory">\(Icon.back.html)\(texts[.memory])</a>
            <header class="head"><h1>\(texts[.memoryExpiring])</h1></header>
            <p class="second lead">\(texts[.memoryExpiringLead])</p>
            <nav aria-label="\(texts[.memoryExpiringDays])"><ul class="chips">\(Self.choices.map(choice))</ul></nav>
            \(page.entries.isEmpty
                ? "<p class=\"quiet nothing\">\(texts[.memoryExpiringNone])</p>" as HTML
                : "<ol class=\"leaves\">\n\(page.entries.map { line($0, allowance) })</ol>")
            \(pager)
            """
    }

    private func choice(_ days: Int) -> HTML {
        """
        <li><a class="chip" href="\(Link.expiring([("days", String(days))]))"\
        \(attribute: "aria-current", days == self.days ? "true" : nil)>\(texts.days(days))</a></li>

        """
    }

    private func line(_ entry: MemoryEntry, _ allowance: Markdown.Allowance) -> HTML {
        """
        <li class="leaf" id="entry-line-\(entry.id)"><h2><a href="\(Link.entry(entry))">\(entry.key)</a></h2>
        <p class="said">\(entry.fields.expiresAt.map { texts.moment($0, in: texts.expires($0, now: now)) }) · \
        <a href="\(Link.space(entry.spaceId))">\(spaces[entry.spaceId]?.space.name ?? "")</a></p>
        \(EntryText(texts: texts, entry: entry).beginning(allowance))
        \(mayKeep(entry) ? keep(entry) : nil)</li>

        """
    }

    private func mayKeep(_ entry: MemoryEntry) -> Bool {
        may(.memoryWrite) && spaces[entry.spaceId].map { $0.role >= .writer } == true
    }

    private func keep(_ entry: MemoryEntry) -> HTML {
        """
        <form class="leaf-facts" method="post" action="\(Link.entry(entry))">\(formToken)\
        \(MemoryForm.patch(version: entry.version))\(ReturnLink.field(here()))\
        <input type="hidden" name="expiresAt" value="">\
        <button class="button" aria-label="\(texts[.memoryKeep]): \(entry.key)">\(texts[.memoryKeep])</button></form>
        """
    }

    private func here(_ more: [(String, String)] = []) -> Link { .expiring([("days", String(days))] + more) }

    private var pager: HTML? {
        let next = page.next.map { pageLink(here([("after", $0)]), .nextPage) }
        let first = isLater ? pageLink(here(), .firstPage) : nil
        guard next != nil || first != nil else { return nil }
        return "<nav class=\"pager\" aria-label=\"\(texts[.pages])\">\(first)\(next)</nav>"
    }

    private func pageLink(_ link: Link, _ text: CommonText) -> HTML {
        "<a class=\"button\" href=\"\(link)\">\(texts[text])</a>"
    }
}
