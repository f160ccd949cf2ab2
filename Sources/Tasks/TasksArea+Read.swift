import Calendar
import Domain
import HTML
import Input
import JSON
import TaskDomain
import TaskFormats
import Texts
import Web

extension TasksArea {
    func dashboard(_ exchange: Exchange) throws(Failure) -> Response {
        guard !exchange.wantsPage else {
            return try exchange.keptPage { () throws(Failure) in try dashboardPage(exchange) }
        }
        return exchange.json(
            .ok, OverviewJSON(overview: try tasks.overview(exchange.frame, for: exchange.caller)))
    }

    private func dashboardPage(_ exchange: Exchange) throws(Failure) -> Response {
        let page = DashboardPage(
            drawing: drawing(exchange, projects: try projects.projects(archived: false, for: exchange.caller)),
            overview: try tasks.overview(exchange.frame, for: exchange.caller), callerName: try exchange.caller.name)
        return exchange.page(title: exchange.texts[.home], page, live: .tasks)
    }

    /// Tasks by `q` in the query language, with `after`, `limit` and `fields`; `status`, repeatable, is short for
    /// `status:` in `q`.
    func list(_ exchange: Exchange) throws(Failure) -> Response {
        guard !exchange.wantsPage else { return try listPage(exchange) }
        var fields = try exchange.query()
        var only: Set<String>?
        let query = try ListQuery.read(&fields, exchange, only: &only)
        let page = try tasks.list(query, for: exchange.caller)
        return exchange.json(
            .ok,
            PageJSON(
                "tasks", page.tasks.map { TaskJSON(task: $0, only: only) }, next: page.next, instead: page.instead?.text
            ))
    }

    func show(_ exchange: Exchange) throws(Failure) -> Response {
        let task = try tasks.find(exchange.id("id"), for: exchange.caller)
        guard exchange.wantsPage else { return exchange.resource(TaskJSON(task: task), task.id, version: task.version) }
        var fields = try exchange.query()
        return try taskPage(
            exchange, task, missing: fields.texts(Self.missing) ?? [],
            commentsBefore: fields.integer(TaskComments.before))
    }

    func taskPage(
        _ exchange: Exchange, _ task: TaskItem, refused: RefusedInput? = nil, missing: [String] = [],
        commentsBefore: Int64? = nil
    ) throws(Failure) -> Response {
        let caller = try exchange.caller
        var before = commentsBefore
        if case .editedComment(let id) = refused?.form { before = id + 1 }
        let linking = try linking(to: task.id, exchange)
        let page = TaskDetailPage(
            context: exchange.context,
            detail: try detail(of: task, commentsBefore: before, for: caller),
            linking: linking, refused: refused, missing: missing.filter(LostPart.names.contains))
        // Where an entry links to it already, something is the likeliest to happen.
        let spaces = linking.map(\.space) + (try surroundings.spaces(for: caller))
        return exchange.page(
            showing: refused?.failure, title: task.title, page, live: .memory(spaces.onceEach, withTasks: true))
    }

    /// The task's page once more, with what one of its small forms sent and what is wrong with it.
    ///
    /// - Errors: the failure itself where no form was filled in.
    func again(
        _ exchange: Exchange, _ id: TaskItem.ID, _ form: RefusedInput.FormName, typed: String?,
        assignee: String? = nil,
        _ failure: Failure
    ) throws(Failure) -> Response {
        guard let typed else { throw failure }
        let task = try tasks.find(id, for: exchange.caller)
        let refused = RefusedInput(form: form, typed: typed, assignee: assignee, failure: failure)
        return try taskPage(exchange, task, refused: refused)
    }

    /// The form for a new task: `projectId`, `parentId` and `title` may be given.
    func new(_ exchange: Exchange) throws(Failure) -> Response {
        var fields = try exchange.query()
        var values = TaskFormPage.Values()
        values.projectId = try fields.text("projectId") ?? ""
        values.parentId = try fields.text("parentId") ?? ""
        values.title = try fields.text("title") ?? ""
        return try formPage(exchange, values, task: nil, failure: nil)
    }

