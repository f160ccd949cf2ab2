import Calendar
import Domain
import HTML
import TaskDomain
import TaskFormats
import TaskTexts
import Texts
import Web

/// Somebody saved while somebody typed: both versions side by side, field by field, what differs to be chosen from.
///
/// Chosen already is one's own version, but where only the other side changed something. A choice carries the value itself, so the form is saved as any other; of the description one's own version can be
/// mended first, with the stored one below.
struct TaskConflictPage: Page {
    let context: PageContext
    let stored: TaskItem
    let typed: TaskFormPage.Values
    let projects: [ProjectSummary]
    var base = TaskFormBase.unknown

    var main: HTML {
        """
        <header class="head"><h1>\(texts[.conflictTitle])</h1></header>
        <p class="words">\(texts[.conflictLead])</p>
        <form class="merge" method="post" action="\(Link.to("tasks", stored.id))">\(formToken)
        \(TaskFormPage.patch(version: stored.version))
        \(rows.map(row))
        \(description)
        <div class="actions"><button class="button main">\(texts[.conflictSave])</button>
        <a class="button" href="\(Link.to("tasks", stored.id))">\(texts[.conflictKeep])</a></div></form>
        """
    }

    private struct Field {
        let field: TaskField
        /// As the form sends it.
        let mine: String
        let theirs: String
        var show: (String) -> String = { $0 }

        var name: String { field.name }
    }

    private var rows: [Field] {
        let theirs = TaskFormPage.Values(of: stored, in: texts.zone)
        return TaskField.allCases.compactMap { field in
            switch field {
            case .special(let special): self.field(special, theirs)
            case .plain(let plain): self.field(plain, theirs)
            }
        }
    }

    /// nil for a field that stands elsewhere on the page, or in no form.
    private func field(_ field: SpecialField, _ theirs: TaskFormPage.Values) -> Field? {
        func pair(_ value: KeyPath<TaskFormPage.Values, String>, _ show: @escaping (String) -> String = { $0 }) -> Field
        {
            Field(field: .special(field), mine: typed[keyPath: value], theirs: theirs[keyPath: value], show: show)
        }
        return switch field {
        case .title: pair(\.title)
        case .status: pair(\.status) { status in TaskStatus(rawValue: status).map { texts[$0] } ?? status }
        case .priority:
            pair(\.priority) { priority in TaskPriority(rawValue: priority).map { texts[$0] } ?? priority }
        case .projectId: pair(\.projectId) { id in projects.first { String($0.id) == id }?.project.name ?? id }
        case .parentId: pair(\.parentId)
        case .labels: pair(\.labels)
        case .assignees:
            Field(
                field: .special(field), mine: typed.assignees.joined(separator: ", "),
                theirs: theirs.assignees.joined(separator: ", "))
        case .blockedBy: pair(\.blockedBy)
        case .description, .inbox, .steps, .externalId: nil
        }
    }

    /// Both versions of a plain field; those of a time in the one text that it has.
    private func field(_ field: PlainField, _ theirs: TaskFormPage.Values) -> Field {
        let mine = typed[field]
        guard case .time = field.kind else {
            return Field(field: .plain(field), mine: mine.text, theirs: theirs[field].text)
        }
        let moment = CivilDate(text: mine.text).flatMap { day in
            FormTime.time(day, clock: mine.clock, kept: mine.kept, in: texts.zone)
        }
        return Field(
            field: .plain(field), mine: moment?.text ?? mine.text, theirs: stored.plan[field]?.text ?? ""
        ) { texts.value($0, of: field) }
    }

    private func row(_ field: Field) -> HTML {
        guard field.mine != field.theirs else {
            guard !field.mine.isEmpty else { return .empty }
            return
                "<div class=\"same\"><b>\(texts[field.field.label])</b> <span>\(field.show(field.mine))</span></div>\n"
        }
        let isTheirs = base.isOnlyTheirs(field.field, field.mine, projects: projects)
        return """
            <fieldset class="differs"><legend>\(texts[field.field.label])\
            <span class="unseen"> (\(texts[.conflictDiffers]))</span></legend>
            \(choice(field, "mine", field.mine, texts[.conflictYours], isChosen: !isTheirs))
            \(choice(field, "theirs", field.theirs, texts[.conflictStored], isChosen: isTheirs))
            </fieldset>

            """
    }

    private func choice(_ field: Field, _ side: String, _ value: String, _ note: String, isChosen: Bool) -> HTML {
        let shown = field.show(value)
        return """
            <div class="check"><input type="radio" id="\(side)-\(field.name)" name="\(field.name)" value="\(value)"\
            \(attribute: "checked", if: isChosen)><label for="\(side)-\(field.name)">\
            <span class="version-name">\(note)</span> \(shown.isEmpty ? texts[.nothingSet] : shown)</label></div>
            """
    }

    /// Browsers send line ends as CR LF; stored they are LF.
    private var typedDescription: String {
        typed.description.split(separator: "\r\n", omittingEmptySubsequences: false).joined(separator: "\n")
    }

    private var description: HTML {
        guard typedDescription != stored.description,
            !base.isOnlyTheirs(.special(.description), typedDescription, projects: projects)
        else { return .empty }
        return """
            <fieldset class="differs"><legend>\(texts[.description])\
            <span class="unseen"> (\(texts[.conflictDiffers]))</span></legend>
            <div class="versions">
            <div class="field"><label for="description">\(texts[.conflictYours])</label>
            <textarea class="input" dir="auto" id="description" name="description" rows="8">
            \(typedDescription)</textarea></div>
            <div class="field"><label for="stored-description">\(texts[.conflictStored])</label>
            <textarea class="input" dir="auto" id="stored-description" rows="8" readonly>
            \(stored.description)</textarea></div>
            </div></fieldset>
            """
    }
}
