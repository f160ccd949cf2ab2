import Calendar
import Domain
import HTML
import Texts
import Web

/// A label in its colour, leading to the tasks that have it.
struct LabelTag {
    let label: TaskLabel

    var html: HTML {
        "<a class=\"tag tag-\(label.colour.rawValue)\" href=\"\(Self.link(label.name))\">\(label.name)</a>"
    }

    static func link(_ name: String) -> Link {
        .to("tasks", query: [("q", TaskFilter([.term(.label([.value(name)]))]).text)])
    }
}

/// A person as an initial in a disc.
struct Face {
    let name: String

    var withName: HTML {
        """
        <span class="person"><span class="face" aria-hidden="true">\(name.prefix(1).uppercased())</span>\(name)</span>
        """
    }
}

/// A part that a task does not have yet, as a word that opens the field for its first piece.
struct Starter {
    let id: StaticString
    let name: String
    let form: HTML

    var html: HTML {
        """
        <details class="starter"\(attribute: "id", id.description)><summary class="chip">\(Icon.add.html)\(name)</summary>
        \(form)</details>
        """
    }
}

/// What a field proposes while somebody types.
struct DataList {
    let id: String
    let values: [String]

    var html: HTML {
        "<datalist id=\"\(id)\">\(values.map { "<option value=\"\($0)\"></option>" as HTML })</datalist>"
    }
}

/// The projects that a task can be put into.
enum ProjectChoice {
    /// - Shape: the inbox first, then those in which the caller makes tasks and that are not put away; the current one
    ///   always. `inbox` is whose inbox the task is in, where that is not the reader's.
    static func options(
        _ projects: [ProjectSummary], current: Int64?, inbox: String? = nil, _ texts: Texts
    ) -> [(value: String, name: String)] {
        let open = projects.filter { one in
            one.id == current || (one.project.archivedAt == nil && (one.role ?? .owner) >= .editor)
        }
        return [("", inbox.map(texts.inboxOf) ?? texts[.inboxOwn])] + open.map { (String($0.id), $0.project.name) }
    }
}

/// A task among others as one line: tick, title, and what matters for the task whose page it is on.
struct TaskLine {
    let texts: Texts
    let task: TaskItem
    let mayEdit: Bool
    /// The form that its tick sends.
    let form: StaticString
    let now: Instant
    /// What can be done with it here.
    var tools: HTML?

    var html: HTML {
        """
        <li class="task\(task.status.isLive ? "" : " " + task.status.rawValue)">\
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
                <time\(attribute: "class", task.isLate(at: now, in: texts.zone) ? "late" : nil) datetime="\(due.text)">\
                \(texts.taskTime(due, now: now))</time>
                """
            },
            task.assignees.isEmpty ? nil : HTML(text: task.assignees.map(\.name).joined(separator: ", ")),
        ].compactMap { $0 }
    }
}
