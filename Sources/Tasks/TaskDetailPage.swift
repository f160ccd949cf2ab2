import Domain
import HTML
import TaskDomain
import TaskTexts
import Texts
import Web

/// One task: what it is, what it consists of, what is said about it and what became of it; beside it the facts.
struct TaskDetailPage: Page {
    let context: PageContext
    let detail: TaskDetail
    /// Entries of memory.
    var linking: [LinkingEntry] = []
    /// The input that was not taken.
    var refused: RefusedInput?
    /// Names of the fields of which something did not come back from the trash.
    var missing: [String] = []

    private var task: TaskItem { detail.task }
    private var rights: TaskRights { detail.rights }
    private var address: Link { .to("tasks", task.id) }
    var newTask: Link { NewTaskLink.to(detail.project) }

    var main: HTML {
        // One for all texts, which share what they may cost.
        let words = TaskWords(people: detail.people, tasks: Set(detail.others.keys).union([task.id]))
        return """
            \(back)
            \(lost)
            \(ChangeForm(context: context, next: address).html)
            <header class="task-head\(task.status.isLive ? "" : " " + task.status.rawValue)">
            \(TaskTick(texts: texts, task: task, isPressable: rights.mayEdit).html)<h1>\(task.title)</h1>
            \(rights.mayEdit ? headActions : nil)</header>
            <div class="strip"><span class="number">#\(task.id)</span>\(status)\(blocked)</div>
            <div class="task-columns">
            <div class="story work">
            \(TaskDescription(context: context, detail: detail, words: words, refused: refused).html)
            \(TaskSteps(context: context, detail: detail, refused: refused).html)
            \(subtasks.html)
            \(blockers.html)
            \(TaskMemory(context: context, entries: linking).html)
            \(starters)
            </div>
            <aside class="beside-column">
            \(TaskFacts(context: context, detail: detail).html)
            \(rights.mayKeep ? deletion : nil)
            </aside>
            <div class="story talk">
            \(TaskComments(
                context: context, detail: detail, words: words, refused: refused
            ).html)
            \(history)
            </div>
            </div>
            """
    }

    private var subtasks: TaskSubtasks {
        TaskSubtasks(context: context, detail: detail)
    }

    private var blockers: TaskBlockers {
        TaskBlockers(context: context, detail: detail)
    }

    /// A word for each part that the task does not have yet.
    private var starters: HTML? {
        let words = [subtasks.starter, blockers.starter].compactMap { $0 }
        return words.isEmpty ? nil : "<div class=\"starters\">\(words)</div>"
    }

    /// To the task above, else to the project, else to the list.
    private var back: HTML {
        let (link, name) =
            task.parentId.flatMap { detail.others[$0] }.map { (Link.to("tasks", $0.id), $0.title) }
            ?? detail.project.map { (Link.to("projects", $0.id), $0.project.name) } ?? (Link("/tasks"), texts[.tasks])
        return "<a class=\"back\" href=\"\(link)\">\(Icon.back.html)\(name)</a>"
    }

    private var lost: HTML? {
        guard !missing.isEmpty else { return nil }
        return "<p class=\"message\" role=\"status\">\(texts.notRestored(missing.map(texts.partName)))</p>"
    }

    private var headActions: HTML {
        """
        <div class="actions"><a class="button" href="\(address.child("edit"))">\(texts[.edit])</a></div>
        """
    }

    /// One press moves the task to another status.
    private var status: HTML {
        guard rights.mayEdit else { return StatusPill(texts: texts, status: task.status).html }
        return """
            <form method="post" action="\(address)">\(formToken)<input type="hidden" name="_method" value="PATCH">
            <ul class="chips" aria-label="\(texts[.statusLabel])">
            \(TaskStatus.allCases.map(statusButton))</ul></form>
            """
    }

    private func statusButton(_ status: TaskStatus) -> HTML {
        """
        <li><button class="chip" name="status" value="\(status.rawValue)"\
        \(attribute: "aria-current", status == task.status ? "true" : nil)>\(texts[status])</button></li>

        """
    }

    private var blocked: HTML? {
        guard task.status.isLive, !task.openBlockers.isEmpty else { return nil }
        return "<a class=\"pill waiting\" href=\"#blockers\">\(texts.isBlocked(by: task.openBlockers.count))</a>"
    }

    private var history: HTML {
        let shown = detail.history.prefix(TaskDetail.historyLimit - 1)
        return """
            <section class="block" id="history"><h2>\(texts[.history])</h2>
            <ol class="history">
            \(HistoryLine.list(Array(shown), texts: texts, now: now, mayUndo: rights.mayEdit))</ol>
            \(detail.history.count > shown.count
                ? "<a class=\"more\" href=\"\(address.child("history"))\">\(texts[.historyAll])</a>" as HTML : nil)
            </section>
            """
    }

    private var deletion: HTML {
        "<a class=\"plain danger\" href=\"\(address.child("delete"))\">\(texts[.taskDelete])</a>"
    }
}
