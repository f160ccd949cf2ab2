import Domain
import Finding
import HTML
import Input
import MemoryDomain
import MemoryFormats
import MemoryTexts
import Texts
import Tokens
import Web

/// The context of an agent for a question: what got in, what did not and why, and the tokens of each.
struct ContextPage: Page {
    let context: PageContext
    let spaces: [SpaceSummary]
    let typed: TypedQuestion
    let asked: Asked
    var packed: PackedContext?
    var failure: Failure?

    /// The values in the form beside the question.
    struct Asked {
        let budget: String
        let vocabulary: String
        let agent: String?

        init(_ fields: Fields) {
            budget = fields.typed("budget") ?? String(ContextRequest.usualBudget)
            vocabulary = fields.typed("vocabulary") ?? TokenVocabulary.o200k.rawValue
            agent = fields.typed("agent")
        }
    }

    static let fields = ["question", "budget", "vocabulary", "validAt", "space"]

    var main: HTML {
        """
        <a class="back" href="/memory">\(Icon.back.html)\(texts[.memory])</a>
        <header class="head"><h1>\(texts[.memoryContext])</h1>
        <div class="actions"><a class="plain" href="\(Link.search(typed))">\(texts[.memorySearch])</a></div></header>
        <p class="second lead">\(texts[.memoryContextLead])</p>
        \(MemoryForm.unplaced(failure, fields: Self.fields, texts))
        <div class="columns"><div class="story">
        \(packed.map { PackedParts(context: context, packed: $0, spaces: spaces, question: typed.text).html } ?? invitation)
        </div><aside class="beside-column">\(form)</aside></div>
        """
    }

    private var invitation: HTML {
        "<div class=\"empty\"><h2>\(texts[.contextEmpty])</h2><p>\(texts[.contextEmptyText])</p></div>"
    }

    private var form: HTML {
        let fields = FormFields(texts: texts, failure: failure)
        return """
            <form class="form" action="/memory/context">
            \(fields.block("question", texts[.questionLabel], value: typed.line(inGerman: texts.language == .german, without: [.space, .validAt, .order]), rows: 3))
            \(fields.line("budget", texts[.contextBudget], value: asked.budget, type: "number", hint: texts[.contextBudgetHint], attributes: budgetAttributes))
            \(fields.choice("vocabulary", texts[.contextVocabulary], value: asked.vocabulary, of: TokenVocabulary.allCases.map { ($0.rawValue, texts[$0]) }))
            \(fields.line("validAt", texts[.entriesValidAt], value: validAt, type: "date", attributes: FormFields.years))
            \(asked.agent.map(agent) ?? choice(fields))
            <div class="actions"><button class="button main">\(texts[.contextShow])</button></div></form>
            """
    }

    private var budgetAttributes: HTML {
        let range = ContextRequest.budgetRange
        return " min=\"\(range.lowerBound)\" max=\"\(range.upperBound)\" required"
    }

    /// - Shape: the day of a moment; a form has no more.
    private var validAt: String {
        typed.filters.first { $0.filter == .validAt }.map { String($0.value.prefix(10)) } ?? ""
    }

    private func agent(_ id: String) -> HTML {
        """
        <input type="hidden" name="agent" value="\(id)"><p class="message">\(texts[.contextOfAgent]) \
        <a class="plain" href="\(Link.context(typed))">\(texts[.contextOfAll])</a></p>
        """
    }

    private func choice(_ fields: FormFields) -> HTML {
        let chosen = Set(typed.filters.filter { $0.filter == .space }.map { $0.value.lowercased() })
        return """
            <fieldset class="field" aria-describedby="space-hint"><legend>\(texts[.contextSpaces])</legend>
            \(fields.sentence(for: "space").map { "<p class=\"error\">\($0)</p>" as HTML })
            \(spaces.map { space in
                """
                <div class="check"><input type="checkbox" id="space-\(space.id)" name="space" value="\(space.id)"\
                \(attribute: "checked", if: chosen.contains(String(space.id)) || chosen.contains(space.space.name.lowercased()))>\
                <label for="space-\(space.id)" dir="auto">\(space.space.name)</label></div>

                """ as HTML
            })<p class="hint" id="space-hint">\(texts[.contextSpacesHint])</p></fieldset>
            """
    }
}
