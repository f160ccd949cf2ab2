import Domain
import HTML
import MemoryDomain
import MemoryTexts
import Texts
import Web

/// The facts of an entry beside its content. What is not set takes no room.
struct EntryFacts: PagePart {
    let context: PageContext
    let entry: MemoryEntry

    private var fields: EntryFields { entry.fields }

    var html: HTML {
        """
        <section class="card"><h2>\(texts[.entryFacts])</h2><dl class="meta">
        \(row(.entryKind, HTML(text: texts[fields.kind])))
        \(fields.tags.isEmpty ? nil : row(.entryTags, EntryTags(space: entry.spaceId, tags: fields.tags).html))
        \(fields.importance.map { row(.entryImportance, "\($0)/\(EntryRules.importanceRange.upperBound)") })
        \(fields.source.map { row(.entrySource, source($0)) })
        \(fields.speaker.map { row(.entrySpeaker, "\($0)") })
        \(moment(.entryAt, fields.at))
        \(moment(.entryValidFrom, fields.validFrom))
        \(moment(.entryValidUntil, fields.validUntil))
        \(moment(.entryExpires, fields.expiresAt))
        \(row(.entryMade, AuthorName(texts: texts, author: entry.createdBy).html))
        \(moment(.entryUpdated, entry.updatedAt))
        \(row(.entryVersion, "\(entry.version)"))
        </dl></section>
        """
    }

    private func row(_ name: MemoryText, _ value: HTML) -> HTML { "<dt>\(texts[name])</dt><dd>\(value)</dd>" }

    private func moment(_ name: MemoryText, _ instant: Instant?) -> HTML? {
        instant.map { row(name, texts.moment($0, as: texts.dayAndHour($0, now: now))) }
    }

    /// An address is a link.
    private func source(_ text: String) -> HTML {
        guard text.hasPrefix("https://") || text.hasPrefix("http://"), let link = Link(untrusted: text)
        else { return HTML(isolated: text) }
        return "<a href=\"\(link)\" rel=\"noopener nofollow\">\(text)</a>"
    }
}
