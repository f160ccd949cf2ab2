import Domain
import Finding
import HTML
import MemoryDomain
import MemoryTexts
import Search
import Texts
import Web

/// A passage that was found: whose it is, where it stands, what it says, and what speaks for it.
struct FoundLine: PagePart {
    let context: PageContext
    let entry: MemoryEntry
    /// When it was said, or else written.
    let at: Instant
    /// nil where it is only named.
    let text: String?
    /// The name of its space.
    let space: String
    let marks: QuestionMarks
    let facts: [String]

    var html: HTML {
        """
        <li class="leaf"><h2>\(head)</h2>
        <p class="said">\(origin)</p>
        \(text.map(passage))
        <p class="leaf-facts">\(facts.map { "<span>\($0)</span>" as HTML })</p></li>

        """
    }

    private func passage(_ text: String) -> HTML {
        let pieces = marks.pieces(of: text).map { piece in
            piece.isHit ? "<mark>\(HTML(text: piece.text))</mark>" as HTML : HTML(text: piece.text)
        }
        return "<p class=\"words\" dir=\"auto\">\(pieces)</p>"
    }

    private var link: HTML { "<a href=\"\(Link.entry(entry))\">\(entry.key)</a>" }

    /// A turn begins with who said it, anything else with its key.
    private var head: HTML {
        entry.fields.kind == .turn ? "\(entry.fields.speaker ?? texts[.entrySomebody])" : link
    }

    private var origin: HTML {
        let first: HTML = entry.fields.kind == .turn ? link : HTML(text: texts[entry.fields.kind])
        return """
            \(first) · \(texts.moment(at, as: texts.dayAndHour(at, now: now))) · \
            <a href="\(Link.space(entry.spaceId))">\(space)</a>
            """
    }
}
