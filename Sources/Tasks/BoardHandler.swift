import Domain
import HTML
import TaskTexts
import Texts
import Web

extension TasksArea {
    /// Tasks side by side: `by` says by what, `q` which.
    func board(_ exchange: Exchange) throws(Failure) -> Response {
        var fields = try exchange.query()
        let field = try boardField(&fields)
        let typed = try fields.text("q") ?? ""
        try finish(fields)
        let place = Sieve.Place(path: "/board", rest: field == .status ? [] : [("by", field.rawValue)])
        if let error = TaskFilter.error(in: typed) {
            guard exchange.wantsPage else { throw Failure(error, field: "q") }
            return brokenQuery(exchange, typed, error, place)
        }
        let filter = (try? TaskFilter(parsing: typed)) ?? TaskFilter()
        let query = BoardQuery(by: field, filter, frame: exchange.frame, limit: Self.cards(in: field))
        let board = try tasks.board(query, for: exchange.caller)
        guard exchange.wantsPage else { return exchange.json(.ok, BoardJSON(board: board)) }
        let page = BoardPage(
            drawing: drawing(exchange, projects: try projects.projects(archived: false, for: exchange.caller)),
            formToken: exchange.formTokenField, query: query, board: board, place: place)
        return exchange.page(title: exchange.texts[.board], main: page.main, live: .tasks)
    }

    private func boardField(_ fields: inout Fields) throws(Failure) -> BoardField {
        guard let name = try fields.text("by") else { return .status }
        guard let field = BoardField(rawValue: name) else {
            throw Failure(.oneOf(BoardField.allCases.map(\.rawValue)), field: "by", kind: .malformed)
        }
        return field
    }

    private func finish(_ fields: Fields) throws(Failure) {
        do throws(Failure) {
            try fields.finish()
        } catch {
            guard let rule = error.rule else { throw error }
            throw Failure(rule, field: error.field ?? "query", kind: .malformed)
        }
    }

    /// Fewer where there may be a dozen lanes, so that a page stays one.
    private static func cards(in field: BoardField) -> Int {
        switch field {
        case .status, .priority: 50
        case .project, .assignee: 20
        }
    }
}
