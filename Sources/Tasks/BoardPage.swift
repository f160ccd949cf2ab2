import Domain
import HTML
import TaskDomain
import TaskFormats
import TaskTexts
import Texts
import Web

/// Tasks side by side in lanes. Each card has a form whose buttons name the lanes that it can move to, made from the
/// version that the card shows; the attributes in `data-` are for a script that lets cards be dragged.
struct BoardPage: Page {
    let drawing: TaskDrawing
    let query: BoardQuery
    let board: TaskBoard
    let target: FilterBar.Target
    var newTask = FrameMenu.newTask

    var context: PageContext { drawing.context }

    var main: HTML {
        """
        <header class="head"><h1>\(texts[.board])</h1>
        <nav aria-label="\(texts[.boardBy])"><ul class="chips">
        \(BoardField.allCases.map(chip))</ul></nav>
        <div class="actions">\(asList)\(newButton)</div></header>
        \(FilterBar(texts: texts, target: target, filter: query.filter, hasStatuses: false, tools: QueryHelp(texts: texts).folded).html)
        <div class="board" data-lanes="\(board.lanes.count)" data-field="\(query.field.name)"\(refusals)>
        \(board.lanes.map(lane))</div>
        """
    }

    private func chip(_ field: BoardField) -> HTML {
        let link = FilterBar.Target(path: "/board", rest: field == .status ? [] : [("by", field.rawValue)]).link(
            query.filter)
        return """
            <li><a class="chip" href="\(link)"\(attribute: "aria-current", field == query.field ? "true" : nil)>\
            \(texts.name(of: field))</a></li>

            """
    }

    private var asList: HTML {
        "<a class=\"button\" href=\"\(FilterBar.Target(path: "/tasks").link(query.filter))\">\(texts[.asList])</a>"
    }

    private var newButton: HTML? {
        drawing.mayWrite ? "<a class=\"button main wide-only\" href=\"\(newTask)\">\(texts[.newTask])</a>" : nil
    }

    /// The sentences that a script says when a move is refused with these statuses, and where a card goes that is done.
    private var refusals: HTML {
        """
         data-done="\(texts[TaskStatus.done])" data-refused403="\(texts[.errorForbidden])" data-refused404="\(texts[.errorNotFound])" \
        data-refused409="\(texts.sentence(.blocked))" data-refused412="\(texts[.errorStale])"
        """
    }

    private func lane(_ lane: TaskBoard.Lane) -> HTML {
        """
        <section class="lane" id="lane-\(lane.value.key)" data-lane="\(lane.value.sent)" \
        aria-labelledby="name-\(lane.value.key)">
        <h2 id="name-\(lane.value.key)">\(texts.name(of: lane.value)) <span class="count">\(lane.tasks.count)\(lane.hasMore ? "+" : "")</span></h2>
        <ol class="cards">
        \(lane.tasks.map { card($0, in: lane.value) })</ol>
        \(lane.hasMore ? more(lane.value) : "<p class=\"none quiet small\">\(texts[.boardEmpty])</p>")
        </section>

        """
    }

    /// The rest of a lane is in the list.
    private func more(_ value: TaskBoard.Value) -> HTML {
        var filter = query.filter.adding(value.condition)
        if query.field != .status { filter = filter.adding(.term(.flag([.open]))) }
        let isDone = value == .status(.done)
        let sort = isDone ? [TaskSort(.completed, descending: true)] : [TaskSort(.priority), TaskSort(.due)]
        let link = FilterBar.Target(path: "/tasks").link(filter.sorted(by: sort))
        return "<p><a class=\"more\" href=\"\(link)\">\(texts.moreIn(texts.name(of: value)))</a></p>"
    }

    private func card(_ task: TaskItem, in lane: TaskBoard.Value) -> HTML {
        let isShared = query.field == .assignee
        return """
            <li class="tile \(task.priority.rawValue)" id="card-\(task.id)\(isShared ? "-" + lane.key : "")" \
            data-task="\(task.id)" data-version="\(task.version)"\(attribute: "draggable", drawing.mayWrite ? "true" : nil)>\
            <a class="title" href="\(Link.to("tasks", task.id))">\(task.title)</a>\
            \(notes(task))\(drawing.mayWrite ? moves(task, in: lane) : nil)</li>

            """
    }

    private func notes(_ task: TaskItem) -> HTML? {
        let priority: [HTML] =
            query.field == .priority || task.priority == .normal || !task.status.isLive
            ? [] : [PriorityWord(texts: texts, priority: task.priority).html]
        let over: [HTML] =
            task.completedAt.map { instant in
                [texts.moment(instant, now: drawing.frame.now)]
            } ?? []
        let rest = task.status.isLive ? TaskNotes(drawing: drawing, task: task).html : over
        return (priority + rest).isEmpty ? nil : "<div class=\"facts\">\(priority + rest)</div>"
    }

    /// One button for each other lane, folded away. By assignee the form says whom the card leaves.
    private func moves(_ task: TaskItem, in lane: TaskBoard.Value) -> HTML {
        """
        <details class="move"><summary title="\(texts[.boardMove])" aria-label="\(texts[.boardMove]): \(task.title)">\
        \(Icon.move.html)</summary><form class="chips" method="post" action="\(Link.to("tasks", task.id))">\(formToken)\
        <input type="hidden" name="_method" value="PATCH">\(StoredVersion.field(task.version))\
        \(ReturnLink.field(target.link(query.filter)))\(leaving(lane))\
        \(targets.filter { $0 != lane }.map { target in
            """
            <button class="chip" name="\(query.field.moved)" value="\(target.sent)">\(texts.name(of: target))</button>
            """ as HTML
        })</form></details>
        """
    }

    private func leaving(_ lane: TaskBoard.Value) -> HTML? {
        guard query.field == .assignee else { return nil }
        return "<input type=\"hidden\" name=\"removeAssignees\" value=\"\(lane.sent)\">"
    }

    /// The values that a card can move to: what is dropped needs no lane, but a way there.
    private var targets: [TaskBoard.Value] {
        board.lanes.map(\.value) + (query.field == .status ? [.status(.dropped)] : [])
    }
}

extension TaskBoard.Value {
    /// As part of an id in the page.
    var key: String {
        switch self {
        case .status, .priority: sent
        case .project(let project): project.map { String($0.id) } ?? "none"
        case .assignee(let account): account.map { String($0.id) } ?? "none"
        }
    }

    /// The condition that asks for the tasks of this lane.
    fileprivate var condition: TaskCondition {
        switch self {
        case .status(let status): .term(.status([status]))
        case .priority(let priority): .term(.priority([priority]))
        case .project(let project): .term(.project([project.map { .value(.id($0.id)) } ?? .none]))
        case .assignee(let account): .term(.assignee([account.map { .value(.name($0.name)) } ?? .none]))
        }
    }
}
