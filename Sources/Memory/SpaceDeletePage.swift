import Domain
import HTML
import MemoryDomain
import MemoryTexts
import Texts
import Web

/// The question before a space and all that is in it is deleted.
struct SpaceDeletePage: Page {
    let context: PageContext
    let detail: SpaceDetail
    let failure: Failure?

    private var address: Link { .settings(of: detail.space.id) }

    var main: HTML {
        """
        <div class="problem">
        <h1>\(texts.deleteSpaceQuestion(detail.space.name))</h1>
        \(MemoryForm.unplaced(failure, fields: [], texts))
        <p><b>\(texts.entryCount(detail.summary.size.entries))</b></p>
        <p class="second">\(texts[.spaceDeleteWarning])</p>
        <form class="actions" method="post" action="\(address)">\(formToken)\(MemoryForm.delete)\
        \(StoredVersion.field(detail.space.version))\
        <input type="hidden" name="entries" value="\(detail.summary.size.entries)">
        <button class="button danger main">\(texts[.delete])</button>
        <a class="button" href="\(address)">\(texts[.deleteKeep])</a></form>
        </div>
        """
    }
}
