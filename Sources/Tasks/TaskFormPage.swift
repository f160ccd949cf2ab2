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

    var main: HTML { "" }
}
