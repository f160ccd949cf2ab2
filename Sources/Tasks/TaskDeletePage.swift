import Domain
import HTML
import TaskDomain
import TaskTexts
import Texts
import Web

/// The question before a task is deleted, and what follows from it.
struct TaskDeletePage: Page {
    let context: PageContext
    let task: TaskItem
    /// The number of tasks that stand below it, however deep.
    let below: Int

    var main: HTML {
        """
        <div class="problem">
        <h1>\(texts.deleteQuestion(task.title))</h1>
        <p class="second">\(texts.deleteConsequence(steps: task.steps.count, subtasks: below))</p>
        <form class="actions" method="post" action="\(Link.to("tasks", task.id))">\(formToken)\
        <input type="hidden" name="_method" value="DELETE">\
        <input type="hidden" name="version" value="\(task.version)">
        <button class="button danger main">\(texts[.delete])</button>
        <a class="button" href="\(Link.to("tasks", task.id))">\(texts[.deleteKeep])</a></form>
        </div>
        """
    }
}

/// The question before a task is completed that open ones stand before.
struct TaskBlockedPage: Page {
    let context: PageContext
    let task: TaskItem
    let blockers: [TaskItem]
    /// The page that the browser came from.
    let next: Link

    var main: HTML {
        """
        <div class="problem broad">
        <h1>\(texts.blockedQuestion(task.title))</h1>
        <p class="second">\(texts.sentence(.blocked))</p>
        <ul class="tasks top">
        \(blockers.map { TaskLine(texts: texts, task: $0, mayEdit: false, form: "change", now: now).html })</ul>
        <form class="actions" method="post" action="\(Link.to("tasks", task.id, "completion"))">\(formToken)\
        <input type="hidden" name="force" value="true">\(ReturnLink.field(next))
        <button class="button main">\(texts[.completeAnyway])</button>
        <a class="button" href="\(next)">\(texts[.cancel])</a></form>
        </div>
        """
    }
}
