import Domain
import HTML
import JSON
import Markdown
import MemoryDomain
import MemoryTexts
import Texts
import Web

/// The content of an entry, in full or its beginning: Markdown in which `[[key]]` leads to an entry of the same space, or JSON
/// that one can read.
struct EntryText {
    let texts: Texts
    let entry: MemoryEntry

    var html: HTML {
        switch entry.fields.content {
        case .json(let text): "<pre class=\"words mono\" dir=\"ltr\">\(Self.readable(text))</pre>"
        case .text(let text):
            entry.fields.isMarkdown && text.utf8.count <= Self.markdownLimit
                ? markdown(text, "content", firstHeading: 2) : "<p class=\"words\" dir=\"auto\">\(text)</p>"
        }
    }

    /// Markdown of a longer text would cost more than a page may; it is shown as it was written.
    ///
    /// - Units: bytes.
    private static let markdownLimit = 65_536

    /// The beginning, as lists have it: a few lines, drawn as the whole is.
    ///
    /// - Shape: all entries of the page share `allowance`.
    func beginning(_ allowance: Markdown.Allowance) -> HTML {
        let beginning = EntryExcerpt(content: entry.fields.content)
        guard entry.fields.isMarkdown else { return beginning.html }
        return markdown(beginning.text, "entry-\(entry.id)", firstHeading: 3, allowance)
    }

    /// The beginning in one line, without Markdown's signs.
    var firstWords: String {
        let excerpt = EntryExcerpt(content: entry.fields.content, limit: 120, lines: 1).text
        guard entry.fields.isMarkdown else { return excerpt }
        let words = Markdown.firstWords(of: excerpt)
        return WikiLinks.shown(words.isEmpty ? excerpt : words)
    }

    /// - Shape: `prefix` begins the names of its footnotes, which are the page's.
    private func markdown(
        _ text: String, _ prefix: String, firstHeading: Int, _ allowance: Markdown.Allowance = Markdown.Allowance()
    ) -> HTML {
        let html = Markdown.html(
            text, firstHeading: firstHeading, references: Self.references,
            footnotes: .init(prefix: prefix, back: texts[.entryFootnoteBack]), allowance: allowance)
        let linked = WikiLinkMarkup(space: entry.spaceId, keys: WikiLinks.keys(in: text)).linked(html)
        return "<div class=\"markdown\" dir=\"auto\">\(linked)</div>"
    }

    private static var references: Markdown.References {
        Markdown.References(path: { rest in
            CitedAddress.path(beginning: rest).map { .init(length: $0.length, link: Link(cited: $0.address.thing)) }
        })
    }

    /// - Units: bytes. A longer JSON is shown as it is kept.
    private static let readableLimit = 65_536

    private static func readable(_ text: String) -> String {
        guard text.utf8.count <= readableLimit, let value = try? JSONParser.parse(Array(text.utf8)) else { return text }
        return value.readable
    }
}
