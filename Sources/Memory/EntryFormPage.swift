import Domain
import HTML
import MemoryDomain
import MemoryTexts
import Texts
import Web

/// The form for a new entry, or for changing one.
struct EntryFormPage: Page {
    let context: PageContext
    let detail: SpaceDetail
    /// nil for a new one.
    let entry: MemoryEntry?
    let values: Values
    let failure: Failure?

    static let fields = [
        "key", "content", "kind", "tags", "importance", "source", "speaker", "at", "validFrom", "validUntil",
        "expiresAt", "links",
    ]

    private var address: Link { entry.map(Link.entry) ?? .space(detail.space.id) }

    var main: HTML {
        """
        \(entry.map(backToEntry) ?? back(to: detail))
        <header class="head"><h1>\(texts[entry == nil ? MemoryText.entryNew : .entryEdit])</h1></header>
        \(MemoryForm.unplaced(failure?.ofEntryForm, fields: Self.fields, texts))
        <form class="form task-form" method="post" action="\(address)">\(formToken)\
        \(entry.map { MemoryForm.patch(version: version($0.version, sentTo: address, failure)) })
        \(words)
        \(origin)
        <div class="actions"><button class="button main">\(texts[.save])</button>
        <a class="button" href="\(address)">\(texts[.cancel])</a></div></form>
        """
    }

    private func backToEntry(_ entry: MemoryEntry) -> HTML {
        "<a class=\"back\" href=\"\(Link.entry(entry))\">\(Icon.back.html)\(entry.key)</a>"
    }

    private var form: FormFields { FormFields(texts: texts, failure: failure?.ofEntryForm) }

    private var words: HTML {
        """
        \(entry == nil ? key : nil)
        \(json ?? form.block(
            "content", texts[.entryContent], value: values.content, hint: texts[.entryContentHint], rows: 12))
        <div class="three">
        \(form.choice("kind", texts[.entryKind], value: values.kind, of: kinds))
        \(line("tags", .entryTags, values.tags, hint: .entryTagsHint))
        \(line("importance", .entryImportance, values.importance, hint: .entryImportanceHint))</div>
        """
    }

    private var key: HTML { line("key", .entryKey, values.key, hint: .entryKeyHint) }

    /// JSON is read here and not sent: a form would make a text of it.
    private var json: HTML? {
        guard let entry, entry.fields.content.isJSON else { return nil }
        return """
            <section class="field"><h2>\(texts[.entryContent])</h2>\(EntryText(texts: texts, entry: entry).html)
            <p class="hint">\(texts[.entryContentJSON])</p></section>
            """
    }

    private var kinds: [(value: String, name: String)] { EntryKind.allCases.map { ($0.rawValue, texts[$0]) } }

    private func line(_ name: String, _ label: MemoryText, _ value: String, hint: MemoryText? = nil) -> HTML {
        form.line(
            name, texts[label], value: value, hint: hint.map { texts[$0] }, attributes: " autocomplete=\"off\"")
    }

    /// The source, the times and the links: closed until something of it is known.
    private var origin: HTML {
        let isOpen = values.hasOrigin || Self.fields.suffix(7).contains(failure?.ofEntryForm.field ?? "")
        return """
            <details\(attribute: "open", if: isOpen)><summary class="plain">\(texts[.entryMore])</summary>
            <div class="form leaf-more"><div class="two">
            \(line("source", .entrySource, values.source))
            \(line("speaker", .entrySpeaker, values.speaker))
            \(line("at", .entryAt, values.at))
            \(line("validFrom", .entryValidFrom, values.validFrom))
            \(line("validUntil", .entryValidUntil, values.validUntil))
            \(line("expiresAt", .entryExpires, values.expiresAt))</div>
            <p class="quiet small">\(texts[.entryTimesHint])</p>
            \(form.block("links", texts[.entryLinks], value: values.links, hint: texts[.entryLinksHint], rows: 3))</div></details>
            """
    }
}
