import Domain
import HTML
import Texts

/// The form to sign in, with what went wrong the last time.
struct SignInPage {
    let texts: Texts
    let formToken: HTML
    let name: String
    let next: Link?
    let failure: Failure?

    var main: HTML {
        """
        <h1>\(texts[.signIn])</h1>
        <form method="post" action="/auth/login">\(formToken)
        <label>\(texts[.name]) <input name="name" value="\(name)" autocomplete="username" required></label>
        <label>\(texts[.password]) <input name="password" type="password" autocomplete="current-password" required></label>
        \(next.map { "<input type=\"hidden\" name=\"next\" value=\"\($0)\">" as HTML })
        <button>\(texts[.signIn])</button></form>
        """
    }
}
