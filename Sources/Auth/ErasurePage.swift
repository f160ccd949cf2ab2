import AuthTexts
import Domain
import HTML
import Texts
import Web

/// The form that erases a text from everything and from its history, and what came of it.
struct ErasurePage: Page {
    let context: PageContext
    /// The reader may go back to the audit, which leads here.
    let mayAudit: Bool
    /// The erasure that was just carried out; the text itself is nowhere in the answer.
    let erasure: TextErasure?
    let failure: Failure?

    var main: HTML {
        let fields = FormFields(texts: texts, failure: failure)
        return """
            \(mayAudit ? back : nil)
            <header class="head"><h1>\(texts[.erasureTitle])</h1></header>
            \(erasure.map(outcome))\(failure?.field == "text" ? nil : FailureMessage(texts: texts, failure: failure).html)
            <p class="lead">\(texts.erasureLead(mark: TextErasure.mark))</p>
            <form class="form" method="post" action="/audit/erasure">\(formToken)
            \(fields.line(
                "text", texts[.erasureText], value: "", type: "password", hint: texts[.erasureHint],
                attributes: " autocomplete=\"off\" required"))
            <div class="actions"><button class="button danger main">\(texts[.erasureButton])</button></div></form>
            """
    }

    private var back: HTML { "<a class=\"back\" href=\"/audit\">\(Icon.back.html)\(texts[.audit])</a>" }

    private func outcome(_ erasure: TextErasure) -> HTML {
        let said =
            erasure.isAnything
            ? texts.erased(events: erasure.events, rows: erasure.rows, since: erasure.since) : texts[.erasureNothing]
        return """
            \(message(said))\
            \(remains(erasure.remains).map(message))
            """
    }

    private func remains(_ remains: TextErasure.Remains) -> String? {
        switch remains {
        case .nowhere: nil
        case .inWAL: texts[.erasureUnfinished]
        case .inGaps: texts[.erasureInFile]
        }
    }

    private func message(_ text: String) -> HTML { "<p class=\"message\" role=\"status\">\(text)</p>" }
}
