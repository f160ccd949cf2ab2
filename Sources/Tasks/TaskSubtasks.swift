import Domain
import HTML
import TaskDomain
import TaskTexts
import Texts
import Web

/// The tasks that this one consists of, with their ticks, and the field for one more.
struct TaskSubtasks: PagePart {
    let context: PageContext
    let detail: TaskDetail

    private var task: TaskItem { detail.task }

    /// The way to the first one.
    var starter: HTML? {
        guard task.subtasks.total == 0, detail.rights.mayKeep else { return nil }
        return Starter(id: "subtasks", name: texts[.subtasks], form: add).html
    }

    /// Nothing while there are none.
    var html: HTML? {
        guard task.subtasks.total > 0 else { return nil }
        return """
            <section class="block" id="subtasks"><h2>\(texts[.subtasks])\(progress)</h2>
            \(detail.rights.mayEdit ? ChangeForm(id: "subtask-change", context: context, next: next).html : nil)
            \(detail.subtasks.isEmpty ? nil : "<ul class=\"tasks\">\n\(detail.subtasks.map(row))</ul>" as HTML)
            \(more)
            \(detail.rights.mayKeep ? add : nil)
            </section>
            """
    }

    private var next: Link { .to("tasks", task.id, fragment: "subtasks") }

    private var progress: HTML? {
        task.subtasks.total > 0 ? ProgressBar(texts: texts, progress: task.subtasks).html : nil
    }

    private func row(_ subtask: TaskItem) -> HTML {
        TaskLine(
            texts: texts, task: subtask, mayEdit: detail.rights.mayEdit, form: "subtask-change", now: now
        ).html
    }

    private var more: HTML? {
        guard task.subtasks.total > detail.subtasks.count else { return nil }
        let filter = TaskFilter([.term(.parent([.value(task.id)]))])
        return """
            <a class="more" href="\(Link.to("tasks", query: [("q", filter.text)]))">\
            \(texts.showAll(String(task.subtasks.total), texts[.subtasks]))</a>
            """
    }

    private var add: HTML {
        """
        <form class="step-add" method="post" action="/tasks">\(formToken)\
        \(ReturnLink.field(next))<input type="hidden" name="parentId" value="\(task.id)">
        <div class="field"><label class="unseen" for="subtask-title">\(texts[.subtaskNew])</label>
        <input class="input" dir="auto" id="subtask-title" name="title" placeholder="\(texts[.subtaskNew])" \
        autocomplete="off" required></div>
        <button class="button">\(texts[.add])</button></form>
        """
    }
}
