import Domain
import HTML
import Input
import TaskDomain
import TaskTexts
import Texts
import Web

extension TasksArea {
    /// The page of `list`: beside its parameters `pick=all` chooses every task of the page.
    ///
    /// - Shape: 400 with the query as it was typed, and the place where it cannot be read.
    func listPage(_ exchange: Exchange) throws(Failure) -> Response {
        var fields = try exchange.query()
        let typed = try fields.text("q") ?? ""
        if let error = TaskFilter.error(in: typed, for: exchange.texts.queryLanguage) {
            return brokenQuery(exchange, typed, error, FilterBar.Target(path: "/tasks"))
        }
        if let task = try numbered(typed, exchange) { return exchange.seeOther(.to("tasks", task)) }
        let isAllPicked = try fields.text("pick") == "all"
        var only: Set<String>?
        var query = try ListQuery.read(&fields, exchange, only: &only)
        query.hasComments = query.filter.isSearch
        let found = try tasks.list(query, for: exchange.caller)
        let projects = try projects.projects(archived: true, for: exchange.caller)
        let page = TaskListPage(
            drawing: drawing(exchange, projects: projects, patterns: (found.instead ?? query.filter).patterns),
            query: query, page: found,
            views: try self.projects.savedViews(of: exchange.caller.accountId ?? 0),
            projects: projects.filter(\.takesTasks),
            isAllPicked: isAllPicked, newTask: NewTaskLink.from(query.filter, among: projects))
        return exchange.page(title: page.title, page, live: .tasks)
    }

    /// The task whose number was typed and nothing else, where there is one.
    private func numbered(_ typed: String, _ exchange: Exchange) throws(Failure) -> TaskItem.ID? {
        guard let id = TaskNumber.typed(typed) else { return nil }
        do throws(Failure) {
            return try tasks.find(id, for: exchange.caller).id
        } catch  where error.kind == .notFound {
            return nil
        }
    }

    func brokenQuery(_ exchange: Exchange, _ typed: String, _ error: QueryError, _ target: FilterBar.Target) -> Response
    {
        let page = BrokenQueryPage(context: exchange.context, typed: typed, error: error, target: target)
        return exchange.page(.badRequest, title: exchange.texts[.queryBroken], page)
    }

    func help(_ exchange: Exchange) throws(Failure) -> Response {
        exchange.page(title: exchange.texts[.queryHelp], QueryHelpPage(context: exchange.context))
    }
}

extension TaskFilter {
    /// Why a text is no query; nil where it is one.
    static func error(in text: String, for language: QueryLanguage) -> QueryError? {
        do throws(QueryError) {
            _ = try TaskFilter(parsing: text, for: language)
            return nil
        } catch {
            return error
        }
    }
}
