import Domain
import HTML
import TaskDomain
import TaskTexts
import Texts
import Web

/// The pages of projects and labels, put together from what the store says.
extension TasksArea {
    func projectsPage(
        _ exchange: Exchange, _ found: [ProjectSummary], showsArchived: Bool = false, typed: String, failure: Failure?
    ) throws(Failure) -> Response {
        let page = ProjectListPage(
            context: exchange.context, projects: found, showsArchived: showsArchived,
            mayMake: try exchange.caller.may(.tasksWrite), typed: typed, failure: failure)
        return exchange.page(showing: failure, title: exchange.texts[.projects], page, live: .tasks)
    }

    func projectPage(
        _ exchange: Exchange, _ detail: ProjectDetail, failure: Failure?, typed: ProjectPage.Typed = .init()
    ) throws(Failure) -> Response {
        let caller = try exchange.caller
        let filter = TaskFilter(
            [.term(.project([.value(.id(detail.project.id))])), .term(.flag([.open]))],
            sort: [TaskSort(.priority), TaskSort(.due)])
        let found = try tasks.list(TaskQuery(filter, frame: exchange.frame), for: caller).tasks
        let isOwner = (detail.summary.role ?? .owner) == .owner
        let named = try tasks.find(TaskWords.numbers(in: [detail.project.description]), for: caller)
        let page = ProjectPage(
            context: exchange.context, detail: detail, tasks: found,
            candidates: isOwner ? try projects.people(in: nil, for: caller) : [],
            words: TaskWords(people: detail.members.map(\.account), tasks: Set(named.map(\.id))), failure: failure,
            typed: typed)
        return exchange.page(showing: failure, title: detail.project.name, page, live: .tasks)
    }

    func confirmDeleteProject(_ exchange: Exchange) throws(Failure) -> Response {
        let caller = try exchange.caller
        let detail = try projects.project(exchange.id("id"), for: caller)
        guard (detail.summary.role ?? .owner) == .owner else {
            throw Failure(.forbidden, "Only an owner deletes a project.")
        }
        // Those that lists hide until later are tasks, too.
        let all = TaskFilter([
            .term(.project([.value(.id(detail.project.id))])),
            .any([.term(.flag([.hidden])), .not(.term(.flag([.hidden])))]),
        ])
        let some = try tasks.list(TaskQuery(all, frame: exchange.frame, limit: 1), for: caller).tasks
        let page = ProjectDeletePage(context: exchange.context, project: detail.project, hasTasks: !some.isEmpty)
        return exchange.page(title: detail.project.name, page)
    }

    func labelsPage(
        _ exchange: Exchange, _ found: LabelPage, isLater: Bool,
        refused: (id: Int64?, name: String, colour: LabelColour?, failure: Failure)? = nil
    ) throws(Failure) -> Response {
        let page = LabelListPage(
            context: exchange.context, labels: found.labels,
            mayChange: try exchange.caller.may(.tasksWrite), refused: refused,
            next: found.next, isLater: isLater)
        return exchange.page(showing: refused?.failure, title: exchange.texts[.labels], page, live: .tasks)
    }

    func confirmDeleteLabel(_ exchange: Exchange) throws(Failure) -> Response {
        try labelDeletePage(exchange, exchange.id("id"), failure: nil)
    }

    func labelDeletePage(_ exchange: Exchange, _ id: Int64, failure: Failure?) throws(Failure) -> Response {
        let use = try projects.label(id, for: exchange.caller)
        let page = LabelDeletePage(context: exchange.context, use: use, failure: failure)
        return exchange.page(showing: failure, title: use.label.name, page)
    }
}

/// The pages of what happened, and of what was deleted.
extension TasksArea {
    func historyPage(
        _ exchange: Exchange, _ id: TaskItem.ID, _ entries: [HistoryEntry], _ window: Window
    ) throws(Failure) -> Response {
        let caller = try exchange.caller
        let task = try tasks.find(id, for: caller)
        let project = try task.projectId.map { id throws(Failure) in try projects.project(id, for: caller).summary }
        let page = TaskHistoryPage(
            context: exchange.context, task: task, entries: entries,
            mayUndo: TaskRights(caller, task, role: project?.role).mayEdit, isLater: window.cursor != nil,
            limit: window.limit, newTask: NewTaskLink.to(project))
        return exchange.page(title: task.title, page, live: .tasks)
    }

    func trashPage(
        _ exchange: Exchange, _ trash: [TrashedTask], _ window: Window
    ) throws(Failure) -> Response {
        let caller = try exchange.caller
        let page = TrashPage(
            context: exchange.context, trash: trash,
            projects: try projects.projects(archived: true, for: caller),
            isLater: window.cursor != nil, limit: window.limit)
        return exchange.page(title: exchange.texts[.trash], page, live: .tasks)
    }
}
