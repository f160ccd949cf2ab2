import Domain
import HTML
import TaskTexts
import Texts

/// The change that was just made, and the button that takes it back; the browser returns to the page it is on.
struct UndoBar {
    let texts: Texts
    let formToken: HTML
    let offer: UndoOffer
    let here: Link

    var html: HTML {
        """
        <div class="message undo" role="status"><p>\(texts.done(offer))</p>
        <form method="post" action="\(Link.to("tasks", "changes", offer.change, "undo"))">\(formToken)\
        <input type="hidden" name="next" value="\(here)">\
        <button class="plain">\(texts[offer.isUndo ? .redo : .undo])</button></form></div>

        """
    }
}
