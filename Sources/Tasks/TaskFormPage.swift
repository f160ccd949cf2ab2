import Domain
import HTML
import TaskDomain
import TaskTexts
import Texts
import Web

/// The form for a new task, or for changing one.
struct TaskFormPage: Page {
    /// The choices.
    struct Choices {
        var projects: [ProjectSummary] = []
        var people: [AccountName] = []
        var labels: [String] = []
        /// The owner of the inbox the task is in, where that is not the reader.
        var inbox: String?
        /// The reader decides where the task is and who sees it.
        var mayKeep = true
    }

    let context: PageContext
    let values: Values
    let choices: Choices
    /// nil for a new one.
    let task: TaskItem?
    let failure: Failure?

    var newTask: Link {
        let id = task.map(\.projectId) ?? Int64(values.projectId)
        return NewTaskLink.to(choices.projects.first { $0.id == id })
    }

    var main: HTML {
        """
        <a class="back" href="\(back)">\(Icon.back.html)\(task?.title ?? texts[.tasks])</a>
        <header class="head"><h1>\(texts[task == nil ? .newTask : .edit])</h1></header>
        \(unplaced)
        <form class="form task-form" method="post" action="\(back)">\
        \(formToken)
        \(task.map { TaskFormPage.patch(version: version($0.version, sentTo: back, failure)) })
        \(TaskFields(texts: texts, values: values, choices: choices, task: task, failure: failure?.ofForm).html)
        <div class="actions"><button class="button main">\(texts[.save])</button>
        <a class="button" href="\(back)">\(texts[.cancel])</a></div>
        </form>
        """
    }

    /// The failure that belongs to none of the fields.
    private var unplaced: HTML? {
        guard let failure = failure?.ofForm, failure.rule != .sentBefore,
            !TaskFields.names.contains(failure.field ?? "")
        else { return nil }
        let place = failure.field.map { "\($0): " } ?? ""
        return "<p class=\"message bad\" role=\"alert\">\(place)\(texts.sentence(failure))</p>"
    }

    private var back: Link { task.map { .to("tasks", $0.id) } ?? Link("/tasks") }

    /// Makes a form's POST change the task if it is still at this version.
    static func patch(version: Int64) -> HTML {
        """
        <input type="hidden" name="_method" value="PATCH"><input type="hidden" name="version" value="\(version)">
        """
    }
}

extension Failure {
    /// As a form has it: what is wrong with one of a list, `labels[2]`, is wrong with its field, and so is what is wrong
    /// with somebody added.
    var ofForm: Failure {
        guard let field, let rule else { return self }
        let name = String(field.prefix { $0 != "[" })
        return Failure(rule, field: name == "addAssignees" ? "assignees" : name, kind: kind)
    }
}
