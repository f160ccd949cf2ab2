import Domain
import HTML
import TaskTexts
import Texts
import Web

/// The query language in a few examples, with the way to all of it.
struct QueryHelp {
    let texts: Texts

    /// Behind a button beside the field.
    var folded: HTML {
        """
        <details class="drop"><summary class="button" title="\(texts[.queryHelp])" aria-label="\(texts[.queryHelp])">?</summary>
        <div class="pop wide">\(examples)</div></details>
        """
    }

    var examples: HTML {
        """
        <ul class="examples">
        \(texts.queryExamples.map(Self.line))</ul>
        <p><a href="/tasks/help">\(texts[.queryHelpAll])</a></p>
        """
    }

    static func line(_ query: String, _ meaning: String) -> HTML {
        """
        <li><a class="mono" href="\(Link.to("tasks", query: [("q", query)]))">\(query)</a> <span>\(meaning)</span></li>

        """
    }
}

/// The whole query language on one page; `docs/api/query.md` says the same at greater length.
struct QueryHelpPage {
    let texts: Texts

    var main: HTML {
        """
        <a class="back" href="/tasks">\(Icon.back.html)\(texts[.tasks])</a>
        <header class="head"><h1>\(texts[.queryHelp])</h1></header>
        <p class="second">\(texts[.helpLead])</p>
        <section class="block"><h2>\(texts[.helpExamples])</h2><ul class="examples">
        \(texts.queryExamples.map(QueryHelp.line))</ul></section>
        <section class="block"><h2>\(texts[.helpJoining])</h2>\(table(texts.queryJoining))</section>
        <section class="block"><h2>\(texts[.helpFields])</h2>\(table(texts.queryFields))</section>
        <section class="block"><h2>\(texts[.helpTimes])</h2>\(table(texts.queryTimes))</section>
        """
    }

    private func table(_ lines: [(term: String, meaning: String)]) -> HTML {
        """
        <dl class="terms">
        \(lines.map { "<div><dt class=\"mono\">\($0.term)</dt><dd>\($0.meaning)</dd></div>\n" as HTML })</dl>
        """
    }
}
