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
            .ok, OverviewJSON(overview: try tasks.overview(exchange.frame, for: exchange.caller)))
    }

    private func dashboardPage(_ exchange: Exchange) throws(Failure) -> Response {
        let page = DashboardPage(
            drawing: drawing(exchange, projects: try projects.projects(archived: false, for: exchange.caller)),
            formToken: exchange.formTokenField,
            overview: try tasks.overview(exchange.frame, for: exchange.caller), callerName: try exchange.caller.name)
        return exchange.page(title: exchange.texts[.home], main: page.main)
    }

    /// Tasks by `q` in the query language, with `after`, `limit` and `fields`; `status`, repeatable, is short for
    /// `status:` in `q`.
    func list(_ exchange: Exchange) throws(Failure) -> Response {
        guard !exchange.wantsPage else { return try listPage(exchange) }
        var fields = try exchange.query()
        var only: Set<String>?
        let query = try ListQuery.read(&fields, exchange, only: &only)
        return exchange.json(.ok, TaskPageJSON(page: try tasks.list(query, for: exchange.caller), only: only))
    }

    func show(_ exchange: Exchange) throws(Failure) -> Response {
        let task = try tasks.find(exchange.id("id"), for: exchange.caller)
        guard exchange.wantsPage else {
            let tag = Self.tag(of: task)
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

extension Exchange {
    /// Now, and the day it is for whoever asks.
    var frame: DayFrame { DayFrame(utc: now) }
}

/// A list as an address asks for it.
enum ListQuery {
    /// - Errors: `.malformed` naming the parameter: a list asked for in the wrong way is a broken address.
    static func read(
        _ fields: inout Fields, _ exchange: Exchange, only: inout Set<String>?
    ) throws(Failure) -> TaskQuery {
        do throws(Failure) {
            let filter = try filter(&fields)
            let after = try fields.text("after")
            let limit = try fields.integer("limit").map { Int(clamping: $0) } ?? 50
            guard TaskQuery.limitRange.contains(limit) else {
                throw Failure(.range(TaskQuery.limitRange.lowerBound, TaskQuery.limitRange.upperBound), field: "limit")
            }
            only = try members(&fields)
            try fields.finish()
            return TaskQuery(filter, frame: exchange.frame, after: after, limit: limit)
        } catch {
            guard let rule = error.rule else { throw error }
            throw Failure(rule, field: error.field ?? "query", kind: .malformed)
        }
    }

    private static func filter(_ fields: inout Fields) throws(Failure) -> TaskFilter {
        let text = try fields.text("q") ?? ""
        let typed: TaskFilter
        do throws(QueryError) {
            typed = try TaskFilter(parsing: text)
        } catch {
            throw Failure(error, field: "q")
        }
        var statuses: [TaskStatus] = []
        for name in try fields.texts("status") ?? [] {
            guard let status = TaskStatus(rawValue: name) else {
                throw Failure(.oneOf(TaskStatus.allCases.map(\.rawValue)), field: "status")
            }
            if !statuses.contains(status) { statuses.append(status) }
        }
        return statuses.isEmpty ? typed : typed.adding(.term(.status(statuses)))
    }

    /// `fields=id,title`: the members wanted, of those that there are.
    private static func members(_ fields: inout Fields) throws(Failure) -> Set<String>? {
        guard let text = try fields.text("fields") else { return nil }
        let names = text.split(separator: ",").map(String.init)
        let known = TaskJSON.members.map(\.name)
        guard names.allSatisfy(known.contains) else { throw Failure(.oneOf(known), field: "fields") }
        return Set(names)
    }
}
