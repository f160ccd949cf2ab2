import Domain
import HTML
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
        if let error = TaskFilter.error(in: typed) {
            return brokenQuery(exchange, typed, error, Sieve.Place(path: "/tasks"))
        }
        let isAllPicked = try fields.text("pick") == "all"
        var only: Set<String>?
        let query = try ListQuery.read(&fields, exchange, only: &only)
        let found = try tasks.list(query, for: exchange.caller)
        let projects = try projects.projects(archived: true, for: exchange.caller)
        let page = TaskListPage(
            drawing: drawing(exchange, projects: projects, patterns: query.filter.patterns),
            formToken: exchange.formTokenField, query: query, page: found,
            views: try self.projects.savedViews(of: exchange.caller.accountId ?? 0),
            projects: projects.filter { $0.project.archivedAt == nil && ($0.role ?? .owner) >= .editor },
            isAllPicked: isAllPicked)
        return exchange.page(title: page.title, main: page.main, live: .tasks)
    }

    func brokenQuery(_ exchange: Exchange, _ typed: String, _ error: QueryError, _ place: Sieve.Place) -> Response {
        let page = BrokenQueryPage(texts: exchange.texts, typed: typed, error: error, place: place)
        return exchange.page(.badRequest, title: exchange.texts[.queryBroken], main: page.main)
    }

    func help(_ exchange: Exchange) throws(Failure) -> Response {
        exchange.page(title: exchange.texts[.queryHelp], main: QueryHelpPage(texts: exchange.texts).main)
    }
}

extension TaskFilter {
    /// Why a text is no query; nil where it is one.
    static func error(in text: String) -> QueryError? {
        do throws(QueryError) {
            _ = try TaskFilter(parsing: text)
            return nil
        } catch {
            return error
        }
    }
}