    func edit(_ exchange: Exchange) throws(Failure) -> Response {
        let task = try tasks.find(exchange.id("id"), for: exchange.caller)
        guard try rights(in: task, for: exchange.caller).mayEdit else {
            throw Failure(.forbidden, "Your role there does not change tasks.")
        }
        return try formPage(exchange, TaskFormPage.Values(of: task, in: exchange.zone), task: task, failure: nil)
    }

    /// - Shape: the form with what was typed; 422 with the broken rule beside its field where there is a failure.
    func formPage(
        _ exchange: Exchange, _ values: TaskFormPage.Values, task: TaskItem?, failure: Failure?
    ) throws(Failure) -> Response {
        let page = TaskFormPage(
            context: exchange.context, values: values,
            choices: try choices(values, task, for: exchange.caller), task: task, failure: failure)
        let title = task?.title ?? exchange.texts[.newTask]
        return exchange.page(
            showing: failure, title: title, page, live: task.map { .form(ofTask: $0.id) })
    }

    /// The choices for the form's fields: people are those of the project that is chosen.
    private func choices(
        _ values: TaskFormPage.Values, _ task: TaskItem?, for caller: Caller
    ) throws(Failure) -> TaskFormPage.Choices {
        let found = try projects.projects(archived: true, for: caller)
        let project = found.first { String($0.id) == values.projectId }
        let isOwnInbox = task?.inbox.map { $0.id == caller.accountId } ?? true
        return TaskFormPage.Choices(
            projects: found, people: try projects.people(in: project?.id, for: caller),
            labels: try projects.labelNames(limit: PageChoices.limit, for: caller),
            inbox: isOwnInbox ? nil : task?.inbox?.name,
            mayKeep: try task.map { task throws(Failure) in try rights(in: task, for: caller).mayKeep } ?? true)
    }

    func confirmDelete(_ exchange: Exchange) throws(Failure) -> Response {
        let task = try tasks.find(exchange.id("id"), for: exchange.caller)
        guard try rights(in: task, for: exchange.caller).mayKeep else {
            throw Failure(.forbidden, "Your role there does not delete tasks.")
        }
        let page = TaskDeletePage(
            context: exchange.context, task: task,
            below: try tasks.countBelow(task.id, for: exchange.caller))
        return exchange.page(title: task.title, page)
    }
}

extension Exchange {
    /// Now, and the day it is for whoever asks.
    var frame: DayFrame { DayFrame(now: now, today: zone.localDate(at: now), days: zone) }
}

/// A list as an address asks for it.
enum ListQuery {
    /// - Errors: `.malformed` naming the parameter.
    static func read(
        _ fields: inout Fields, _ exchange: Exchange, only: inout Set<String>?
    ) throws(Failure) -> TaskQuery {
        try fields.parameters { fields throws(Failure) in
            let filter = try filter(&fields)
            let after = try fields.text("after")
            let limit = try fields.limit(in: TaskQuery.limitRange, usual: 50)
            only = try members(&fields)
            var query = TaskQuery(filter, frame: exchange.frame, after: after, limit: limit)
            query.isForgiving = true
            return query
        }
    }

    private static func filter(_ fields: inout Fields) throws(Failure) -> TaskFilter {
        let typed = try filter(parsing: fields.text("q") ?? "")
        var statuses: [TaskStatus] = []
        for name in try fields.texts("status") ?? [] {
            guard let status = TaskStatus(rawValue: name) else {
                throw Failure(.oneOf(TaskStatus.allCases.map(\.rawValue)), field: "status")
            }
            if !statuses.contains(status) { statuses.append(status) }
        }
        return statuses.isEmpty ? typed : typed.adding(.term(.status(statuses)))
    }

    /// - Errors: `.malformed` on `q`, with the place.
    static func filter(parsing text: String) throws(Failure) -> TaskFilter {
        do throws(QueryError) {
            return try TaskFilter(parsing: text)
        } catch {
            throw Failure(error, field: "q")
        }
    }

    /// `fields=id,title`: the members wanted, of those that there are.
    private static func members(_ fields: inout Fields) throws(Failure) -> Set<String>? {
        guard let text = try fields.text("fields") else { return nil }
        let names = text.split(separator: ",").map(String.init)
        let known = TaskJSON.names
        guard !names.isEmpty, names.allSatisfy(known.contains) else { throw Failure(.oneOf(known), field: "fields") }
        return Set(names)
    }
}
