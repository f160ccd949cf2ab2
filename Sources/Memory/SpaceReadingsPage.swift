import Domain
import HTML
import MemoryDomain
import MemoryTexts
import Texts
import Web

/// Who has read which entries of a space, the last first.
struct SpaceReadingsPage: Page {
    let context: PageContext
    let detail: SpaceDetail
    let page: SpaceReadingPage
    /// Later readings come before.
    let isLater: Bool
    let limit: Int

    private var space: MemorySpace { detail.space }

    var main: HTML {
        """
        <a class="back" href="\(Link.settings(of: space.id))">\(Icon.back.html)\(texts[.spaceSettings])</a>
        <header class="head"><h1>\(texts[.spaceReadings])</h1></header>
        <p class="second small">\(texts[space.notesReaders ? .spaceReadingsLead : .spaceReadingsOff])</p>
        \(page.readings.isEmpty ? none : "<ul class=\"history\">\n\(page.readings.map(row))</ul>")
        \(pager)
        """
    }

    private var none: HTML { "<p class=\"quiet\">\(texts[.spaceReadingsNone])</p>" }

    private func row(_ reading: SpaceReading) -> HTML {
        """
        <li class="entry leaf"><p class="what"><b>\(reading.account.name)</b> \
        \(texts.moment(reading.minute, as: texts.dayAndHour(reading.minute, now: now)))</p>
        <p class="leaf-facts">\(reading.keys.map(key))\(more(than: reading.keys.count, reading))</p></li>

        """
    }

    private func key(_ key: String) -> HTML { "<a href=\"\(Link.entry(key, of: space.id))\">\(key)</a>" }

    private func more(than named: Int, _ reading: SpaceReading) -> HTML? {
        reading.count > named ? "<span>\(texts.timesHandedOut(reading.count))</span>" : nil
    }

    private var pager: HTML? {
        let next = page.next.map { link([("after", $0)], .nextPage) }
        let first = isLater ? link([], .firstPage) : nil
        guard next != nil || first != nil else { return nil }
        return "<nav class=\"pager\" aria-label=\"\(texts[.pages])\">\(first)\(next)</nav>"
    }

    private func link(_ query: [(String, String)], _ text: CommonText) -> HTML {
        let limit = limit == 100 ? [] : [("limit", String(limit))]
        let link = Link.to("memory", "spaces", space.id, "readings", query: query + limit)
        return "<a class=\"button\" href=\"\(link)\">\(texts[text])</a>"
    }
}
