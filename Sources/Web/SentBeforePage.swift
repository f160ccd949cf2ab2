import Domain
import HTML
import Texts

/// A form whose key was used for something else, where no page of its own shows it once more: the same fields under a
/// new key, and nothing is carried out before its button is pressed.
struct SentBeforePage: Page {
    let context: PageContext
    /// The fields of the form, which was sent to this address.
    let sent: [(name: String, value: String)]
    let back: Link

    var main: HTML {
        """
        <div class="problem">
        <h1>\(texts[.repeated as Failure.Kind])</h1>
        <form class="actions" method="post" action="\(context.here)">\(formToken)\(sent.map(field))
        <button class="button main">\(texts[.sendAgain])</button>
        <a class="button" href="\(back)">\(texts[.goBack])</a></form>
        </div>
        """
    }

    private func field(_ pair: (name: String, value: String)) -> HTML {
        "<input type=\"hidden\" name=\"\(pair.name)\" value=\"\(pair.value)\">"
    }
}
