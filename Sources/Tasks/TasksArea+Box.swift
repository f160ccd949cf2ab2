import Domain
import HTML
import Input
import Markdown
import TaskDomain
import TaskFormats
import Web

/// The boxes of ticked lists: in a task's description, in comments and in what a project is for. Boxes are counted from 1,
/// through the text as it was in the version that is named.
extension TasksArea {
    static let boxRoutes: [AreaRoute<TasksArea>] = [
        AreaRoute(.post, "/tasks/{id}/boxes/{box}", needs: .tasksWrite, twice: .settles, handle: tickBox),
        AreaRoute(.delete, "/tasks/{id}/boxes/{box}", needs: .tasksWrite, handle: untickBox),
        AreaRoute(
            .post, "/tasks/{id}/comments/{comment}/boxes/{box}", needs: .tasksWrite, twice: .settles,
            handle: tickCommentBox),
        AreaRoute(.delete, "/tasks/{id}/comments/{comment}/boxes/{box}", needs: .tasksWrite, handle: untickCommentBox),
        AreaRoute(.post, "/projects/{id}/boxes/{box}", needs: .tasksWrite, twice: .settles, handle: tickProjectBox),
        AreaRoute(.delete, "/projects/{id}/boxes/{box}", needs: .tasksWrite, handle: untickProjectBox),
    ]

    func tickBox(_ exchange: Exchange) throws(Failure) -> Response { try setBox(exchange, to: true) }

    func untickBox(_ exchange: Exchange) throws(Failure) -> Response { try setBox(exchange, to: false) }

    /// - Errors: `.notFound` for a box that is not there; `.stale` where somebody else has changed the description since.
    private func setBox(_ exchange: Exchange, to isTicked: Bool) throws(Failure) -> Response {
        let box = Int(try exchange.id("box"))
        return try exchange.form(showing: [.stale]) { () throws(Failure) in
            try change(exchange) { id, version, fields throws(Failure) in
                let (stored, text) = try setting(exchange, box, to: isTicked, of: id, version, isForm: fields.isForm)
                let patch = try TaskPatch(description: text)
                return try tasks.update(id, patch, ifVersion: stored.version, by: exchange.change())
            }
        } again: { failure throws(Failure) in
            try again(exchange, try exchange.id("id"), .description, typed: "", failure)
        }
    }

    /// The task, and its description with one box set.
    private func setting(
        _ exchange: Exchange, _ box: Int, to isTicked: Bool, of id: TaskItem.ID, _ version: Int64?, isForm: Bool
    ) throws(Failure) -> (TaskItem, String) {
        let stored = try tasks.find(id, for: exchange.caller)
        guard try rights(in: stored, for: exchange.caller).mayEdit else {
            throw Failure(.forbidden, "Your role there does not change tasks.")
        }
        if let version, version != stored.version {
            // A program that names a version means that one; a page, the description that it shows.
            guard isForm, try base(exchange, of: stored, from: version).isUntouched(["description"]) else {
                throw Failure(.stale, "The description was changed by somebody else.", field: "version")
            }
        }
        guard let text = Markdown.setting(box: box, to: isTicked, in: stored.description) else {
            throw Failure(.notFound, "There is no such box in the description.")
        }
        return (stored, text)
    }
}

extension TasksArea {
    func tickCommentBox(_ exchange: Exchange) throws(Failure) -> Response { try setCommentBox(exchange, to: true) }

    func untickCommentBox(_ exchange: Exchange) throws(Failure) -> Response { try setCommentBox(exchange, to: false) }

    /// - Errors: `.forbidden` for another's comment; `.notFound` and `.stale` as in a description.
    private func setCommentBox(_ exchange: Exchange, to isTicked: Bool) throws(Failure) -> Response {
        let (id, comment) = (try exchange.id("id"), try exchange.id("comment"))
        var fields = try exchange.fields()
        let next = try fields.returnLink()
        let version = try exchange.expectedVersion(of: comment, &fields)
        try fields.finish()
        return try exchange.form(showing: [.stale]) { () throws(Failure) in
            let stored = try tasks.comment(comment, of: id, for: exchange.caller)
            let text = try setting(exchange, to: isTicked, in: stored.text, version, stored: stored.version)
            let change = try exchange.change(seen: version ?? stored.version)
            let outcome = try tasks.updateComment(comment, of: id, text, by: change)
            return answer(exchange, outcome, .ok, next ?? .to("tasks", id))
        } again: { failure throws(Failure) in
            try again(exchange, id, .commentButton(comment), typed: "", failure)
        }
    }

    func tickProjectBox(_ exchange: Exchange) throws(Failure) -> Response { try setProjectBox(exchange, to: true) }

    func untickProjectBox(_ exchange: Exchange) throws(Failure) -> Response { try setProjectBox(exchange, to: false) }

    /// - Errors: `.forbidden` for whoever does not own the project; `.notFound` and `.stale` as in a description.
    private func setProjectBox(_ exchange: Exchange, to isTicked: Bool) throws(Failure) -> Response {
        let id = try exchange.id("id")
        var fields = try exchange.fields()
        let next = try fields.returnLink()
        let version = try exchange.expectedVersion(of: id, &fields)
        try fields.finish()
        return try exchange.form(showing: [.stale]) { () throws(Failure) in
            let stored = try projects.project(id, for: exchange.caller).project
            let text = try setting(exchange, to: isTicked, in: stored.description, version, stored: stored.version)
            let detail = try projects.updateProject(
                id, ProjectPatch(description: text), ifVersion: version ?? stored.version, by: exchange.change())
            guard exchange.wantsPage else { return Self.resource(exchange, detail) }
            return exchange.seeOther(next ?? .to("projects", id))
        } again: { failure throws(Failure) in
            try projectPage(exchange, try projects.project(id, for: exchange.caller), failure: failure)
        }
    }

    /// The stored text with the box of the address ticked, or not.
    ///
    /// - Errors: `.notFound` for a box that is not there; `.stale` where it may have been in the version that was named.
    private func setting(
        _ exchange: Exchange, to isTicked: Bool, in text: String, _ version: Int64?, stored: Int64
    ) throws(Failure) -> String {
        if let text = Markdown.setting(box: Int(try exchange.id("box")), to: isTicked, in: text) { return text }
        guard let version, version != stored else { throw Failure(.notFound, "There is no such box in the text.") }
        throw Failure(.stale, "The text was changed since.", field: "version")
    }
}
