import Domain
import HTML
import MemoryDomain
import MemoryTexts
import Texts
import Web

/// What a version says otherwise than the one before it.
struct VersionDifference: PagePart {
    let context: PageContext
    let old: EntryFields
    let new: EntryFields
    let allowance: TextDifference.Allowance

    var html: HTML {
        let parts = parts
        return """
            \(old.content == new.content ? nil : content)\
            \(parts.isEmpty ? nil : "<ul class=\"parts\">\(parts)</ul>" as HTML)
            """
    }

    private var content: HTML {
        let difference = TextDifference(from: old.content.stored, to: new.content.stored, allowance: allowance)
        guard let difference else {
            return "<p class=\"quiet\">\(texts[.entryLong])</p>\(EntryExcerpt(content: new.content).html)"
        }
        let last = difference.pieces.count - 1
        let pieces = difference.pieces.enumerated().map { place, piece -> HTML in
            switch piece {
            case .same(let text): "\(Self.shortened(text, isFirst: place == 0, isLast: place == last))"
            case .removed(let text): "<del>\(Self.shortened(text, to: Self.length))</del>"
            case .added(let text): "<ins>\(Self.shortened(text, to: Self.length))</ins>"
            }
        }
        return "<p class=\"words leaf-changes\" dir=\"auto\">\(pieces)</p>"
    }

    /// - Units: characters of what stayed as it was, on each side of a change.
    private static let margin = 120
    /// - Units: characters of each end of what came or went.
    private static let length = 1_000

    /// The two ends of a text; of what stayed as it was only where it is near what changed.
    private static func shortened(
        _ text: String, to margin: Int = margin, isFirst: Bool = false, isLast: Bool = false
    ) -> String {
        guard text.utf8.count > 2 * margin, text.count > 2 * margin else { return text }
        let (start, end) = (isFirst ? "" : text.prefix(margin), isLast ? "" : text.suffix(margin))
        return start + " … " + end
    }

    private var parts: [HTML] {
        let pairs: [(MemoryText, String?, String?)] = [
            (.entryKind, texts[old.kind], texts[new.kind]),
            (.entryTags, Self.list(old.tags), Self.list(new.tags)),
            (.entryImportance, old.importance.map { String($0) }, new.importance.map { String($0) }),
            (.entrySource, old.source, new.source), (.entrySpeaker, old.speaker, new.speaker),
            (.entryAt, words(old.at), words(new.at)), (.entryExpires, words(old.expiresAt), words(new.expiresAt)),
            (.entryLinks, Self.list(old.links.map(Self.words)), Self.list(new.links.map(Self.words))),
        ]
        return pairs.filter { $0.1 != $0.2 }.map { part($0.0, $0.1, $0.2) }
    }

    private static func list(_ texts: [String]) -> String? {
        texts.isEmpty ? nil : texts.map(\.isolated).joined(separator: ", ")
    }

    private static func words(_ link: MemoryLink) -> String { "\(link.kind) \(link.target.text)" }

    private func words(_ instant: Instant?) -> String? { instant.map { texts.dayAndHour($0, now: now) } }

    private func part(_ name: MemoryText, _ old: String?, _ new: String?) -> HTML {
        """
        <li>\(texts[name]): \(old.map { "<del>\($0)</del> " as HTML })\
        <span aria-hidden="true">→</span><span class="unseen">\(texts[.entryBecomes])</span> \
        <ins>\(new ?? texts[.nothingSet])</ins></li>
        """
    }
}
