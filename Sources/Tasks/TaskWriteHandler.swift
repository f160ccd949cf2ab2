import Domain
import HTML
import JSON
import Texts
import Web

extension TasksArea {
    /// Makes a task from `title` and, where they are sent, `description`, `status`, `priority`, `steps`, `externalId`.
    ///
    /// - Shape: JSON 201 with the task, its address and its tag; a form 303 to `next`, or to the task.
    func create(_ exchange: Exchange) throws(Failure) -> Response {
        var fields = try exchange.fields()
        let next = try returnLink(&fields)
        do throws(Failure) {
            let task = try tasks.create(try draft(&fields), by: exchange.change())
            guard exchange.wantsPage else { return created(exchange, task) }
            return exchange.seeOther(next ?? .to("tasks", task.id))
        } catch {
            guard exchange.wantsPage, error.kind == .invalid else { throw error }
            return formPage(exchange, TaskFormPage.Values(typed: fields), task: nil, failure: error)
        }
    }

    private func draft(_ fields: inout Fields) throws(Failure) -> TaskDraft {
        let draft = try TaskDraft(
            title: fields.requiredText("title"), description: fields.text("description") ?? "",
            status: fields.choice("status", TaskStatus.self) ?? .open,
            priority: fields.choice("priority", TaskPriority.self) ?? .normal,
            steps: fields.texts("steps") ?? [], externalId: (fields.textOrNull("externalId") ?? nil))
        try fields.finish()
        return draft
    }

    private func created(_ exchange: Exchange, _ task: TaskItem) -> Response {
        let headers = [
            (name: "Location", value: Link.to("tasks", task.id).address),
            (name: "ETag", value: EntityTag.of(task.id, version: task.version)),
        ]
        return exchange.json(.created, TaskJSON(task: task), headers: headers)
    }

    /// Changes the fields that are sent and leaves the others.
    ///
    /// - Errors: 412 when `If-Match` or the form's `version` is not the stored one; a browser gets both versions.
    func update(_ exchange: Exchange) throws(Failure) -> Response {
        let id = try exchange.id("id")
        var fields = try exchange.fields()
        let next = try returnLink(&fields)
        let version = try exchange.expectedVersion(of: id, &fields)
        do throws(Failure) {
            let patch = try TaskPatch(
                title: fields.text("title"), description: fields.text("description"),
                status: fields.choice("status", TaskStatus.self),
                priority: fields.choice("priority", TaskPriority.self))
            try fields.finish()
            let task = try tasks.update(id, patch, ifVersion: version, by: exchange.change())
            return answer(exchange, task, next: next)
        } catch {
            guard exchange.wantsPage, error.kind == .invalid || error.kind == .stale else { throw error }
            return try again(exchange, id, typed: TaskFormPage.Values(typed: fields), error)
        }
    }

    /// The form once more: with the broken rule, or beside the version that somebody else has saved meanwhile.
    private func again(
        _ exchange: Exchange, _ id: TaskItem.ID, typed: TaskFormPage.Values, _ failure: Failure
    ) throws(Failure) -> Response {
        let stored = try tasks.find(id, for: exchange.caller)
        guard failure.kind == .stale else { return formPage(exchange, typed, task: stored, failure: failure) }
        let page = TaskConflictPage(
            texts: exchange.texts, formToken: exchange.formTokenField, stored: stored, typed: typed)
        return exchange.page(.preconditionFailed, title: exchange.texts[.errorStale], main: page.main)
    }

    func delete(_ exchange: Exchange) throws(Failure) -> Response {
        let id = try exchange.id("id")
        var fields = try exchange.fields()
        let version = try exchange.expectedVersion(of: id, &fields)
        try fields.finish()
        try tasks.delete(id, ifVersion: version, by: exchange.change())
        return exchange.wantsPage ? exchange.seeOther(Link("/tasks")) : Response(.noContent)
    }

    func complete(_ exchange: Exchange) throws(Failure) -> Response {
        try change(exchange) { id, version throws(Failure) in
            try tasks.complete(id, ifVersion: version, by: exchange.change())
        }
    }

    func reopen(_ exchange: Exchange) throws(Failure) -> Response {
        try change(exchange) { id, version throws(Failure) in
            try tasks.reopen(id, ifVersion: version, by: exchange.change())
        }
    }

    /// A change that takes no fields but where to go afterwards.
    func change(
        _ exchange: Exchange, _ carryOut: (TaskItem.ID, Int64?) throws(Failure) -> TaskItem
    ) throws(Failure) -> Response {
        let id = try exchange.id("id")
        var fields = try exchange.fields()
        let next = try returnLink(&fields)
        let version = try exchange.expectedVersion(of: id, &fields)
        try fields.finish()
        return answer(exchange, try carryOut(id, version), next: next)
    }

    func answer(_ exchange: Exchange, _ task: TaskItem, next: Link?) -> Response {
        if exchange.wantsPage { return exchange.seeOther(next ?? .to("tasks", task.id)) }
        let tag = EntityTag.of(task.id, version: task.version)
        return exchange.json(.ok, TaskJSON(task: task), headers: [("ETag", tag)])
    }

    /// Where a form wants to return to; only a path of this site counts.
    func returnLink(_ fields: inout Fields) throws(Failure) -> Link? {
        fields.isForm ? Link.ownPath(try fields.text("next")) : nil
    }
}
