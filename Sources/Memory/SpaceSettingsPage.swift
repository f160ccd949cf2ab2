import Domain
import HTML
import Input
import MemoryDomain
import MemoryTexts
import Texts
import Web

/// A space itself: what it is called, how long its entries stay, and who reads and writes there.
struct SpaceSettingsPage: Page {
    let context: PageContext
    let detail: SpaceDetail
    /// Names that can become members; empty for whoever may not choose them.
    var candidates: [String] = []
    let typed: Typed?
    let failure: Failure?
    let file: SpaceFiles.Refused

    /// The values that were typed and not taken; nil where a field was not sent.
    struct Typed {
        var name, retentionDays, notesReaders, account, role: String?

        init(_ fields: Fields) {
            name = fields.typed("name")
            retentionDays = fields.typed("retentionDays")
            account = fields.typed("account")
            role = fields.typed("role")
            notesReaders = fields.typed("notesReaders")
        }
    }

    private var space: MemorySpace { detail.space }
    private var address: Link { .settings(of: space.id) }

    var main: HTML {
        """
        \(back(to: detail))
        <header class="head"><h1>\(texts[.spaceSettings])</h1></header>
        \(stale ?? MemoryForm.unplaced(failure, fields: ["name", "retentionDays", "account", "role"], texts))
        <div class="columns">
        <div class="story">\(mayManage(detail) ? form : nil)
        \(SpaceReaders(
            context: context, detail: detail, candidates: candidates, typed: typed, failure: failure
        ).html)
        \(SpaceFiles(context: context, detail: detail, refused: file).html)</div>
        <aside class="beside-column">\(facts)
        \(noted)
        \(mayManage(detail) ? deletion : nil)</aside>
        </div>
        """
    }

    /// Somebody else changed the space while this reader typed: what is stored stands beside what was typed.
    private var stale: HTML? {
        guard failure?.kind == .stale, typed?.name != nil else { return nil }
        let days = space.retentionDays.map { String($0) } ?? ""
        return StoredVersion(
            texts: texts, rows: [(texts[.name], space.name), (texts[.spaceRetention], days)]
        ).html
    }

    private var form: HTML {
        let fields = FormFields(texts: texts, failure: failure)
        let days = space.retentionDays.map { String($0) } ?? ""
        return """
            <form class="form" method="post" action="\(address)">\(formToken)\
            \(MemoryForm.patch(version: version(space.version, sentTo: address, failure)))
            \(fields.line("name", texts[.name], value: typed?.name ?? space.name, attributes: " autocomplete=\"off\" required"))
            \(fields.retention(typed?.retentionDays ?? days))
            \(readers)
            <button class="button main">\(texts[.save])</button></form>
            """
    }

    /// Yes or no, and no box to tick: a form says nothing of a box that is not ticked, and what it does not say stays.
    private var readers: HTML {
        let isOn = typed?.notesReaders.map { $0 == "true" } ?? space.notesReaders
        return """
            <fieldset class="field" aria-describedby="notes-hint"><legend>\(texts[.spaceNotesReaders])</legend>
            \([true, false].map { choice($0, isOn: isOn == $0) })
            <p class="hint" id="notes-hint">\(texts[.spaceNotesReadersHint])</p></fieldset>
            """
    }

    private func choice(_ value: Bool, isOn: Bool) -> HTML {
        let word = value ? "true" : "false"
        return """
            <div class="check"><input type="radio" id="notes-\(word)" name="notesReaders" value="\(word)"\
            \(attribute: "checked", if: isOn)><label for="notes-\(word)">\(texts[value ? .spaceYes : .spaceNo])</label></div>
            """
    }

    private var facts: HTML {
        let size = detail.summary.size
        return """
            <section class="card"><h2>\(texts[.entryFacts])</h2><dl class="meta">
            \(space.owner.map { "<dt>\(texts[.spaceOwner])</dt><dd>\($0.name)</dd>" as HTML })
            <dt>\(texts[.role])</dt><dd>\(texts[detail.summary.role])</dd>
            <dt>\(texts[.created])</dt><dd>\(texts.moment(space.createdAt, as: texts.dateAndTime(space.createdAt)))</dd>
            <dt>\(texts[.spaceSize])</dt><dd>\(texts.entryCount(size.entries)), \(texts.size(bytes: size.bytes))</dd>
            </dl></section>
            """
    }

    /// The sentence that tells readers that they are noted.
    private var noted: HTML? {
        guard mayManage(detail) else {
            return space.notesReaders ? "<p class=\"quiet small\">\(texts[.spaceIsNoted])</p>" : nil
        }
        return "<p><a class=\"plain\" href=\"\(address.child("readings"))\">\(texts[.spaceReadings])</a></p>"
    }

    private var deletion: HTML {
        "<p><a class=\"plain danger\" href=\"\(address.child("delete"))\">\(texts[.spaceDelete])</a></p>"
    }
}
