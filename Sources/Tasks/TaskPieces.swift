import Calendar
import Domain
import HTML
import TaskTexts
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

/// The proposals of a field while somebody types.
struct DataList {
    let id: String
    let values: [String]

    var html: HTML {
        "<datalist id=\"\(id)\">\(values.prefix(PageChoices.limit).map { "<option value=\"\($0)\"></option>" as HTML })</datalist>"
    }
}

/// How many choices a page offers: the first of them. Whoever means another types it.
enum PageChoices {
    static let limit = 200
}

/// Boxes for the people that a task can be given to, and where there are more than a page offers a field for their
/// names beside them. Whoever has the task has a box in any case.
struct PeopleChoice {
    let texts: Texts
    let prefix: String
    let people: [AccountName]
    let chosen: [String]

    /// Those with a box.
    var offered: [AccountName] {
        guard people.count > PageChoices.limit else { return people }
        let chosen = Set(chosen.map { $0.lowercased() })
        let first = Set(people.prefix(PageChoices.limit).map(\.id))
        return people.filter { first.contains($0.id) || chosen.contains($0.name.lowercased()) }
    }

    /// nil where everybody has a box.
    var field: HTML? {
        guard people.count > PageChoices.limit else { return nil }
        return """
            <label class="unseen" for="\(prefix)-others">\(texts[.assigneesOthers])</label>
            <input class="input" id="\(prefix)-others" name="assignees" autocomplete="off" \
            placeholder="\(texts[.assigneesOthers])">
            """
    }
}

/// The projects that a task can be put into.
enum ProjectChoice {
    /// - Shape: the inbox first, then those in which the caller makes tasks and that are not archived; the current one
    ///   always. `inbox` is whose inbox the task is in, where that is not the reader's.
    static func options(
        _ projects: [ProjectSummary], current: Int64?, inbox: String? = nil, _ texts: Texts
    ) -> [(value: String, name: String)] {
        let open = projects.filter { one in
            one.id == current || (one.project.archivedAt == nil && (one.role ?? .owner) >= .editor)
        }
        let offered = open.enumerated().filter { $0 < PageChoices.limit || $1.id == current }.map(\.element)
        return [("", inbox.map(texts.inboxOf) ?? texts[.inboxOwn])] + offered.map { (String($0.id), $0.project.name) }
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
    /// The tools for what can be done with it here.
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
