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
        \(EntryErasure(context: context, detail: detail, key: entry.key).html)
        </div>
        """
    }
}

/// The way to forget an entry for good, behind a second look; for the owner of the space alone.
struct EntryErasure: PagePart {
    let context: PageContext
    let detail: SpaceDetail
    let key: String

    var html: HTML? {
        guard mayManage(detail) else { return nil }
        return """
            <details class="erasure"><summary class="plain">\(texts[.entryErase])…</summary>
            <p class="second">\(texts[.entryEraseText])</p>
            <form method="post" action="\(Link.entry(key, of: detail.space.id).child("erasure"))">\(formToken)\
            <button class="button danger">\(texts[.entryErase])</button></form></details>
            """
    }
}
