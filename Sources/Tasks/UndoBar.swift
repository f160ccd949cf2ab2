import Domain
import HTML
import TaskDomain
import TaskTexts
import Texts
import Web

/// The change that was just made, and the button that takes it back; the browser returns to the page it is on.
struct UndoBar: PagePart {
    let context: PageContext
    let offer: UndoOffer
    let here: Link

    var html: HTML {
        """
        <div class="message undo" role="status"><p>\(texts.done(offer))</p>
        <form method="post" action="\(Link.to("tasks", "changes", offer.change, "undo"))">\(formToken)\
        \(ReturnLink.field(here))\
        <button class="plain">\(texts[offer.isUndo ? .redo : .undo])</button></form></div>

        """
    }
}
