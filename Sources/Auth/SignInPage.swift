import AuthTexts
import Domain
import HTML
import Texts
import Web

/// The form to sign in, with what went wrong the last time.
struct SignInPage: Page {
    let context: PageContext
    let name: String
    let next: Link?
    let failure: Failure?

    var main: HTML {
        let fields = FormFields(texts: texts, failure: nil)
        return """
            <section class="card"><h1>\(texts[.signIn])</h1>
            <p class="lead">\(texts[.signInLead])</p>
            \(refusal)
            <form class="form" method="post" action="/auth/login">\(formToken)\
            \(next.map(ReturnLink.field))\(Self.zoneField(nil))
            \(fields.line("name", texts[.name], value: name, attributes: nameAttributes))
            \(fields.line("password", texts[.password], value: "", type: "password", attributes: passwordAttributes))
            <button class="button main wide">\(texts[.signIn])</button></form></section>
            """
    }

    private var refusal: HTML? {
        guard let failure else { return nil }
        let sentence =
            switch failure.retryAfter {
            case .some(let seconds): texts.tooManyTries(seconds: seconds)
            case .none: "\(texts[.errorWrongCredentials]) \(texts[.signInAgain])"
            }
        return "<p class=\"message bad\" role=\"alert\">\(sentence)</p>"
    }

    /// The field in which a script says the browser's time zone; an account for which nobody has chosen begins in it.
    static func zoneField(_ zone: String?) -> HTML {
        "<input type=\"hidden\" name=\"timeZone\" value=\"\(zone ?? "")\" data-zone=\"\">"
    }

    private var nameAttributes: HTML {
        " autocomplete=\"username\" autocapitalize=\"none\" required\(attribute: "autofocus", if: name.isEmpty)"
    }

    private var passwordAttributes: HTML {
        " autocomplete=\"current-password\" required\(attribute: "autofocus", if: !name.isEmpty)"
    }
}
