import HTML

/// A form without fields of its own, behind the small gestures of a page: ticks, moves, removals.
///
/// Its buttons stand where they belong in the page and name it: `form="change" formaction="/tasks/7/completion"`. So a
/// list of 50 tasks carries the form token once, and every gesture works without a script.
struct ChangeForm {
    var id: StaticString = "change"
    let formToken: HTML
    /// Where the browser returns to.
    let next: Link
    /// What is meant where it is not POST and the button's own value is needed for something else.
    var method: String?

    var html: HTML {
        """
        <form\(attribute: "id", id.description) method="post">\(formToken)\
        \(method.map { "<input type=\"hidden\" name=\"_method\" value=\"\($0)\">" as HTML })\
        <input type="hidden" name="next" value="\(next)"></form>
        """
    }
}
