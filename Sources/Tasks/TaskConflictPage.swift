import Calendar
import Domain
import HTML
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
        let name: String
        let label: TaskText
        /// As the form sends it.
        let mine: String
        let theirs: String
        var show: (String) -> String = { $0 }
    }

    private var rows: [Field] {
        let theirs = TaskFormPage.Values(of: stored, in: texts.zone)
        return [
            Field(name: "title", label: .title, mine: typed.title, theirs: theirs.title),
            Field(name: "status", label: .statusLabel, mine: typed.status, theirs: theirs.status) { status in
                TaskStatus(rawValue: status).map { texts[$0] } ?? status
            },
            Field(name: "priority", label: .priorityLabel, mine: typed.priority, theirs: theirs.priority) { priority in
                TaskPriority(rawValue: priority).map { texts[$0] } ?? priority
            },
            Field(name: "projectId", label: .project, mine: typed.projectId, theirs: theirs.projectId) { id in
                projects.first { String($0.id) == id }?.project.name ?? id
            },
            Field(name: "parentId", label: .parent, mine: typed.parentId, theirs: theirs.parentId),
            Field(name: "labels", label: .labels, mine: typed.labels, theirs: theirs.labels),
            Field(
                name: "assignees", label: .assignees, mine: typed.assignees.joined(separator: ", "),
                theirs: theirs.assignees.joined(separator: ", ")),
            time("startAt", .start, typed.startAt, stored.startAt),
            time("dueAt", .due, typed.dueAt, stored.dueAt),
            time("waitUntil", .waitUntil, typed.waitUntil, stored.waitUntil),
            Field(
                name: "estimateMinutes", label: .estimate, mine: typed.estimateMinutes, theirs: theirs.estimateMinutes),
            Field(name: "blockedBy", label: .blockedBy, mine: typed.blockedBy, theirs: theirs.blockedBy),
        ]
    }

    /// Both in the one text that a time has.
    private func time(
        _ name: String, _ label: TaskText, _ typed: TaskFormPage.Values.Time, _ stored: TaskTime?
    ) -> Field {
        let moment = CivilDate(text: typed.day).flatMap { day in
            FormTime.time(day, clock: typed.clock, kept: typed.kept, in: texts.zone)
        }
        let mine = moment?.text ?? typed.day
        return Field(name: name, label: label, mine: mine, theirs: stored?.text ?? "") { text in
            TaskTime(text: text).map(texts.inFull) ?? text
        }
    }

    private func row(_ field: Field) -> HTML {
        guard field.mine != field.theirs else {
            guard !field.mine.isEmpty else { return .empty }
            return "<div class=\"same\"><b>\(texts[field.label])</b> <span>\(field.show(field.mine))</span></div>\n"
        }
        let isTheirs = base.isOnlyTheirs(field.name, field.mine, projects: projects)
        return """
            <fieldset class="differs"><legend>\(texts[field.label])\
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
            !base.isOnlyTheirs("description", typedDescription, projects: projects)
        else { return .empty }
        return """
            <fieldset class="differs"><legend>\(texts[.description])\
            <span class="unseen"> (\(texts[.conflictDiffers]))</span></legend>
            <div class="versions">
            <div class="field"><label for="description">\(texts[.conflictYours])</label>
            <textarea class="input" id="description" name="description" rows="8">
            \(typedDescription)</textarea></div>
            <div class="field"><label for="stored-description">\(texts[.conflictStored])</label>
            <textarea class="input" id="stored-description" rows="8" readonly>
            \(stored.description)</textarea></div>
            </div></fieldset>
            """
    }
}
