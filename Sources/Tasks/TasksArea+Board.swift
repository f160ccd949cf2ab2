import Domain
import HTML
import Input
import TaskDomain
import TaskFormats
import TaskTexts
import Texts
import Web

extension TasksArea {
    /// Tasks side by side: `by` says by what, `q` which.
    func board(_ exchange: Exchange) throws(Failure) -> Response {
        let (field, typed) = try exchange.query { fields throws(Failure) in
            (try fields.choice("by", BoardField.self) ?? .status, try fields.text("q") ?? "")
        }
        let target = FilterBar.Target(path: "/board", rest: field == .status ? [] : [("by", field.rawValue)])
        let language = exchange.wantsPage ? exchange.texts.queryLanguage : .english
        if let error = TaskFilter.error(in: typed, for: language) {
            guard exchange.wantsPage else { throw Failure(error, field: "q") }
            return brokenQuery(exchange, typed, error, target)
        }
        let filter = (try? TaskFilter(parsing: typed)) ?? TaskFilter()
        let query = BoardQuery(by: field, filter, frame: exchange.frame, limit: Self.cards(in: field))
        let board = try tasks.board(query, for: exchange.caller)
        guard exchange.wantsPage else { return exchange.json(.ok, BoardJSON(board: board)) }
        let projects = try projects.projects(archived: false, for: exchange.caller)
        let page = BoardPage(
            drawing: drawing(exchange, projects: projects), query: query, board: board, target: target,
            newTask: NewTaskLink.from(filter, among: projects))
        return exchange.page(title: exchange.texts[.board], page, live: .tasks)
    }

    /// Fewer where there may be a dozen lanes, so that a page stays one.
    private static func cards(in field: BoardField) -> Int {
        switch field {
        case .status, .priority: 50
        case .project, .assignee: 20
        }
    }
}
