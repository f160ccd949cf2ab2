import AuthDomain
import AuthTexts
import Domain
import HTML
import Texts
import Web

/// The form for the first administrator.
struct SetupPage: Page {
    let context: PageContext
    let token: String
    let name: String
    var zones = ZoneChoice(chosen: nil, offered: [], ofHouse: "UTC")
    let failure: Failure?

    var main: HTML {
        let fields = FormFields(texts: texts, failure: failure)
        return """
            <section class="card"><h1>\(texts[.setupTitle])</h1>
            <p class="lead">\(texts[.setupLead])</p>
            \(refusal)
            <form class="form" method="post" action="/setup">\(formToken)\
            <input type="hidden" name="token" value="\(token)">
            \(fields.line("name", texts[.name], value: name, attributes: nameAttributes))
            \(fields.line(
                "password", texts[.password], value: "", type: "password", hint: passwordHint,
                attributes: passwordAttributes))
            \(zones.sentence(fields))
            <button class="button main wide">\(texts[.setupButton])</button></form></section>
            """
    }

    /// Everything that is not about one of the two fields is about the link.
    private var refusal: HTML? {
        guard let failure, !["name", "password", "timeZone"].contains(failure.field) else { return nil }
        let sentence = failure.kind == .forbidden ? texts[.setupTokenWrong] : texts[failure.kind]
        return "<p class=\"message bad\" role=\"alert\">\(sentence)</p>"
    }

    private var passwordHint: String {
        // The rule is said once: beside the field where it is broken, as a hint before that.
        failure?.field == "password"
            ? texts[.setupPasswordHint]
            : texts.sentence(.tooShort(PasswordRules.minimum)) + " " + texts[.setupPasswordHint]
    }

    private var nameAttributes: HTML {
        """
         autocomplete="username" required\
        \(attribute: "autofocus", if: name.isEmpty)
        """
    }

    private var passwordAttributes: HTML { " autocomplete=\"new-password\" required" }
}
