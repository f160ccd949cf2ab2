import Domain
import HTML
import MemoryDomain
import MemoryFormats
import MemoryTexts
import Texts
import Web

/// The versions of an entry, the newest first: who wrote it, when, what differs, and the way back to it.
struct EntryHistoryPage: Page {
    let context: PageContext
    let detail: SpaceDetail
    let key: String
    /// One more than are shown where there are more: what the last one that is shown differs from.
    let versions: [EntryVersion]
    /// Newer versions come before.
    let isLater: Bool
    let limit: Int

    private var shown: ArraySlice<EntryVersion> { versions.prefix(limit) }
    private var address: Link { Link.entry(key, of: detail.space.id) }

    var main: HTML {
        // All versions of the page share what comparing them may cost.
        let allowance = TextDifference.Allowance()
        return """
            \(way)
            <header class="head"><h1>\(texts.historyOf(key))</h1></header>
            \(mayWrite(in: detail) ? "<form id=\"restore\" method=\"post\">\(formToken)</form>" as HTML : nil)
            <ol class="history versions-list">
            \(shown.indices.map { row($0, allowance) })</ol>
            \(pager)
            \(isDeleted ? EntryErasure(context: context, detail: detail, key: key).html : nil)
            """
    }

    private var isDeleted: Bool { !isLater && versions.first?.deed == .deleted }

    /// Up to the entry; where it is deleted to the space.
    private var way: HTML {
        if isDeleted { return back(to: detail) }
        return "<a class=\"back\" href=\"\(address)\">\(Icon.back.html)\(key)</a>"
    }

    private func row(_ place: Int, _ allowance: TextDifference.Allowance) -> HTML {
        let version = versions[place]
        return """
            <li class="entry leaf" id="version-\(version.number)"><p class="what"><b>\(AuthorName(texts: texts, author: version.by).html)</b> \
            \(texts.deed(version.deed, restored: version.restored)) \
            \(texts.moment(version.at, as: texts.dayAndHour(version.at, now: now))) \
            <span class="quiet">· \(texts.versionName(version.number))</span>\(restore(place))</p>
            \(version.fields.map { said($0, place, allowance) })</li>

            """
    }

    /// The content of a version, beside the version before it where the page has that one.
    private func said(_ fields: EntryFields, _ place: Int, _ allowance: TextDifference.Allowance) -> HTML {
        let before = versions.indices.contains(place + 1) ? versions[place + 1].fields : nil
        let words =
            before.map { old in
                VersionDifference(context: context, old: old, new: fields, allowance: allowance).html
            } ?? EntryExcerpt(content: fields.content).html
        return "\(words)\(stretch(fields))"
    }

    /// The stretch of time for which it says this.
    private func stretch(_ fields: EntryFields) -> HTML {
        let from = fields.validFrom.map { texts.moment($0, in: texts.trueFrom($0, now: now)) }
        let until = fields.validUntil.map { texts.moment($0, in: texts.trueUntil($0, now: now)) }
        let always: HTML? = from == nil && until == nil ? "<span>\(texts[.entryAlways])</span>" : nil
        return "<p class=\"leaf-facts\">\(from)\(until)\(always)</p>"
    }

    /// The newest is what the entry says already.
    private func restore(_ place: Int) -> HTML? {
        let version = versions[place]
        guard mayWrite(in: detail), version.fields != nil, isLater || place > 0 else { return nil }
        let link = address.child("versions").child(version.number).child("restoration")
        return """
             <button class="plain" form="restore" formaction="\(link)" \
            aria-label="\(texts.label(texts[.entryRestore], texts.versionName(version.number)))">\
            \(texts[.entryRestore])</button>
            """
    }

    private var pager: HTML? {
        let older = EntryVersionJSON.next(after: shown.last).map { link([("before", String($0))], .nextPage) }
        let first = isLater ? link([], .firstPage) : nil
        guard older != nil || first != nil else { return nil }
        return "<nav class=\"pager\" aria-label=\"\(texts[.pages])\">\(first)\(older)</nav>"
    }

    private func link(_ query: [(String, String)], _ text: CommonText) -> HTML {
        let limit = limit == EntryVersion.usual ? [] : [("limit", String(limit))]
        let link = Link.to("memory", detail.space.id, key, "versions", query: query + limit)
        return "<a class=\"button\" href=\"\(link)\">\(texts[text])</a>"
    }
}
