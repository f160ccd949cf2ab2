import Domain
import HTML
import Markdown
import MemoryDomain
import MemoryTexts
import Texts
import Web

/// An entry in a list: its key, the beginning of what it says, and below what is known of it.
struct EntryLine: PagePart {
    let context: PageContext
    let entry: MemoryEntry
    /// The work that all texts of the page may cost together.
    let allowance: Markdown.Allowance

    private var fields: EntryFields { entry.fields }

    var html: HTML {
        """
        <li class="leaf\(isOver ? " over" : "")">\(head)
        \(EntryText(texts: texts, entry: entry).beginning(allowance))
        \(facts)</li>

        """
    }

    /// It is not true any more.
    private var isOver: Bool { fields.validUntil.map { $0 <= now } == true }

    /// A turn begins with who said it and when, as in a conversation; anything else with its key.
    private var head: HTML {
        fields.kind == .turn ? turn : "<h2>\(link)</h2><p class=\"said\">\(texts[fields.kind]) · \(changed)</p>"
    }

    private var turn: HTML {
        """
        <h2>\(fields.speaker ?? texts[.entrySomebody])</h2>\
        <p class="said">\(texts.moment(said, as: texts.dayAndHour(said, now: now))) · \(link)</p>
        """
    }

    private var said: Instant { fields.at ?? entry.createdAt }

    private var link: HTML { "<a href=\"\(Link.entry(entry))\">\(entry.key)</a>" }

    private var changed: HTML { texts.moment(entry.updatedAt, now: now) }

    private var facts: HTML? {
        let facts = [tags, source, until, expires].compactMap { $0 }
        return facts.isEmpty ? nil : "<p class=\"leaf-facts\">\(facts)</p>"
    }

    private var tags: HTML? {
        guard !fields.tags.isEmpty else { return nil }
        return "\(EntryTags(space: entry.spaceId, tags: fields.tags).html)"
    }

    /// Long ones, such as addresses, by their beginning.
    private var source: HTML? {
        fields.source.map { "<span>\($0.count > 80 ? $0.prefix(80) + "…" : $0)</span>" }
    }

    private var until: HTML? {
        fields.validUntil.map { texts.moment($0, in: texts.trueUntil($0, now: now)) }
    }

    private var expires: HTML? {
        fields.expiresAt.map { texts.moment($0, in: texts.expires($0, now: now)) }
    }
}

/// The tags of an entry, each the way to all that have it.
struct EntryTags {
    let space: Int64
    let tags: [String]

    var html: HTML {
        "<span class=\"tags\">\(tags.map { "<a class=\"tag\" href=\"\(Link.space(space, query: [("tag", $0)]))\">\($0)</a>" as HTML })</span>"
    }
}
