import Domain
import HTML
import JSON
import Texts
import Web

extension TasksArea {
    func dashboard(_ exchange: Exchange) throws(Failure) -> Response {
        guard !exchange.wantsPage else {
            return try exchange.keptPage { () throws(Failure) in try dashboardPage(exchange) }
        }
        return exchange.json(
            .ok, OverviewJSON(overview: try tasks.overview(for: exchange.caller, at: exchange.now)))
    }

    private func dashboardPage(_ exchange: Exchange) throws(Failure) -> Response {
        let overview = try tasks.overview(for: exchange.caller, at: exchange.now)
        let page = DashboardPage(
            texts: exchange.texts, formToken: exchange.formTokenField, overview: overview,
            callerName: try exchange.caller.name, now: exchange.now)
        return exchange.page(title: exchange.texts[.home], main: page.main)
    }

    /// Tasks newest first, by `q` (words of the title), `status` (repeatable), `after` and `limit`.
    func list(_ exchange: Exchange) throws(Failure) -> Response {
        let query = try taskQuery(exchange)
        let found = try tasks.list(query, for: exchange.caller)
        guard exchange.wantsPage else { return exchange.json(.ok, TaskPageJSON(page: found)) }
        let page = TaskListPage(
            texts: exchange.texts, formToken: exchange.formTokenField, query: query, page: found, now: exchange.now)
        return exchange.page(title: exchange.texts[.tasks], main: page.main)
    }

    /// - Errors: `.malformed` naming the parameter: a list asked for in the wrong way is a broken address.
    private func taskQuery(_ exchange: Exchange) throws(Failure) -> TaskQuery {
        var fields = try exchange.query()
        var query = TaskQuery()
        do throws(Failure) {
            query.words = try fields.text("q")
            guard (query.words ?? "").utf8.count <= 1_000 else { throw Failure(.tooManyBytes(1_000), field: "q") }
            for name in try fields.texts("status") ?? [] {
                guard let status = TaskStatus(rawValue: name) else {
                    throw Failure(.oneOf(TaskStatus.allCases.map(\.rawValue)), field: "status")
                }
                query.statuses.append(status)
            }
            query.after = try fields.integer("after")
            let limit = try fields.integer("limit").map { Int($0) } ?? query.limit
            guard TaskQuery.limitRange.contains(limit) else {
                throw Failure(.range(TaskQuery.limitRange.lowerBound, TaskQuery.limitRange.upperBound), field: "limit")
            }
            query.limit = limit
            try fields.finish()
        } catch {
            guard let rule = error.rule else { throw error }
            throw Failure(rule, field: error.field ?? "query", kind: .malformed)
        }
        return query
    }

    func show(_ exchange: Exchange) throws(Failure) -> Response {
        let task = try tasks.find(exchange.id("id"), for: exchange.caller)
        guard exchange.wantsPage else {
            let tag = EntityTag.of(task.id, version: task.version)
            return exchange.notModified(tag) ?? exchange.json(.ok, TaskJSON(task: task), headers: [("ETag", tag)])
        }
        return taskPage(exchange, task, stepTitle: "", failure: nil)
    }

    func taskPage(_ exchange: Exchange, _ task: TaskItem, stepTitle: String, failure: Failure?) -> Response {
        let page = TaskDetailPage(
            texts: exchange.texts, formToken: exchange.formTokenField, task: task, stepTitle: stepTitle,
            failure: failure, now: exchange.now)
        return exchange.page(failure == nil ? .ok : .unprocessableContent, title: task.title, main: page.main)
    }

    func new(_ exchange: Exchange) throws(Failure) -> Response {
        formPage(exchange, TaskFormPage.Values(), task: nil, failure: nil)
    }

    func edit(_ exchange: Exchange) throws(Failure) -> Response {
        let task = try tasks.find(exchange.id("id"), for: exchange.caller)
        return formPage(exchange, TaskFormPage.Values(of: task), task: task, failure: nil)
    }

    /// - Shape: the form with what was typed; 422 with the broken rule beside its field where there is a failure.
    func formPage(
        _ exchange: Exchange, _ values: TaskFormPage.Values, task: TaskItem?, failure: Failure?
    ) -> Response {
        let page = TaskFormPage(
            texts: exchange.texts, formToken: exchange.formTokenField, values: values, task: task, failure: failure)
        let title = task?.title ?? exchange.texts[.newTask]
        return exchange.page(failure == nil ? .ok : .unprocessableContent, title: title, main: page.main)
    }

    func confirmDelete(_ exchange: Exchange) throws(Failure) -> Response {
        let task = try tasks.find(exchange.id("id"), for: exchange.caller)
        let page = TaskDeletePage(texts: exchange.texts, formToken: exchange.formTokenField, task: task)
        return exchange.page(title: task.title, main: page.main)
    }
}
