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
    let text: String
    /// The name of its space.
    let space: String
    let marks: QuestionMarks
    let facts: [String]

    var html: HTML {
        """
        <li class="leaf"><h2>\(head)</h2>
        <p class="said">\(origin)</p>
        <p class="words" dir="auto">\(marks.pieces(of: text).map { $0.isHit ? "<mark>\(HTML(text: $0.text))</mark>" as HTML : HTML(text: $0.text) })</p>
        <p class="leaf-facts">\(facts.map { "<span>\($0)</span>" as HTML })</p></li>

        """
    }

    private var link: HTML { "<a href=\"\(Link.entry(entry))\">\(entry.key)</a>" }

    /// A turn begins with who said it, anything else with its key.
    private var head: HTML {
        entry.fields.kind == .turn ? "\(entry.fields.speaker ?? texts[.entrySomebody])" : link
    }

    private var origin: HTML {
        let at = entry.fields.at ?? entry.updatedAt
        let first: HTML = entry.fields.kind == .turn ? link : HTML(text: texts[entry.fields.kind])
        return """
            \(first) · \(texts.moment(at, as: texts.dayAndHour(at, now: now))) · \
            <a href="\(Link.space(entry.spaceId))">\(space)</a>
            """
    }
}
