import Domain
import HTML
import MemoryTexts
import Texts
import Web

/// The field for a question to memory.
struct QuestionField {
    let texts: Texts
    var value = ""
    var failure: Failure?

    var html: HTML {
        """
        <form class="search" role="search" action="/memory/search"><label class="unseen" for="question">\(texts[.questionLabel])</label>
        <input class="input" dir="auto" id="question" name="question" type="search" value="\(value)" \
        placeholder="\(texts[.questionPlaceholder])" autocomplete="off"\(attribute: "aria-invalid", failure.map { _ in "true" })\
        \(attribute: "aria-describedby", failure.map { _ in "question-error" })>
        <button class="button">\(texts[.search])</button></form>
        """
    }
}

/// Questions with filters as words, each with what it means.
struct QuestionExamples {
    let texts: Texts

    var html: HTML {
        """
        <p>\(texts[.questionHelpLead])</p>
        <ul class="examples">
        \(texts.questionExamples.map { question, meaning in
            """
            <li><a class="mono" href="\(Link.to("memory", "search", query: [("question", question)]))">\(question)</a> \
            <span>\(meaning)</span></li>

            """ as HTML
        })</ul>
        """
    }
}

/// Notes of a search beside what it found.
struct FoundNotes {
    let texts: Texts
    let ignoredWords: Int
    let isBounded: Bool

    var html: HTML {
        let notes = [
            ignoredWords > 0 ? texts.questionCut(ignoredWords) : nil, isBounded ? texts[.foundBounded] : nil,
        ]
        return "\(notes.compactMap { $0 }.map { "<p class=\"message\" role=\"status\">\($0)</p>\n" as HTML })"
    }
}
