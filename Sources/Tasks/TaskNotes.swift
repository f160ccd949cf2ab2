import Domain
import HTML
import TaskDomain
import TaskTexts
import Texts
import Web

/// The notes on a task that is to be done, at the end of its line or at the foot of its card: labels, project, what
/// holds it up, how far it is, when it is due, and who does it.
struct TaskNotes {
    let drawing: TaskDrawing
    let task: TaskItem
    /// Shown among them where what is around does not say it.
    var status: HTML?

    private var texts: Texts { drawing.texts }

    var html: [HTML] {
        task.labels.map(label) + [project, status, blocked, progress, due].compactMap { $0 } + people
    }

    private func label(_ label: TaskLabel) -> HTML {
        "<span class=\"tag tag-\(label.colour.rawValue)\">\(label.name)</span>"
    }

    private var project: HTML? {
        task.projectId.flatMap { drawing.projects[$0] }.map { "<span class=\"in\">\($0)</span>" }
    }

    private var blocked: HTML? {
        guard !task.openBlockers.isEmpty else { return nil }
        return """
            <span class="blocked" title="\(texts.blockedBy(task.openBlockers.count))">\(Icon.blocked.html)\
            <span class="unseen">\(texts.blockedBy(task.openBlockers.count))</span></span>
            """
    }

    private var progress: HTML? {
        task.progress.total > 0 ? ProgressBar(texts: texts, progress: task.progress).html : nil
    }

    private var due: HTML? {
        guard let due = task.dueAt else { return nil }
        let words = texts.due(due, drawing.frame)
        return """
            <time class="due \(words.urgency.rawValue)" datetime="\(due.text)" \
            title="\(texts.dueInFull(due))">\(words.text)</time>
            """
    }

    /// The first three of them; who else there is stands in the title.
    private var people: [HTML] {
        let rest = task.assignees.dropFirst(3)
        let more: [HTML] =
            rest.isEmpty ? [] : ["<span title=\"\(rest.map(\.name).joined(separator: ", "))\">+\(rest.count)</span>"]
        return task.assignees.prefix(3).map(face) + more
    }

    /// Always the same colour for the same person.
    private func face(_ person: AccountName) -> HTML {
        let colours = LabelColour.allCases.dropFirst()
        let colour = colours[colours.startIndex + Int(person.id) % colours.count]
        return """
            <span class="face tag-\(colour.rawValue)" role="img" aria-label="\(person.name)" title="\(person.name)">\
            \(person.name.prefix(1).uppercased())</span>
            """
    }
}
