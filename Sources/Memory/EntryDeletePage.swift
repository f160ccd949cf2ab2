import Domain
import HTML
import MemoryDomain
import MemoryTexts
import Texts
import Web

/// The question before an entry is deleted.
struct EntryDeletePage: Page {
    let context: PageContext
    let detail: SpaceDetail
    let entry: MemoryEntry

    var main: HTML {
        """
        <div class="problem">
        <h1>\(texts.deleteEntryQuestion(entry.key))</h1>
        <p class="second">\(texts[.entryDeleteText])</p>
        <form class="actions" method="post" action="\(Link.entry(entry))">\(formToken)\(MemoryForm.delete)\
        \(StoredVersion.field(entry.version))
        <button class="button danger main">\(texts[.delete])</button>
        <a class="button" href="\(Link.entry(entry))">\(texts[.deleteKeep])</a></form>
        </div>
        """
    }
}
