import Domain
import Finding
import HTML
import MemoryDomain
import MemoryTexts
import Texts
import Web

/// A packed context as people look at it.
struct PackedParts: PagePart {
    let context: PageContext
    let packed: PackedContext
    let spaces: [SpaceSummary]
    let question: String

    var html: HTML {
        let names = Dictionary(uniqueKeysWithValues: spaces.map { ($0.id, $0.space.name) })
        let marks = QuestionMarks(question)
        // What stays out is named and not shown: a space may note what is handed out.
        func line(_ candidate: PackedContext.Candidate, _ text: String?, _ facts: [String]) -> HTML {
            FoundLine(
                context: context, entry: candidate.entry, at: candidate.at, text: text,
                space: names[candidate.entry.spaceId] ?? "", marks: marks, facts: facts
            ).html
        }
        return """
            \(FoundNotes(texts: texts, ignoredWords: packed.ignoredWords, isBounded: packed.isBounded).html)
            <section class="group"><h2>\(texts[.contextTold])</h2>
            <p class="progress budget"><progress max="\(max(1, packed.budget))" value="\(packed.tokens)" aria-hidden="true"></progress>\
            <span>\(texts.contextSize(packed.items.count, tokens: packed.tokens, of: packed.budget))</span></p>
            \(packed.emptiness.map { "<p class=\"quiet nothing\">\(texts[$0])</p>" as HTML })
            \(packed.items.isEmpty ? nil : "<ol class=\"leaves found\">\n\(packed.items.map { line($0, $0.text, facts($0)) })</ol>" as HTML)
            \(packed.items.isEmpty ? nil : verbatim)</section>
            \(packed.leftOut.isEmpty ? nil : """
                <section class="group"><h2>\(texts[.contextLeftOut])</h2>
                <ol class="leaves found">
                \(packed.leftOut.map { line($0.candidate, nil, facts($0)) })</ol>
                \(packed.more > 0 ? "<p class=\"quiet\">\(texts.contextMore(packed.more))</p>" as HTML : nil)</section>
                """ as HTML)
            """
    }

    private func facts(_ candidate: PackedContext.Candidate) -> [String] {
        [texts.tokens(candidate.tokens), texts[candidate.reason]]
            + (candidate.score.map { [texts.foundScore($0)] } ?? [])
    }

    private func facts(_ omission: PackedContext.Omission) -> [String] {
        [texts.left(omission)] + facts(omission.candidate)
    }

    private var verbatim: HTML {
        """
        <details class="verbatim"><summary class="plain">\(texts[.contextVerbatim])</summary>
        <pre class="words mono" dir="auto">\(packed.text)</pre></details>
        """
    }
}
