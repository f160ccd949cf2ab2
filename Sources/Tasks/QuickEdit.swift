import Calendar
import Domain
import HTML
import TaskDomain
import TaskFormats
import TaskTexts
import Texts
import Web

/// A small form behind a pencil that changes one field of a task: open or shut without a script.
struct QuickEdit: PagePart {
    let context: PageContext
    let task: TaskItem

    /// - Shape: `name` becomes part of ids; `control` is the labelled field. With `adding` the pencil is a word.
    func html(_ name: String, _ label: TaskText, adding: Bool = false, control: HTML) -> HTML {
        """
        <details class="quick-edit\(adding ? " adding" : "")" id="edit-\(name)"><summary class="\(adding ? "chip" : "tool")" \
        title="\(texts.changeField(texts[label]))">\(summary(label, adding))</summary>
        <form method="post" action="\(Link.to("tasks", task.id))">\(formToken)\
        \(TaskFormPage.patch(version: task.version))
        \(control)
        <button class="button">\(texts[.save])</button></form></details>
        """
    }

    private func summary(_ label: TaskText, _ adding: Bool) -> HTML {
        adding
            ? "\(Icon.add.html)\(texts[label])"
            : "\(Icon.edit.html)<span class=\"unseen\">\(texts.changeField(texts[label]))</span>"
    }

    func line(
        _ name: String, _ label: TaskText, value: String, hint: String? = nil,
        attributes: HTML = " autocomplete=\"off\""
    ) -> HTML {
        """
        <label class="unseen" for="quick-\(name)">\(texts[label])</label>
        <input class="input" dir="auto" id="quick-\(name)" name="\(name)" value="\(value)"\(attributes)\
        \(attribute: "placeholder", hint)>
        """
    }

    func choice(_ name: String, _ label: TaskText, value: String, of options: [(value: String, name: String)]) -> HTML {
        """
        <label class="unseen" for="quick-\(name)">\(texts[label])</label>
        <select class="input" id="quick-\(name)" name="\(name)">\(options.map { option in
            """
            <option value="\(option.value)"\(attribute: "selected", if: option.value == value)\(directionOf: option.name)>\(option.name)</option>
            """ as HTML
        })</select>
        """
    }

    /// A day, and beside it the time where it is not the whole day.
    func time(_ name: String, _ label: TaskText, value: TaskTime?) -> HTML {
        let fields = value.map { FormTime.fields(of: $0, in: texts.zone) } ?? (day: "", clock: "")
        return """
            <label class="unseen" for="quick-\(name)">\(texts[label])</label>
            <input class="input" id="quick-\(name)" name="\(name)" type="date"\(FormFields.years) value="\(fields.day)">
            <label class="unseen" for="quick-\(name)-time">\(texts.clockOf(texts[label]))</label>
            <input class="input" id="quick-\(name)-time" name="\(name)Time" type="time" value="\(fields.clock)">\
            \(FormFields.kept(name, FormTime.unshown(of: value, in: texts.zone)?.text))
            """
    }

    /// The list as it was when it was shown, so that the form says what was added and what was taken away.
    func shown(_ name: String, _ names: [String]) -> HTML {
        "<input type=\"hidden\" name=\"\(name)\(ListEdit.suffix)\" value=\"\(names.joined(separator: ", "))\">"
    }

    /// A box for each person; the empty field beside them says that nobody is meant where none is ticked.
    func people(_ people: [AccountName]) -> HTML {
        let choice = PeopleChoice(
            texts: texts, prefix: "quick", people: people, chosen: task.assignees.map(\.name))
        return """
            \(shown("assignees", task.assignees.map(\.name)))
            <input type="hidden" name="assignees" value="">
            <fieldset class="checks"><legend class="unseen">\(texts[.assignees])</legend>
            \(choice.offered.map { person in
                """
                <div class="check"><input type="checkbox" id="quick-assignee-\(person.id)" name="assignees" \
                value="\(person.name)"\(attribute: "checked", if: task.assignees.contains { $0.id == person.id })>\
                <label for="quick-assignee-\(person.id)">\(person.name)</label></div>

                """ as HTML
            })\(choice.field)</fieldset>
            """
    }
}
