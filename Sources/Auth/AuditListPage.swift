import AuthTexts
import Domain
import HTML
import HouseTexts
import JSON
import Texts
import Web

/// The events that were asked for, the newest first: who did what, from where, and when.
struct AuditListPage: Page {
    let context: PageContext
    let query: AuditQuery
    let page: AuditPage
    /// The way to where a text is erased is shown.
    let mayErase: Bool

    var main: HTML {
        """
        <header class="head"><h1>\(texts[.audit])</h1>\(mayErase ? erasing : nil)</header>
        \(filterBar)
        \(page.entries.isEmpty ? empty : list)
        """
    }

    private var erasing: HTML { "<a class=\"button\" href=\"/audit/erasure\">\(texts[.erasureTitle])</a>" }

    private var filterBar: HTML {
        let fields = FormFields(texts: texts, failure: nil)
        let any = (value: "", name: texts[.auditAll])
        let kinds = EventKind.all.map { (value: $0.rawValue, name: $0.rawValue) }
        let areas = EventKind.areas.map { (value: $0, name: $0) }
        return """
            <form class="form" action="/audit"><div class="two">
            \(fields.line("actor", texts[.auditActor], value: query.actor ?? ""))
            \(fields.choice("kind", texts[.auditKind], value: query.kind?.rawValue ?? "", of: [any] + kinds))
            \(fields.choice("area", texts[.auditArea], value: query.area ?? "", of: [any] + areas))
            \(fields.line("after", texts[.auditAfter], value: day(query.after), type: "date", attributes: FormFields.years))
            \(fields.line("before", texts[.auditBefore], value: day(query.before), type: "date", attributes: FormFields.years))</div>
            <div class="actions"><button class="button">\(texts[.auditShow])</button></div></form>
            <hr>
            """
    }

    private func day(_ instant: Instant?) -> String { instant.map(texts.isoDay) ?? "" }

    private var list: HTML {
        """
        <ul class="events">
        \(page.entries.map(line))</ul>
        \(pager)
        """
    }

    private func line(_ entry: AuditEntry) -> HTML {
        """
        <li><span><b>\(entry.actorName ?? entry.actor.text)</b>\
        \(entry.tokenMaker.map { " <span class=\"quiet\">\(texts.tokenMadeBy($0))</span>" as HTML }) \(words(entry))\
        \(trace(entry).map { "<br><span class=\"quiet\">\($0)</span>" as HTML })</span>\
        \(texts.moment(entry.at, in: "#\(entry.seq) · \(texts.dayAndHour(entry.at, now: now))"))</li>

        """
    }

    /// A kind that only a newer version knows is shown by its name.
    private func words(_ entry: AuditEntry) -> HTML {
        guard let words = EventKind(rawValue: entry.kind).flatMap(texts.activity) else { return HTML(text: entry.kind) }
        let pieces = [words.before, subject(entry), words.after].compactMap { $0 }.filter { !$0.isEmpty }
        return HTML(isolated: pieces.joined(separator: " "))
    }

    /// The subject of the event, by its name where the event tells one.
    private func subject(_ entry: AuditEntry) -> String? {
        if let content = entry.content, case .object(let object)? = try? JSONParser.parse(Array(content.utf8)) {
            for name in ["name", "title", "role"] {
                if case .string(let text)? = object[name] { return texts.quoted(text) }
            }
            // Whose name was tried at a refused sign-in.
            if case .integer(let account)? = object["account"], entry.subject == nil { return "#\(account)" }
        }
        return entry.subject.map { "#\($0)" }
    }

    private func trace(_ entry: AuditEntry) -> String? {
        let pieces = [entry.network, entry.device].compactMap { $0 }.filter { !$0.isEmpty }
        return pieces.isEmpty ? nil : pieces.joined(separator: " · ")
    }

    private var pager: HTML? {
        guard page.next != nil || query.olderThan != nil else { return nil }
        let first = query.olderThan == nil ? nil : pageLink(link(olderThan: nil), .firstPage)
        let next = page.next.map { pageLink(link(olderThan: $0), .nextPage) }
        return "<nav class=\"pager\" aria-label=\"\(texts[.pages])\">\(first)\(next)</nav>"
    }

    private func pageLink(_ link: Link, _ text: CommonText) -> HTML {
        "<a class=\"button\" href=\"\(link)\">\(texts[text])</a>"
    }

    private func link(olderThan: Int64?) -> Link {
        let pairs: [(String, String?)] = [
            ("actor", query.actor), ("kind", query.kind?.rawValue), ("area", query.area),
            ("after", query.after?.rfc3339), ("before", query.before?.rfc3339),
            ("olderThan", olderThan.map { String($0) }),
            ("limit", query.limit == AuditQuery().limit ? nil : String(query.limit)),
        ]
        return .to("audit", query: pairs.compactMap { name, value in value.map { (name, $0) } })
    }

    private var empty: HTML {
        """
        <div class="empty"><h3>\(texts[.auditEmptyTitle])</h3><p>\(texts[.auditEmptyText])</p>
        <a class="button" href="/audit">\(texts[.auditShowAll])</a></div>
        """
    }
}
