import Domain
import HTML
import Texts
import Web

/// A task as one line: the tick, the title, then what is known. What is not set takes no room.
struct TaskRow {
    let texts: Texts
    let task: TaskItem
    let now: Instant
    /// Whether to say the status, where the list around it does not.
    var showsStatus = false

    var html: HTML {
        """
        <li class="task\(task.status.isLive ? "" : " " + task.status.rawValue)">\(TaskTick(texts: texts, task: task).html)\
        <a class="title" href="\(Link.to("tasks", task.id))">\(task.title)</a>\
        <a class="quick" href="\(Link.to("tasks", task.id, "edit"))" title="\(texts[.edit])" \
        aria-label="\(texts[.edit]): \(task.title)">\(Icon.edit.html)</a>\
        <span class="facts">\(facts)</span></li>

        """
    }

    private var facts: [HTML] {
        guard task.status.isLive else { return [when].compactMap { $0 } }
        return [status, progress, priority].compactMap { $0 }
    }

    private var status: HTML? {
        showsStatus && task.status != .open ? StatusPill(texts: texts, status: task.status).html : nil
    }

    private var progress: HTML? {
        task.progress.total > 0 ? ProgressBar(texts: texts, progress: task.progress).html : nil
    }

    private var priority: HTML? {
        task.priority == .normal ? nil : PriorityWord(texts: texts, priority: task.priority).html
    }

    private var when: HTML? {
        let instant = task.completedAt ?? task.updatedAt
        return "<time datetime=\"\(instant.rfc3339)\">\(texts.ago(instant, now: now))</time>"
    }
}

/// A status as a small label.
struct StatusPill {
    let texts: Texts
    let status: TaskStatus

    var html: HTML { "<span class=\"pill \(status.rawValue)\">\(texts[status])</span>" }
}

/// A priority as a word in its colour.
struct PriorityWord {
    let texts: Texts
    let priority: TaskPriority

    var html: HTML { "<span class=\"\(priority.rawValue)-word\">\(texts[priority])</span>" }
}

/// How many steps are done, drawn and counted.
struct ProgressBar {
    let texts: Texts
    let progress: Progress

    var html: HTML {
        """
        <span class="progress" title="\(texts.stepsDone(progress))"><progress max="\(progress.total)" \
        value="\(progress.done)" aria-label="\(texts[.progressLabel])"></progress>\
        \(progress.done)/\(progress.total)</span>
        """
    }
}
