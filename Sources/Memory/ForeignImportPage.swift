import HTML
import MemoryDomain
import MemoryTexts
import Texts
import Web

/// The report on a file of another system: what was taken, and what was left out and why.
struct ForeignImportPage: Page {
    let context: PageContext
    let detail: SpaceDetail
    /// The other system, as people know it.
    let title: String
    let taken: Int
    let leftOut: [LeftOut]
    let undo: [HTML]

    var main: HTML {
        """
        \(back(to: detail))
        <header class="head"><h1>\(title)</h1></header>
        \(undo)
        <p class="message" role="status">\(texts.spaceImported(taken))</p>
        \(leftOut.isEmpty ? nil : list)
        <p class="actions"><a class="button main" href="\(Link.space(detail.space.id))">\(texts[.spaceImportShow])</a></p>
        """
    }

    private var list: HTML {
        """
        <section class="card"><h2>\(texts[.spaceImportLeftOut])</h2><dl class="meta">
        \(leftOut.map(row))</dl></section>
        """
    }

    private func row(_ leftOut: LeftOut) -> HTML {
        let more = leftOut.count > leftOut.places.count ? " …" : ""
        return """
            <dt>\(texts.leftOut(leftOut.reason, leftOut.count))</dt>\
            <dd class="second">\(leftOut.places.map { "<div>\($0)</div>" as HTML })\(more)</dd>

            """
    }
}
