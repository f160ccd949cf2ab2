import Domain
import HTML
import Texts

/// The form for the first administrator.
struct SetupPage {
    let texts: Texts
    let formToken: HTML
    let token: String
    let name: String
    let failure: Failure?

    var main: HTML {
        """
        <h1>\(texts[.setupTitle])</h1>
        <form method="post" action="/setup">\(formToken)
        <input type="hidden" name="token" value="\(token)">
        <label>\(texts[.name]) <input name="name" value="\(name)" autocomplete="username" required></label>
        <label>\(texts[.password]) <input name="password" type="password" autocomplete="new-password" required></label>
        <button>\(texts[.setupButton])</button></form>
        """
    }
}
