import AuthDomain
import AuthTexts
import Domain
import HTML
import Texts
import Web

/// The form for another password.
struct PasswordPage: Page {
    let context: PageContext
    /// A second factor makes a shorter password good enough.
    let hasFactor: Bool
    let failure: Failure?

    var main: HTML {
        let fields = FormFields(texts: texts, failure: failure)
        return """
            <a class="back" href="/account">\(Icon.back.html)\(texts[.account])</a>
            <header class="head"><h1>\(texts[.passwordChange])</h1></header>
            <form class="form" method="post" action="/account/password">\(formToken)\
            <input type="hidden" name="_method" value="PUT">
            <p class="second">\(texts[.passwordChangeLead])</p>
            \(fields.line(
                "currentPassword", texts[.passwordCurrent], value: "", type: "password",
                attributes: " autocomplete=\"current-password\" required"))
            \(fields.line(
                "password", texts[.passwordNew], value: "", type: "password", hint: hint,
                attributes: " autocomplete=\"new-password\" required"))
            <div class="actions"><button class="button main">\(texts[.passwordChange])</button>
            <a class="button" href="/account">\(texts[.cancel])</a></div></form>
            """
    }

    /// The rule is said once: beside the field where it is broken, as a hint before that.
    private var hint: String {
        let minimum = hasFactor ? PasswordRules.minimumWithFactor : PasswordRules.minimum
        return failure?.field == "password"
            ? texts[.setupPasswordHint]
            : texts.sentence(.tooShort(minimum)) + " " + texts[.setupPasswordHint]
    }
}
