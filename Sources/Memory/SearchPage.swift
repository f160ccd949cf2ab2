import Domain
import Finding
import HTML
import MemoryDomain
import MemoryFormats
import MemoryTexts
import Texts
import Web

/// The search among entries: a question with filters as words, and what answers it, each with why.
struct SearchPage: Page {
    let context: PageContext
    let spaces: [SpaceSummary]
    let typed: TypedQuestion
    var found: FoundEntries?
    var failure: Failure?

    var main: HTML {
        """
        <a class="back" href="/memory">\(Icon.back.html)\(texts[.memory])</a>
        <header class="head"><h1>\(texts[.memorySearch])</h1>
        <div class="actions"><a class="plain" href="\(Link.context(typed))">\(texts[.memoryContext])</a></div></header>
        <div class="sieve"><div class="sieve-line">\(QuestionField(texts: texts, value: typed.line(inGerman: isGerman), failure: failure).html)\(help)</div>
        \(chips)</div>
        \(broken)
        \(found.map(results))
        """
    }

    private var help: HTML {
        """
        <details class="drop"><summary class="button" title="\(texts[.questionHelp])" aria-label="\(texts[.questionHelp])">?</summary>
        <div class="pop wide">\(QuestionExamples(texts: texts).html)</div></details>
        """
    }

    /// The filters, to be taken out again, then spaces and orders, to be added.
    private var chips: HTML {
        """
        <nav aria-label="\(texts[.entriesFilter])"><ul class="chips">
        \(typed.filters.indices.prefix(Self.shownFilters).map(chosen))\(offered.map(offer))</ul></nav>
        """
    }

    /// Filters that have a chip; each has a link with all the others.
    private static let shownFilters = 50

    private func chosen(_ place: Int) -> HTML {
        let word = typed.filters[place]
        let shown =
            switch word.filter {
            case .space: spaceName(word.value)
            case .order: EntryQuestion.Sorting(rawValue: word.value).map { texts[$0] } ?? word.value
            default: TypedQuestion.word(word, inGerman: isGerman)
            }
        return """
            <li><a class="chip" href="\(Link.search(typed.without(place)))" aria-current="true" \
            aria-label="\(texts.withoutWord(shown))"><span dir="auto">\(shown)</span>\(Icon.remove.html)</a></li>

            """
    }

    private var isGerman: Bool { texts.language == .german }

    private func spaceName(_ value: String) -> String {
        spaces.first { String($0.id) == value }?.space.name ?? value
    }

    /// Spaces that are offered; more of them are typed.
    private static let offeredSpaces = 8

    private var offered: [(word: TypedQuestion.Word, name: String)] {
        let named = Set(typed.filters.filter { $0.filter == .space }.map(\.value))
        let others = spaces.filter { !named.contains(String($0.id)) && !named.contains($0.space.name) }
        // Of one space all that there is is in it.
        let open = spaces.count > 1 ? others.prefix(Self.offeredSpaces) : []
        let order = typed.filters.first { $0.filter == .order }?.value ?? EntryQuestion.Sorting.nearest.rawValue
        let orders = EntryQuestion.Sorting.allCases.filter { $0 != .nearest && $0.rawValue != order }
        return open.map { ((.space, String($0.id)), $0.space.name) }
            + orders.map { ((.order, $0.rawValue), texts[$0]) }
    }

    private func offer(_ one: (word: TypedQuestion.Word, name: String)) -> HTML {
        "<li><a class=\"chip\" href=\"\(Link.search(typed.with(one.word)))\">\(one.name)</a></li>\n"
    }

    private var broken: HTML? {
        failure.map { failure in
            """
            <p class="message bad" role="alert" id="question-error">\
            \(failure.field.map { "<b class=\"mono\">\($0)</b> " as HTML })\(texts.sentence(failure))</p>
            """
        }
    }

    private func results(_ found: FoundEntries) -> HTML {
        let names = Dictionary(uniqueKeysWithValues: spaces.map { ($0.id, $0.space.name) })
        let marks = QuestionMarks(typed.text)
        let lines = found.entries.map { one in
            FoundLine(
                context: context, entry: one.entry, at: one.at, text: one.text, space: names[one.entry.spaceId] ?? "",
                marks: marks,
                facts: reasons(one)
            ).html
        }
        return """
            \(FoundNotes(texts: texts, ignoredWords: found.ignoredWords, isBounded: found.isBounded).html)
            <section><h2 class="unseen">\(texts[.memoryFound])</h2>
            \(lines.isEmpty ? nothing : "<ol class=\"leaves found\">\n\(lines)</ol>")</section>
            \(found.next.map(pager))
            """
    }

    private func reasons(_ one: FoundEntry) -> [String] {
        guard one.score > 0 else { return [] }
        let reasons = one.reasons
        let lists: [(words: [String], sentence: ([String]) -> String)] = [
            (reasons.words, texts.foundWords), (reasons.beside, texts.foundBeside),
            (reasons.related, texts.foundRelated),
        ]
        return lists.filter { !$0.words.isEmpty }.map { $0.sentence($0.words) }
            + (reasons.isSpeaker ? [texts[.foundSpeaker]] : []) + (reasons.isOfTime ? [texts[.foundTime]] : [])
            + [texts.foundScore(one.score)]
    }

    private var nothing: HTML {
        """
        <div class="empty"><h2>\(texts[.foundNone])</h2><p>\(texts[.foundNoneText])</p></div>
        """
    }

    private func pager(_ next: String) -> HTML {
        """
        <nav class="pager" aria-label="\(texts[.pages])"><a class="button" href="\(Link.search(typed, after: next))">\
        \(texts[.entriesMore])</a></nav>
        """
    }
}
