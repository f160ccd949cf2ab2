import Domain
import HTML
import TaskDomain
import TaskTexts
import Texts

/// The ring that completes a task, or opens it again. Its shape carries the priority.
struct TaskTick {
    let texts: Texts
    let task: TaskItem
    /// The form that it sends.
    var form: StaticString = "change"
    /// Where it may not be pressed it only shows how the task stands.
    var isPressable = true

    var html: HTML {
        guard isPressable else { return mark }
        return task.status.isLive
            ? button(task.priority.rawValue, texts[.complete], texts.completeLabel(task.title, task.priority))
            : button(shape, texts[.reopen], texts.reopenLabel(task.title), method: "DELETE")
    }

    private var shape: String {
        task.status.isLive ? task.priority.rawValue : task.status == .done ? "ticked" : "dropped"
    }

    private var mark: HTML {
        "<span class=\"tick \(shape) still\" role=\"img\" aria-label=\"\(texts[task.status])\"></span>"
    }

    private func button(_ shape: String, _ hint: String, _ label: String, method: String? = nil) -> HTML {
        """
        <button class="tick \(shape)"\(attribute: "form", form.description) \
        formaction="\(Link.to("tasks", task.id, "completion"))"\
        \(attribute: "name", method.map { _ in "_method" })\(attribute: "value", method) title="\(hint)" \
        aria-label="\(label)"></button>
        """
    }
}
