import Domain
import HTML
import MemoryDomain
import MemoryTexts
import Texts
import Web

/// Somebody saved while somebody typed: both versions beside each other, what differs to be chosen from.
///
/// A choice carries the value itself, so the form is saved as any other; of the content one's own version can be mended
/// first, with the stored one beside it. What nobody changed in the form is not sent, and so stays as it is stored.
struct EntryConflictPage: Page {
    let context: PageContext
    let detail: SpaceDetail
    /// As it is stored.
    let entry: MemoryEntry
    let values: EntryFormPage.Values
    /// As it was when the form was opened; nil where that is not known.
    let base: EntryFormPage.Values?
    let failure: Failure

    private var stored: EntryFormPage.Values { .init(of: entry) }

    var main: HTML {
        """
        \(back(to: detail))
        <header class="head"><h1>\(texts[.entryConflictTitle])</h1></header>
        \(failure.kind == .stale ? nil : MemoryForm.unplaced(failure, fields: [], texts))
        <p class="words">\(texts[.entryConflictLead])</p>
        <form class="merge" method="post" action="\(Link.entry(entry))">\(formToken)\
        \(MemoryForm.patch(version: entry.version))
        \(content)\(content == nil ? nil : stretch)
        \(rows.compactMap(row))
        <div class="actions"><button class="button main">\(texts[.entryConflictSave])</button>
        <a class="button" href="\(Link.entry(entry))">\(texts[.entryConflictKeep])</a></div></form>
        """
    }

    private var rows: [(name: String, label: MemoryText, value: KeyPath<EntryFormPage.Values, String>)] {
        [
            ("kind", .entryKind, \.kind), ("tags", .entryTags, \.tags), ("importance", .entryImportance, \.importance),
            ("source", .entrySource, \.source), ("speaker", .entrySpeaker, \.speaker), ("at", .entryAt, \.at),
            ("validFrom", .entryValidFrom, \.validFrom), ("validUntil", .entryValidUntil, \.validUntil),
            ("expiresAt", .entryExpires, \.expiresAt), ("links", .entryLinks, \.links),
        ]
    }

    private func row(_ row: (name: String, label: MemoryText, value: KeyPath<EntryFormPage.Values, String>)) -> HTML? {
        guard differs(row.value) else { return nil }
        let (mine, theirs) = (plain(values[keyPath: row.value]), stored[keyPath: row.value])
        return """
            <fieldset class="differs">\(legend(row.label))
            \(choice(row.name, "mine", mine, texts[.entryConflictMine], isChosen: true))
            \(choice(row.name, "theirs", theirs, texts[.conflictStored], isChosen: false))
            </fieldset>

            """
    }

    private func legend(_ label: MemoryText) -> HTML {
        "<legend>\(texts[label])<span class=\"unseen\"> (\(texts[.entryConflictDiffers]))</span></legend>"
    }

    private func choice(_ name: String, _ side: String, _ value: String, _ note: String, isChosen: Bool) -> HTML {
        let shown = name == "kind" ? EntryKind(rawValue: value).map { texts[$0] } ?? value : value
        return """
            <div class="check"><input type="radio" id="\(side)-\(name)" name="\(name)" value="\(value)"\
            \(attribute: "checked", if: isChosen)><label for="\(side)-\(name)">\
            <span class="version-name">\(note)</span> \(shown.isEmpty ? texts[.nothingSet] : shown)</label></div>
            """
    }

    /// The time for which a content is true, where it is not asked for: it goes along, as in the form; without it another
    /// content is true from now on.
    private var stretch: HTML {
        let times: [(name: String, value: KeyPath<EntryFormPage.Values, String>)] = [
            ("validFrom", \.validFrom), ("validUntil", \.validUntil),
        ]
        return times.reduce(.empty) { html, time in
            guard !differs(time.value) else { return html }
            return html + "<input type=\"hidden\" name=\"\(time.name)\" value=\"\(stored[keyPath: time.value])\">"
        }
    }

    /// A field in which this one has typed something else than is stored.
    private func differs(_ value: KeyPath<EntryFormPage.Values, String>) -> Bool {
        let mine = plain(values[keyPath: value])
        return mine != stored[keyPath: value] && mine != base?[keyPath: value]
    }

    /// Browsers send line ends as CR LF; stored they are LF.
    private func plain(_ text: String) -> String {
        text.split(separator: "\r\n", omittingEmptySubsequences: false).joined(separator: "\n")
    }

    private var content: HTML? {
        guard differs(\.content) else { return nil }
        let mine = plain(values.content)
        return """
            <fieldset class="differs">\(legend(.entryContent))
            <div class="versions">
            <div class="field"><label for="content">\(texts[.entryConflictMine])</label>
            <textarea class="input" dir="auto" id="content" name="content" rows="12">
            \(mine)</textarea></div>
            <div class="field"><label for="stored-content">\(texts[.conflictStored])</label>
            <textarea class="input" dir="auto" id="stored-content" rows="12" readonly>
            \(stored.content)</textarea></div>
            </div></fieldset>
            """
    }
}
