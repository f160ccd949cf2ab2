import AuthTexts
import Domain
import HTML
import Texts
import Web

/// Asks somebody who is signed in for the password once more, and for the code where there is a second factor.
struct ProofPage: Page {
    let context: PageContext
    let hasFactor: Bool
    let next: Link?
    let failure: Failure?

    var main: HTML {
        let fields = FormFields(texts: texts, failure: failure)
        return """
            <header class="head"><h1>\(texts[.proofTitle])</h1></header>
            <p class="words">\(texts[.proofLead])</p>
            <form class="form" method="post" action="/auth/proof">\(formToken)\
            \(next.map(ReturnLink.field))
            \(fields.line(
                "password", texts[.password], value: "", type: "password",
                attributes: " autocomplete=\"current-password\" required autofocus"))
            \(hasFactor ? fields.code(hint: texts[.codeHint], isFocused: false) : nil)
            <div class="actions"><button class="button main">\(texts[.proofButton])</button></div></form>
            """
    }
}
