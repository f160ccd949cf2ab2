import HTML
import Markdown
import Web

/// The boxes of ticked lists in one text of a page, for whoever may change that text: a button each, and the form that
/// they send, with the version that they were drawn from.
struct TickBoxes {
    /// Sets the form apart from those of the page's other texts.
    let id: String
    let context: PageContext
    /// The address of what the text belongs to; its boxes are numbered below it.
    let address: Link
    let version: Int64
    let next: Link

    /// One box, with the words beside it as its name.
    func button(_ box: Markdown.TickBox) -> HTML {
        """
        <button class="box" form="\(id)" formaction="\(address.child("boxes").child(box.number))"\
        \(attribute: "name", box.isTicked ? "_method" : nil)\(attribute: "value", box.isTicked ? "DELETE" : nil) \
        role="checkbox" aria-checked="\(box.isTicked ? "true" : "false")" \
        aria-label="\(box.words.isEmpty ? String(box.number) : box.words)">\(box.isTicked ? "☑" : "☐")</button>\u{20}
        """
    }

    /// nil for a text that cannot have boxes.
    func form(of text: String) -> HTML? {
        guard text.utf8.contains(UInt8(ascii: "[")) else { return nil }
        return ChangeForm(id: id, context: context, next: next, fields: [(name: "version", value: String(version))])
            .html
    }
}
