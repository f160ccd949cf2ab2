import AuthTexts
import Domain
import HTML
import Texts
import Web

/// The second page of signing in, for accounts with a second factor.
struct SignInCodePage: Page {
    let context: PageContext
    /// Says whose right password the page before it was sent.
    let ticket: String
    let next: Link?
    var browserZone: String?
    let failure: Failure?

    var main: HTML {
        """
        <section class="card"><h1>\(texts[.signIn])</h1>
        <p class="lead">\(texts[.signInCodeLead])</p>
        <form class="form" method="post" action="/auth/login/code">\(formToken)\
        <input type="hidden" name="ticket" value="\(ticket)">\
        \(next.map(ReturnLink.field))\
        \(SignInPage.zoneField(browserZone))
        \(FormFields(texts: texts, failure: failure).code(hint: texts[.codeHint], isFocused: true))
        <button class="button main wide">\(texts[.signIn])</button></form></section>
        """
    }
}

extension FormFields {
    /// The field for a code, which phones fill in by themselves. A recovery code has letters, so the keyboard is a
    /// whole one.
    func code(hint: String, isFocused: Bool) -> HTML {
        line(
            "code", texts[.code], value: "", hint: hint,
            attributes: """
                 autocomplete="one-time-code" autocapitalize="none" spellcheck="false" maxlength="64" required\
                \(attribute: "autofocus", if: isFocused)
                """)
    }
}
