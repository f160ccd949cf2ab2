import Domain
import HTML
import Texts

/// The ring that completes a task, or opens it again. Its shape carries the priority.
struct TaskTick {
    let texts: Texts
    let task: TaskItem

    var html: HTML {
        task.status.isLive
            ? button(task.priority.rawValue, texts[.complete], texts.completeLabel(task.title, task.priority))
            : button(
                task.status == .done ? "ticked" : "dropped", texts[.reopen], texts.reopenLabel(task.title),
                method: "DELETE")
    }

    private func button(_ shape: String, _ hint: String, _ label: String, method: String? = nil) -> HTML {
        """
        <button class="tick \(shape)" form="change" formaction="\(Link.to("tasks", task.id, "completion"))"\
        \(attribute: "name", method.map { _ in "_method" })\(attribute: "value", method) title="\(hint)" \
        aria-label="\(label)"></button>
        """
    }
}
