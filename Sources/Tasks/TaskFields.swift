import Domain
import HTML
import TaskDomain
import TaskTexts
import Texts
import Web

/// Every field of a task that people fill in.
struct TaskFields {
    let texts: Texts
    let values: TaskFormPage.Values
    let choices: TaskFormPage.Choices
    /// nil for a new one.
    let task: TaskItem?
    let failure: Failure?

    /// The fields beside which something can stand that is wrong.
    static let names = Set(TaskField.allCases.filter(isFilledIn).map(\.name))

    private static func isFilledIn(_ field: TaskField) -> Bool {
        switch field {
        case .special(.inbox), .special(.externalId): false
        case .special, .plain: true
        }
    }

    private var fields: FormFields { FormFields(texts: texts, failure: failure) }

    var html: HTML {
        """
        \(fields.line("title", texts[.title], value: values.title, attributes: titleAttributes))
        \(fields.block("description", texts[.description], value: values.description, hint: texts[.descriptionHint]))
        \(task == nil ? fields.block("steps", texts[.steps], value: values.steps, hint: texts[.stepsHint], rows: 3) : nil)
        <div class="two">
        \(fields.choice("status", texts[.statusLabel], value: values.status, of: statuses))
        \(fields.choice("priority", texts[.priorityLabel], value: values.priority, of: priorities))
        </div>
        \(force)
        <div class="two">
        \(choices.mayKeep ? fields.choice("projectId", texts[.project], value: values.projectId, of: projects) : nil)
        \(fields.line("labels", texts[.labels], value: values.labels, hint: texts[.labelsHint], attributes: labelAttributes))
        </div>
        \(DataList(id: "label-names", values: choices.labels).html)
        \(choices.mayKeep ? people : nil)
        <div class="three">
        \(times)
        </div>
        \(PlainField.lines.map(line))
        <div class="three">
        \(PlainField.durations.map(line))
        \(choices.mayKeep ? parent : nil)
        \(fields.line(
            "blockedBy", texts[.blockedBy], value: values.blockedBy, hint: texts[.numbersHint],
            attributes: " autocomplete=\"off\""))
        </div>
        """
    }

    private var parent: HTML {
        fields.line(
            "parentId", texts[.parent], value: values.parentId, hint: texts[.numberHint],
            attributes: " autocomplete=\"off\"")
    }

    private var titleAttributes: HTML {
        """
         autocomplete="off" required\
        \(attribute: "autofocus", if: values.title.isEmpty)
        """
    }

    private var labelAttributes: HTML { NameField.labels(list: "label-names") }

    private var statuses: [(value: String, name: String)] { TaskStatus.allCases.map { ($0.rawValue, texts[$0]) } }

    private var priorities: [(value: String, name: String)] { TaskPriority.allCases.map { ($0.rawValue, texts[$0]) } }

    private var projects: [(value: String, name: String)] {
        ProjectChoice.options(choices.projects, current: task?.projectId, inbox: choices.inbox, texts)
    }

    /// Offered where open tasks stand in the way.
    private var force: HTML? {
        guard failure?.rule == .blocked else { return nil }
        return """
            <div class="check"><input type="checkbox" id="force" name="force" value="true">\
            <label for="force">\(texts[.completeAnyway])</label></div>
            """
    }

    /// A box for each; the empty field says that nobody is meant where none is ticked.
    private var people: HTML {
        let error = fields.error(for: "assignees")
        let choice = PeopleChoice(
            texts: texts, prefix: "assignee", people: choices.people, chosen: values.assignees)
        return """
            <fieldset class="field"\(attribute: "aria-describedby", error.map { _ in "assignees-error" })>\
            <legend>\(texts[.assignees])</legend>
            <input type="hidden" name="assignees" value="">
            <div class="checks">
            \(choice.offered.map(box))\(unassignable.map(box))\(choice.field)</div>
            <p class="hint">\(texts[.assignShows])</p>
            \(error.map { "<p class=\"error\" id=\"assignees-error\">\($0)</p>" as HTML })</fieldset>
            """
    }

    /// The people who are named and not among those who can be: nothing is lost, and the error beside says why.
    private var unassignable: [AccountName] {
        let known = Set(choices.people.map { $0.name.lowercased() })
        return values.assignees.filter { !known.contains($0.lowercased()) }.enumerated()
            .map { AccountName(id: -Int64($0 + 1), name: $1) }
    }

    private func box(_ person: AccountName) -> HTML {
        """
        <div class="check"><input type="checkbox" id="assignee-\(person.id)" name="assignees" value="\(person.name)"\
        \(attribute: "checked", if: values.assignees.contains { $0.lowercased() == person.name.lowercased() })>\
        <label for="assignee-\(person.id)">\(person.name)</label></div>

        """
    }

    /// The times, the due one first.
    private var times: [HTML] {
        ([.dueAt] + PlainField.times.filter { $0 != .dueAt }).map { field in
            let value = values[field]
            return fields.time(
                field.name, texts[field.label], day: value.text, clock: value.clock, kept: value.kept?.text,
                hint: field.hint.map { texts[$0] })
        }
    }

    private func line(_ field: PlainField) -> HTML {
        fields.line(
            field.name, texts[field.label], value: values[field].text, hint: field.hint.map { texts[$0] },
            attributes: " autocomplete=\"off\"")
    }
}
