import Calendar
import Domain
import HTML
import TaskDomain
import TaskTexts
import Texts

/// A task among others as one line: tick, title, and what matters for the task whose page it is on.
struct TaskLine {
    let texts: Texts
    let task: TaskItem
    let mayEdit: Bool
    /// The form that its tick sends.
    let form: StaticString
    let now: Instant
    /// The tools for what can be done with it here.
    var tools: HTML?

    var html: HTML {
        """
        <li class="task\(task.status.isLive ? "" : " " + task.status.rawValue)" data-task="\(task.id)">\
        \(TaskTick(texts: texts, task: task, form: form, isPressable: mayEdit).html)\
        <a class="title" href="\(Link.to("tasks", task.id))">\(task.title)</a>\
        <span class="facts"><span class="number">#\(task.id)</span>\(facts)</span>\(tools)</li>

        """
    }

    private var facts: [HTML] {
        guard task.status.isLive else { return [] }
        return [
            task.status == .open ? nil : StatusPill(texts: texts, status: task.status).html,
            task.progress.total > 0 ? ProgressBar(texts: texts, progress: task.progress).html : nil,
            task.dueAt.map { due in
                """
                <time\(attribute: "class", task.isLate(at: now, in: texts.zone) ? "late" : nil) datetime="\(due.text)" \
                title="\(texts.dueInFull(due))">\
                \(texts.taskTime(due, now: now))</time>
                """
            },
            task.assignees.isEmpty ? nil : HTML(isolated: task.assignees.map(\.name.isolated).joined(separator: ", ")),
        ].compactMap { $0 }
    }
}
