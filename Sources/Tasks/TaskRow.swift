import Domain
import HTML
import Search
import TaskDomain
import TaskTexts
import Texts
import Web

/// A task as one line: the tick, the title, then what is known. What is not set takes no room.
struct TaskRow {
    let drawing: TaskDrawing
    let task: TaskItem
    /// The line says the status, where the list around it does not.
    var showsStatus = false
    /// The choice of the line for a change of several, by a box that belongs to the form `bulk`.
    var pick = Pick.never
    /// The comment by which it was found.
    var comment: String?

    enum Pick {
        case never, open, chosen
    }

    private var texts: Texts { drawing.texts }

    var html: HTML {
        """
        <li class="task\(task.status.isLive ? "" : " " + task.status.rawValue)" data-task="\(task.id)">\
        \(TaskTick(texts: texts, task: task, isPressable: drawing.mayWrite).html)\
        \(words)\(drawing.mayWrite ? quick : nil)<span class="facts">\(facts)</span>\(box)</li>

        """
    }

    /// The title, and below it the first place with what was searched for: in the description, a step or a comment.
    private var words: HTML {
        let title: HTML = """
            <a class="title" href="\(Link.to("tasks", task.id))">\(Marked(drawing.patterns).html(task.title))</a>
            """
        guard let snippet else { return title }
        return "<div class=\"text\">\(title)<p class=\"snippet\" dir=\"auto\">\(snippet)</p></div>"
    }

    private var snippet: HTML? {
        let marked = Marked(drawing.patterns)
        guard !drawing.patterns.isEmpty else { return nil }
        if let comment = comment.flatMap(marked.snippet) { return "<b>\(texts[.comment])</b> \(comment)" }
        if let description = marked.snippet(task.description) { return description }
        let step = task.steps.lazy.compactMap { marked.snippet($0.title) }.first
        return step.map { "<b>\(texts[.stepTitle])</b> \($0)" }
    }

    private var quick: HTML {
        """
        <a class="quick" href="\(Link.to("tasks", task.id, "edit"))" title="\(texts[.edit])" \
        aria-label="\(texts[.edit]): \(task.title)">\(Icon.edit.html)</a>
        """
    }

    private var facts: [HTML] {
        guard task.status.isLive else {
            return [showsStatus && task.status == .dropped ? status : nil, over].compactMap { $0 }
        }
        return TaskNotes(drawing: drawing, task: task, status: showsStatus && task.status != .open ? status : nil).html
    }

    private var status: HTML { StatusPill(texts: texts, status: task.status).html }

    private var over: HTML {
        texts.moment(task.completedAt ?? task.updatedAt, now: drawing.frame.now)
    }

    private var box: HTML? {
        guard pick != .never else { return nil }
        return """
            <label class="pick"><input type="checkbox" form="bulk" name="ids" value="\(task.id)" \
            aria-label="\(texts.choose(task.title))"\(attribute: "checked", if: pick == .chosen)></label>
            """
    }
}

/// A text with what was searched for in it marked.
struct Marked {
    private let patterns: [SearchPattern]

    init(_ patterns: [SearchPattern]) {
        self.patterns = patterns
    }

    func html(_ text: String) -> HTML {
        guard !patterns.isEmpty else { return HTML(isolated: text) }
        return Self.html(SearchText.marked(text, for: patterns)).isolated(as: text)
    }

    /// - Shape: nil where nothing was found.
    /// - Units: about 160 characters.
    func snippet(_ text: String) -> HTML? {
        guard !patterns.isEmpty, !text.isEmpty else { return nil }
        let snippet = SearchText.snippet(of: text, for: patterns, length: 160)
        guard snippet.pieces.contains(where: \.isHit) else { return nil }
        return "\(snippet.isCutBefore ? "… " : "")\(Self.html(snippet.pieces))\(snippet.isCutAfter ? " …" : "")"
    }

    private static func html(_ pieces: [SearchSnippet.Piece]) -> HTML {
        "\(pieces.map { $0.isHit ? "<mark>\(HTML(text: $0.text))</mark>" as HTML : HTML(text: $0.text) })"
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

/// The steps that are done, drawn and counted.
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
