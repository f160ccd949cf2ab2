import Domain
import HTML
import MemoryDomain
import MemoryTexts
import Texts
import Web

/// The question before all entries that a filter means are deleted.
struct EntriesDeletePage: Page {
    let context: PageContext
    let detail: SpaceDetail
    let filter: EntryFilter
    let count: Int
    let failure: Failure?

    private var address: Link { .space(detail.space.id, query: filter.pairs) }

    var main: HTML {
        """
        <div class="problem">
        <h1>\(texts.deleteEntriesQuestion(count))</h1>
        \(MemoryForm.unplaced(failure, fields: [], texts))
        <dl class="meta">\(conditions.map { "<dt>\($0.name)</dt><dd>\($0.value)</dd>" as HTML })</dl>
        <p class="second">\(texts[.entriesDeleteText])</p>
        <form class="actions" method="post" action="\(address)">\(formToken)\(MemoryForm.delete)\
        <input type="hidden" name="count" value="\(count)">
        <button class="button danger main">\(texts[.delete])</button>
        <a class="button" href="\(address)">\(texts[.deleteKeep])</a></form>
        </div>
        """
    }

    /// The filter in words.
    private var conditions: [(name: String, value: String)] {
        let kinds = EntryKind.allCases.filter(filter.kinds.contains).map { texts[$0] }.joined(separator: ", ")
        let conditions: [(MemoryText, String?)] = [
            (.entriesKinds, kinds), (.entriesTags, filter.tags.map(\.isolated).joined(separator: ", ")),
            (.entriesPrefix, filter.prefix), (.entrySource, filter.source), (.entrySpeaker, filter.speaker),
        ]
        return [(texts[.spaceName], detail.space.name)]
            + conditions.compactMap { text, value in
                value.flatMap { $0.isEmpty ? nil : (texts[text], $0) }
            }
    }
}
