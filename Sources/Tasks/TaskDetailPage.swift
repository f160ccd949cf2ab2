import Domain
import HTML
import Texts
import Web

/// One task: what it is, its steps, and what is known beside it.
struct TaskDetailPage {
    let texts: Texts
    let formToken: HTML
    let task: TaskItem
    /// What was typed into the field for a new step, where it broke a rule.
    let stepTitle: String
    let failure: Failure?
    let now: Instant

    var main: HTML {
        """
        <a class="back" href="/tasks">\(Icon.back.html)\(texts[.tasks])</a>
        \(ChangeForm(formToken: formToken, next: address).html)
        <header class="task-head\(task.status.isLive ? "" : " " + task.status.rawValue)">
        \(TaskTick(texts: texts, task: task).html)<h1>\(task.title)</h1>
        <div class="actions"><a class="button" href="\(Link.to("tasks", task.id, "edit"))">\(texts[.edit])</a></div></header>
        <div class="columns">
        <div>
        \(description)
        \(TaskSteps(texts: texts, formToken: formToken, task: task, typed: stepTitle, failure: failure).html)
        </div>
        <aside class="beside-column"><section class="card meta-card">
        \(status)
        \(TaskMeta(texts: texts, task: task, now: now).html)
        <div class="actions">\(completion)</div>
        <hr>
        <a class="plain danger" href="\(Link.to("tasks", task.id, "delete"))">\(texts[.delete]) …</a>
        </section></aside>
        </div>
        """
    }

    private var address: Link { .to("tasks", task.id) }

    private var description: HTML? {
        guard !task.description.isEmpty else { return nil }
        return """
            <section class="block"><h2>\(texts[.description])</h2>
            <div class="words">\(task.description)</div></section>
            """
    }

    /// One press moves the task to another status.
    private var status: HTML {
        """
        <form method="post" action="\(address)">\(formToken)<input type="hidden" name="_method" value="PATCH">
        <h2>\(texts[.statusLabel])</h2>
        <ul class="chips">
        \(TaskStatus.allCases.map(statusButton))</ul></form>
        """
    }

    private func statusButton(_ status: TaskStatus) -> HTML {
        """
        <li><button class="chip" name="status" value="\(status.rawValue)"\
        \(attribute: "aria-current", status == task.status ? "true" : nil)>\(texts[status])</button></li>

        """
    }

    private var completion: HTML {
        let (kind, text, method) =
            task.status.isLive
            ? ("button main", texts[.complete], nil) : ("button", texts[.reopen], "DELETE" as String?)
        return """
            <button class="\(kind)" form="change" formaction="\(Link.to("tasks", task.id, "completion"))"\
            \(attribute: "name", method.map { _ in "_method" })\(attribute: "value", method)>\(text)</button>
            """
    }
}

/// What is known of a task, as names and values.
struct TaskMeta {
    let texts: Texts
    let task: TaskItem
    let now: Instant

    var html: HTML {
        """
        <dl class="meta">
        <dt>\(texts[.priorityLabel])</dt><dd>\(PriorityWord(texts: texts, priority: task.priority).html)</dd>
        \(progress)
        \(time(.created, task.createdAt))
        \(time(.changed, task.updatedAt))
        \(task.completedAt.map { time(.completed, $0) })
        \(task.externalId.map { "<dt>\(texts[.externalId])</dt><dd class=\"mono\">\($0)</dd>" as HTML })
        </dl>
        """
    }

    private var progress: HTML? {
        guard task.progress.total > 0 else { return nil }
        return """
            <dt>\(texts[.progressLabel])</dt><dd>\(ProgressBar(texts: texts, progress: task.progress).html)</dd>
            """
    }

    private func time(_ name: Text, _ instant: Instant) -> HTML {
        """
        <dt>\(texts[name])</dt><dd><time datetime="\(instant.rfc3339)" title="\(texts.dateAndTime(instant))">\
        \(texts.ago(instant, now: now))</time></dd>
        """
    }
}
