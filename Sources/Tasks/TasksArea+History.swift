import Domain
import HTML
import Input
import JSON
import TaskDomain
import TaskFormats
import Web

extension TasksArea {
    static let historyRoutes: [AreaRoute<TasksArea>] = [
        AreaRoute(.get, "/tasks/{id}/history", needs: .tasksRead, handle: showHistory),
        AreaRoute(.get, "/tasks/changes", needs: .tasksRead, handle: listChanges),
        AreaRoute(.post, "/tasks/changes/{mark}/undo", needs: .tasksWrite, handle: undo),
        AreaRoute(.get, "/trash", needs: .tasksRead, handle: listTrash),
        AreaRoute(.post, "/trash/{id}/restoration", needs: .tasksWrite, handle: restore),
    ]

    /// Shows what happened to a task, the latest first: `before` and `limit` page through it.
    func showHistory(_ exchange: Exchange) throws(Failure) -> Response {
        let id = try exchange.id("id")
        let window = try Window(exchange, cursor: "before")
        let entries = try tasks.history(
            of: id, before: window.cursor, limit: window.limit, for: exchange.caller)
        guard exchange.wantsPage else {
            let life = exchange.site.life
            return exchange.json(
                .ok, ListJSON("entries", entries.map { HistoryEntryJSON(entry: $0, life: life) }))
        }
        return try historyPage(exchange, id, entries, window)
    }

    /// Lists what happened to the tasks that the caller may see, after the event `after`, for clients that keep a copy.
    func listChanges(_ exchange: Exchange) throws(Failure) -> Response {
        let window = try Window(exchange, mark: "after")
        let changes = try tasks.changes(after: window.cursor ?? 0, limit: window.limit, for: exchange.caller)
        return exchange.json(.ok, TaskChangesJSON(changes: changes, life: exchange.site.life))
    }

    func undo(_ exchange: Exchange) throws(Failure) -> Response {
        let seq = try exchange.change("mark")
        var fields = try exchange.fields()
        let next = try fields.returnLink()
        try fields.finish()
        let outcome = try tasks.undo(seq, by: exchange.change())
        if exchange.wantsPage { return exchange.seeOther(next ?? Link("/tasks"), change: outcome.change) }
        return exchange.json(
            .ok, UndoJSON(outcome: outcome, life: exchange.site.life),
            headers: Self.changeHeader(outcome.change, exchange))
    }

    func listTrash(_ exchange: Exchange) throws(Failure) -> Response {
        let window = try Window(exchange, cursor: "before")
        let trash = try tasks.trash(before: window.cursor, limit: window.limit, for: exchange.caller)
        guard exchange.wantsPage else { return exchange.json(.ok, ListJSON("trash", trash.map(TrashedTaskJSON.init))) }
        return try trashPage(exchange, trash, window)
    }

    /// The parameter by which the page of a restored task is told what did not come back.
    static let missing = "missing"

    func restore(_ exchange: Exchange) throws(Failure) -> Response {
        let id = try exchange.id("id")
        var fields = try exchange.fields()
        let next = try fields.returnLink()
        try fields.finish()
        let outcome = try tasks.restore(id, by: exchange.change())
        let missing = outcome.missing.map { (Self.missing, $0) }
        if exchange.wantsPage {
            return exchange.seeOther(next ?? .to("tasks", id, query: missing), change: outcome.change)
        }
        return exchange.json(
            .ok, RestoreJSON(outcome: outcome, life: exchange.site.life),
            headers: Self.changeHeader(outcome.change, exchange))
    }
}

/// `limit` and where to go on, as an address asks for a piece of a long list.
struct Window {
    let cursor: Int64?
    /// 1 to 500; `usual` where it is not said.
    let limit: Int

    static let usual = 100

    /// - Errors: `.malformed` naming the parameter.
    init(_ exchange: Exchange, cursor name: String) throws(Failure) {
        try self.init(exchange) { fields throws(Failure) in try fields.integer(name) }
    }

    /// Goes on from a mark in the log.
    ///
    /// - Errors: `.malformed` naming the parameter; `.conflict` for a mark of another life.
    init(_ exchange: Exchange, mark name: String) throws(Failure) {
        try self.init(exchange) { fields throws(Failure) in
            try fields.text(name).map { text throws(Failure) in
                try EventMark.seq(text, field: name, in: exchange.site.life)
            }
        }
    }

    private init(_ exchange: Exchange, _ read: (inout Fields) throws(Failure) -> Int64?) throws(Failure) {
        (cursor, limit) = try exchange.query { fields throws(Failure) in
            (try read(&fields), try fields.limit(in: 1...500, usual: Self.usual))
        }
    }
}
