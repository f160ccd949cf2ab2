import Domain
import HTML
import Texts

/// The question before a task is deleted, and what follows from it.
struct TaskDeletePage {
    let texts: Texts
    let formToken: HTML
    let task: TaskItem

    var main: HTML {
        """
        <div class="problem">
        <h1>\(texts.deleteQuestion(task.title))</h1>
        <p class="second">\(texts.deleteConsequence(steps: task.steps.count))</p>
        <form class="actions" method="post" action="\(Link.to("tasks", task.id))">\(formToken)\
        <input type="hidden" name="_method" value="DELETE">\
        <input type="hidden" name="version" value="\(task.version)">
        <button class="button danger main">\(texts[.delete])</button>
        <a class="button" href="\(Link.to("tasks", task.id))">\(texts[.deleteKeep])</a></form>
        </div>
        """
    }
}
