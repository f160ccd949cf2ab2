import Domain
import HTML
import Input
import JSON
import TaskDomain
import TaskFormats
import Web

extension TasksArea {
    static let commentRoutes: [AreaRoute<TasksArea>] = [
        AreaRoute(.get, "/tasks/{id}/comments", needs: .tasksRead, handle: listComments),
        AreaRoute(.post, "/tasks/{id}/comments", needs: .tasksWrite, handle: addComment),
        AreaRoute(.get, "/tasks/{id}/comments/{comment}", needs: .tasksRead, handle: showComment),
        AreaRoute(.patch, "/tasks/{id}/comments/{comment}", needs: .tasksWrite, handle: updateComment),
        AreaRoute(.delete, "/tasks/{id}/comments/{comment}", needs: .tasksWrite, handle: removeComment),
    ]

    /// The comments of a task, the oldest first, with `after` and `limit`; a browser finds them on the task's page.
    func listComments(_ exchange: Exchange) throws(Failure) -> Response {
        let id = try exchange.id("id")
        var fields = try exchange.query()
        let query = try CommentQuery(&fields)
        let page = try tasks.comments(of: id, query, for: exchange.caller)
        guard exchange.wantsPage else {
            let next = page.hasMore ? page.comments.last?.id : nil
            return exchange.json(.ok, PageJSON("comments", page.comments.map(CommentJSON.init), next: next))
        }
        return exchange.seeOther(.to("tasks", id))
    }

    /// One comment; a browser finds it on the task's page.
    func showComment(_ exchange: Exchange) throws(Failure) -> Response {
        let id = try exchange.id("id")
        let comment = try tasks.comment(exchange.id("comment"), of: id, for: exchange.caller)
        guard exchange.wantsPage else {
            return exchange.resource(CommentJSON(comment: comment), comment.id, version: comment.version)
        }
        return exchange.seeOther(.to("tasks", id, fragment: "comment-\(comment.id)"))
    }

    func addComment(_ exchange: Exchange) throws(Failure) -> Response {
        let id = try exchange.id("id")
        var fields = try exchange.fields()
        let next = try fields.returnLink()
        return try exchange.form(showing: [.invalid, .stale]) { () throws(Failure) in
            let text = try TaskRules.comment(fields.requiredText("text"))
            try fields.finish()
            let outcome = try tasks.addComment(text, to: id, by: exchange.change())
            return answer(exchange, outcome, .created, next ?? .to("tasks", id))
        } again: { failure throws(Failure) in
            try again(exchange, id, .comment, typed: fields.typed("text"), failure)
        }
    }

    func updateComment(_ exchange: Exchange) throws(Failure) -> Response {
        let (id, comment) = (try exchange.id("id"), try exchange.id("comment"))
        var fields = try exchange.fields()
        let next = try fields.returnLink()
        let version = try exchange.expectedVersion(of: comment, &fields)
        return try exchange.form(showing: [.invalid, .stale]) { () throws(Failure) in
            let text = try TaskRules.comment(fields.requiredText("text"))
            try fields.finish()
            let outcome = try tasks.updateComment(comment, of: id, text, by: exchange.change(seen: version))
            return answer(exchange, outcome, .ok, next ?? .to("tasks", id))
        } again: { failure throws(Failure) in
            try again(exchange, id, .editedComment(comment), typed: fields.typed("text"), failure)
        }
    }

    func removeComment(_ exchange: Exchange) throws(Failure) -> Response {
        let (id, comment) = (try exchange.id("id"), try exchange.id("comment"))
        var fields = try exchange.fields()
        let next = try fields.returnLink()
        let version = try exchange.expectedVersion(of: comment, &fields)
        try fields.finish()
        return try exchange.form(showing: [.invalid, .stale]) { () throws(Failure) in
            let seq = try tasks.removeComment(comment, of: id, by: exchange.change(seen: version))
            if exchange.wantsPage { return exchange.seeOther(next ?? .to("tasks", id), change: seq) }
            return Response(.noContent, headers: Self.changeHeader(seq, exchange))
        } again: { failure throws(Failure) in
            try again(exchange, id, .commentButton(comment), typed: "", failure)
        }
    }

    func answer(_ exchange: Exchange, _ outcome: CommentOutcome, _ status: Status, _ next: Link) -> Response {
        if exchange.wantsPage { return exchange.seeOther(next, change: outcome.change) }
        let comment = outcome.comment
        return exchange.resource(
            CommentJSON(comment: comment), comment.id, version: comment.version, status: status,
            headers: Self.changeHeader(outcome.change, exchange))
    }
}

extension CommentQuery {
    /// - Errors: `.malformed` naming the parameter.
    fileprivate init(_ fields: inout Fields) throws(Failure) {
        let asked = try PageQuery(&fields, limits: Self.limitRange, usual: Self.usual) { fields throws(Failure) in
            try fields.integer("after")
        }
        self.init(.after(asked.after ?? 0), limit: asked.limit)
    }
}
