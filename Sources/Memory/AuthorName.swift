import HTML
import MemoryDomain
import MemoryTexts
import Texts

/// The name of an author; one that came with a file is marked, as anybody can be called so there.
struct AuthorName {
    let texts: Texts
    let author: EntryAuthor?

    var html: HTML {
        guard let author else { return HTML(text: texts[.entrySomebody]) }
        let mark: HTML? = author.isImported ? " <span class=\"quiet\">(\(texts[.entryImported]))</span>" : nil
        return "\(HTML(isolated: author.name))\(mark)"
    }
}
