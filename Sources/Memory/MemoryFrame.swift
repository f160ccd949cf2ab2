import Domain
import HTML
import MemoryDomain
import MemoryTexts
import Texts
import Web

/// Memory's part of every page of the house: what was just done to entries, and that it can be taken back.
package struct MemoryFrame: FrameSource {
    private let memory: any EntryRepository

    package init(_ memory: any EntryRepository) {
        self.memory = memory
    }

    package func menu(for caller: Caller, _ texts: Texts) throws(Failure) -> FrameMenu { FrameMenu() }

    package func notice(of change: Int64, _ exchange: Exchange) throws(Failure) -> HTML? {
        let offer = try memory.undoOffer(change, at: exchange.now, for: exchange.caller)
        return offer.map { EntryUndoBar(context: exchange.context, offer: $0).html }
    }
}

/// The change that was just made, and the button that takes it back; the browser returns to the page it is on.
struct EntryUndoBar: PagePart {
    let context: PageContext
    let offer: EntryUndoOffer
    /// The page that it leads to; nil for the one that the browser is on.
    var next: Link?

    var html: HTML {
        """
        <div class="message undo" role="status"><p>\(texts.done(offer))</p>
        <form method="post" action="\(Link.to("memory", "changes", offer.change, "undo"))">\(formToken)\
        \(ReturnLink.field(next ?? context.here))\
        <button class="plain">\(texts[offer.isUndo ? .redo : .undo])</button></form></div>

        """
    }
}
