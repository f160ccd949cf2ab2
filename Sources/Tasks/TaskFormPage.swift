import Domain
import HTML
import Texts
import Web

/// The form for a new task, or for changing one.
struct TaskFormPage {
    /// What stands in the fields: a task's own values, or what was typed.
    struct Values {
        var title = ""
        var description = ""
        var status = TaskStatus.open.rawValue
        var priority = TaskPriority.normal.rawValue

        init() {}

        init(of task: TaskItem) {
            title = task.title
            description = task.description
            status = task.status.rawValue
            priority = task.priority.rawValue
        }

        init(typed fields: Fields) {
            title = fields.typed("title") ?? ""
            description = fields.typed("description") ?? ""
            status = fields.typed("status") ?? status
            priority = fields.typed("priority") ?? priority
        }
    }

    let texts: Texts
    let formToken: HTML
    let values: Values
    /// nil for a new one.
    let task: TaskItem?
    let failure: Failure?

    var main: HTML {
        """
        <a class="back" href="\(back)">\(Icon.back.html)\(task?.title ?? texts[.tasks])</a>
        <header class="head"><h1>\(texts[task == nil ? .newTask : .edit])</h1></header>
        <form class="form" method="post" action="\(task.map { Link.to("tasks", $0.id) } ?? Link("/tasks"))">\(formToken)
        \(task.map { TaskFormPage.patch(version: $0.version) })
        \(TaskFields(texts: texts, values: values, failure: failure).html)
        <div class="actions"><button class="button main">\(texts[.save])</button>
        <a class="button" href="\(back)">\(texts[.cancel])</a></div>
        </form>
        """
    }

    private var back: Link { task.map { .to("tasks", $0.id) } ?? Link("/tasks") }

    /// Makes a form's POST change the task if it is still at this version.
    static func patch(version: Int64) -> HTML {
        """
        <input type="hidden" name="_method" value="PATCH"><input type="hidden" name="version" value="\(version)">
        """
    }
}

/// The fields of a task, as both the form and the conflict page show them.
struct TaskFields {
    let texts: Texts
    let values: TaskFormPage.Values
    let failure: Failure?

    var html: HTML {
        let fields = FormFields(texts: texts, failure: failure)
        return """
            \(fields.line("title", .title, value: values.title, attributes: titleAttributes))
            \(fields.block("description", .description, value: values.description, hint: texts[.descriptionHint]))
            <div class="two">
            \(fields.choice("status", .statusLabel, value: values.status, of: statuses))
            \(fields.choice("priority", .priorityLabel, value: values.priority, of: priorities))
            </div>
            """
    }

    private var titleAttributes: HTML {
        """
         maxlength="\(TaskRules.titleLimit)" autocomplete="off" required\
        \(attribute: "autofocus", if: values.title.isEmpty)
        """
    }

    private var statuses: [(value: String, name: String)] { TaskStatus.allCases.map { ($0.rawValue, texts[$0]) } }

    private var priorities: [(value: String, name: String)] { TaskPriority.allCases.map { ($0.rawValue, texts[$0]) } }
}
