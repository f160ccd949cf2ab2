import Domain
import HTML
import TaskDomain
import TaskTexts
import Texts
import Web

/// One entry of a task's history in words: who did what, from what to what, and the way back while there is one.
struct HistoryLine {
    let texts: Texts
    let entry: HistoryEntry
    let now: Instant
    /// The caller may change the task, and so take changes of its own back.
    let mayUndo: Bool
    /// The line says the hour alone, where the day stands above.
    var showsHour = false

    /// - Shape: of the entries of one change only the first offers to take it back: it takes all of them.
    static func list(
        _ entries: [HistoryEntry], texts: Texts, now: Instant, mayUndo: Bool, showsHour: Bool = false
    ) -> [HTML] {
        entries.enumerated().map { place, entry in
            let isFirst = place == 0 || entries[place - 1].seq != entry.seq
            return HistoryLine(
                texts: texts, entry: entry, now: now, mayUndo: mayUndo && isFirst, showsHour: showsHour
            ).html
        }
    }

    var html: HTML {
        """
        <li class="entry"><p class="what"><b>\(entry.actor ?? "ELWOSA")</b> \
        \(entry.tokenMaker.map { "<span class=\"quiet\">\(texts.tokenMadeBy($0))</span> " as HTML })\
        \(texts.deed(entry.kind, isUndo: entry.isUndo)) \(time)\(undo)</p>\
        \(parts.isEmpty ? nil : "<ul class=\"parts\">\(parts)</ul>" as HTML)</li>

        """
    }

    private var time: HTML {
        texts.moment(entry.at, as: showsHour ? texts.hour(entry.at) : texts.ago(entry.at, now: now))
    }

    /// - Source: `UndoRules`; whether it can be done is decided anew when it is done.
    private var undo: HTML? {
        let isInTime = UndoRules.isInTime(entry.at, at: now)
        guard mayUndo, entry.isUndoable, isInTime, ![.taskPurged, .trashMoved].contains(entry.kind) else { return nil }
        return """
             <button class="plain" form="change" formaction="\(Link.to("tasks", "changes", entry.seq, "undo"))">\
            \(texts[.undo])</button>
            """
    }

    private var parts: [HTML] { entry.parts.filter { $0.name != "completedAt" && $0.name != "createdAt" }.map(part) }

    private func part(_ part: HistoryEntry.Part) -> HTML {
        let words = HistoryValue(texts: texts, name: part.name)
        if part.name == "description" || part.name == "comment" {
            return "<li>\(texts.partName(part.name))\(words.excerpt(part.to).map { ": <q>\($0)</q>" as HTML })</li>"
        }
        if part.name == "step", part.from == part.to {
            return "<li>\(texts.partName(part.name)): \(part.to ?? "")</li>"
        }
        return """
            <li>\(texts.partName(part.name)): \(part.from.map { "<del>\(words.text($0))</del> " as HTML })\
            <span aria-hidden="true">→</span><span class="unseen">\(texts[.becomes])</span> \
            <ins>\(part.to.map(words.text) ?? texts[.nothingSet])</ins></li>
            """
    }
}

/// A value of the history, in the reader's words.
struct HistoryValue {
    let texts: Texts
    let name: String

    func text(_ value: String) -> String {
        switch TaskField(named: name) {
        case .special(.status): TaskStatus(rawValue: value).map { texts[$0] } ?? value
        case .special(.priority): TaskPriority(rawValue: value).map { texts[$0] } ?? value
        case .special(.parentId): "#\(value)"
        case .plain(let field): texts.value(value, of: field)
        case .special, nil: value
        }
    }

    /// The beginning of a long text; nil for none.
    func excerpt(_ text: String?) -> String? {
        guard let line = text?.split(whereSeparator: \.isNewline).first else { return nil }
        let isWhole = line.count <= 100 && line.utf8.count == text?.utf8.count
        return isWhole ? String(line) : line.prefix(100) + " …"
    }
}
