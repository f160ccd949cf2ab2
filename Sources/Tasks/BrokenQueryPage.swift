import Domain
import HTML
import TaskDomain
import TaskTexts
import Texts
import Web

/// A query that cannot be read: as it was typed, with the word at which it stops making sense, and what was probably
/// meant.
struct BrokenQueryPage: Page {
    let context: PageContext
    let typed: String
    let error: QueryError
    let target: FilterBar.Target

    var main: HTML {
        """
        <header class="head"><h1>\(texts[.tasks])</h1></header>
        \(FilterBar(texts: texts, target: target, filter: TaskFilter(), typed: typed, hasStatuses: false).html)
        <div class="message bad" role="alert" id="q-error"><p><b>\(texts[.queryBroken])</b> \(texts.sentence(error))</p>
        <p class="typed mono">\(before)<mark>\(word)</mark>\(after)</p>
        \(suggestions)</div>
        <section class="block"><h2>\(texts[.queryHelp])</h2>\(QueryHelp(texts: texts).examples)</section>
        """
    }

    private var before: String { piece(0..<error.bytes.lowerBound) }
    private var after: String { piece(error.bytes.upperBound..<typed.utf8.count) }

    /// Where something is missing there is no word; the place shows all the same.
    private var word: String {
        let word = piece(error.bytes)
        return word.isEmpty ? "…" : word
    }

    /// The borders are those of characters, as `QueryError` says.
    private func piece(_ bytes: Range<Int>) -> String {
        String(decoding: Array(typed.utf8)[bytes], as: UTF8.self)
    }

    private var suggestions: HTML? {
        guard !error.suggestions.isEmpty else { return nil }
        return """
            <ul class="chips">\(error.suggestions.map { suggestion in
                """
                <li><a class="chip" href="\(target.link(typed: mended(suggestion)))">\(suggestion)</a></li>
                """ as HTML
            })</ul>
            """
    }

    /// A field is proposed with its sign; where one was typed, that one stays.
    private func mended(_ suggestion: String) -> String {
        let hasSign = suggestion.hasSuffix(":") && after.first.map { ":=<>".contains($0) } == true
        return before + (hasSign ? String(suggestion.dropLast()) : suggestion) + after
    }
}
