import HTML
import Web

/// A form without fields of its own, behind the small gestures of a page: ticks, moves, removals.
///
/// Its buttons stand where they belong in the page and name it: `form="change" formaction="/tasks/7/completion"`. So a
/// list of 50 tasks carries the form token once, and every gesture works without a script.
struct ChangeForm: PagePart {
    var id = "change"
    let context: PageContext
    /// The page that the browser returns to.
    let next: Link
    /// The method that is meant, where it is not POST and the button's own value is needed for something else.
    var method: String?
    /// The fields that are sent beside the button's own value.
    var fields: [(name: String, value: String)] = []

    var html: HTML {
        """
        <form\(attribute: "id", id) method="post">\(formToken)\
        \(method.map { "<input type=\"hidden\" name=\"_method\" value=\"\($0)\">" as HTML })\
        \(fields.map { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" as HTML })\
        \(ReturnLink.field(next))</form>
        """
    }
}
