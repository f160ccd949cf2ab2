import Calendar
import Domain
import HTML
import Input
import JSON
import TaskDomain
import TaskFormats
import Texts
import Web

extension TasksArea {
    /// Makes a task from `title` and, where they are sent, the other fields of `docs/api/tasks.md`.
    ///
    /// - Shape: JSON 201 with the task, its address and its tag; a form 303 to `next`, or to the task.
    func create(_ exchange: Exchange) throws(Failure) -> Response {
        var fields = try exchange.fields()
        let next = try fields.returnLink()
        return try exchange.form(showing: [.invalid]) { () throws(Failure) in
            let draft = try TaskInput.draft(&fields, in: exchange.zone)
            try fields.finish()
            let outcome = try tasks.create(draft, by: exchange.change())
            guard exchange.wantsPage else { return created(exchange, outcome) }
            return exchange.seeOther(next ?? .to("tasks", outcome.task.id), change: outcome.change)
        } again: { failure throws(Failure) in
            let typed = TaskFormPage.Values(typed: fields, over: nil, in: exchange.zone)
            return try formPage(exchange, typed, task: nil, failure: failure)
        }
    }

    private func created(_ exchange: Exchange, _ outcome: TaskOutcome) -> Response {
        let location = (name: "Location", value: Link.to("tasks", outcome.task.id).address)
        return Self.resource(exchange, outcome, status: .created, headers: [location])
    }

    /// Changes the fields that are sent and leaves the others (RFC 7396 in JSON).
    ///
    /// - Errors: 412 when `If-Match` or the form's `version` is not the stored one; a browser gets both versions.
    func update(_ exchange: Exchange) throws(Failure) -> Response {
        try save(exchange) { fields throws(Failure) in try TaskInput.patch(&fields, in: exchange.zone) }
    }

    /// Sets every field that can be set, those that are not sent to what a new task has.
    func replace(_ exchange: Exchange) throws(Failure) -> Response {
        try save(exchange) { fields throws(Failure) in try TaskInput.replacement(&fields, in: exchange.zone) }
    }

    private func save(
        _ exchange: Exchange, _ read: (inout Fields) throws(Failure) -> TaskPatch
    ) throws(Failure) -> Response {
        let id = try exchange.id("id")
        var fields = try exchange.fields()
        let next = try fields.returnLink()
        let version = try exchange.expectedVersion(of: id, &fields)
        return try exchange.form(showing: [.invalid, .stale, .conflict]) { () throws(Failure) in
            let patch = try read(&fields)
            try fields.finish()
            return answer(exchange, try update(exchange, id, patch, version, fields), next: next)
        } again: { failure throws(Failure) in
            if failure.rule == .blocked, fields.typed("title") == nil {
                return try blockedPage(exchange, id, next: next)
            }
            return try again(exchange, id, fields, failure)
        }
    }

    /// Changes the task, or over somebody else's version of it what a small form is about, where nobody else has changed
    /// that: who ticks a step is not in the way of who sets a date.
    private func update(
        _ exchange: Exchange, _ id: TaskItem.ID, _ patch: TaskPatch, _ version: Int64?, _ fields: Fields
    ) throws(Failure) -> TaskOutcome {
        do throws(Failure) {
            return try tasks.update(id, patch, ifVersion: version, by: exchange.change())
        } catch {
            let form = SmallForm(fields)
            guard error.kind == .stale, let form else { throw error }
            let stored = try tasks.find(id, for: exchange.caller)
            guard try base(exchange, of: stored, from: form.version).isUntouched(form.names) else { throw error }
            return try tasks.update(id, patch, ifVersion: stored.version, by: exchange.change())
        }
    }

    /// The changes that others have made to a task since it had a version.
    func base(
        _ exchange: Exchange, of stored: TaskItem, from version: Int64
    ) throws(Failure) -> TaskFormBase {
        let history = try tasks.history(of: stored.id, before: nil, limit: 200, for: exchange.caller)
        return TaskFormBase(history, from: version, to: stored.version)
    }

    /// The form once more: with the broken rule, or beside the version that somebody else has saved meanwhile.
    private func again(
        _ exchange: Exchange, _ id: TaskItem.ID, _ fields: Fields, _ failure: Failure
    ) throws(Failure) -> Response {
        let stored = try tasks.find(id, for: exchange.caller)
        let typed = TaskFormPage.Values(typed: fields, over: stored, in: exchange.zone)
        guard failure.kind == .stale else { return try formPage(exchange, typed, task: stored, failure: failure) }
        let seen = exchange.sentVersion ?? stored.version
        let page = TaskConflictPage(
            context: exchange.context, stored: stored, typed: typed,
            projects: try projects.projects(archived: true, for: exchange.caller),
            base: try base(exchange, of: stored, from: seen))
        return exchange.page(showing: failure, title: exchange.texts[.errorStale], page, live: .form(ofTask: id))
    }

    /// Asks whether a task is to be done although open ones stand before it.
    private func blockedPage(_ exchange: Exchange, _ id: TaskItem.ID, next: Link?) throws(Failure) -> Response {
        let task = try tasks.find(id, for: exchange.caller)
        let page = TaskBlockedPage(
            context: exchange.context, task: task,
            blockers: try tasks.find(task.openBlockers, for: exchange.caller), next: next ?? .to("tasks", id))
        return exchange.page(.conflict, title: task.title, page)
    }

    /// Moves the task to the trash, with its subtasks.
    func delete(_ exchange: Exchange) throws(Failure) -> Response {
        let id = try exchange.id("id")
        var fields = try exchange.fields()
        let next = try fields.returnLink()
        let version = try exchange.expectedVersion(of: id, &fields)
        try fields.finish()
        let seq = try tasks.delete(id, ifVersion: version, by: exchange.change())
        if exchange.wantsPage { return exchange.seeOther(next ?? Link("/tasks"), change: seq) }
        return Response(.noContent, headers: Self.changeHeader(seq, exchange))
    }

    /// - Errors: `.conflict` on `status` where open tasks stand before it, unless `force`; a browser is asked.
    func complete(_ exchange: Exchange) throws(Failure) -> Response {
        try exchange.form(showing: ShownFailures { $0.rule == .blocked }) { () throws(Failure) in
            try change(exchange) { id, version, fields throws(Failure) in
                let force = try fields.bool("force") ?? false
                return try tasks.complete(id, force: force, ifVersion: version, by: exchange.change())
            }
        } again: { _ throws(Failure) in
            var fields = try exchange.fields()
            return try blockedPage(exchange, exchange.id("id"), next: fields.returnLink())
        }
    }

    func reopen(_ exchange: Exchange) throws(Failure) -> Response {
        try change(exchange) { id, version, _ throws(Failure) in
            try tasks.reopen(id, ifVersion: version, by: exchange.change())
        }
    }

    /// A change that takes few fields: where to go afterwards, the version, and what `carryOut` reads itself.
    func change(
        _ exchange: Exchange, _ carryOut: (TaskItem.ID, Int64?, inout Fields) throws(Failure) -> TaskOutcome
    ) throws(Failure) -> Response {
        let id = try exchange.id("id")
        var fields = try exchange.fields()
        let next = try fields.returnLink()
        let version = try exchange.expectedVersion(of: id, &fields)
        // A field that nobody knows is refused before anything is carried out.
        var known = fields
        _ = try known.bool("force")
        try known.finish()
        return answer(exchange, try carryOut(id, version, &fields), next: next)
    }

    func answer(_ exchange: Exchange, _ outcome: TaskOutcome, next: Link?) -> Response {
        if exchange.wantsPage {
            return exchange.seeOther(next ?? .to("tasks", outcome.task.id), change: outcome.change)
        }
        return Self.resource(exchange, outcome)
    }
}

extension TasksArea {
    private static func resource(
        _ exchange: Exchange, _ outcome: TaskOutcome, status: Status = .ok,
        headers: [(name: String, value: String)] = []
    ) -> Response {
        exchange.resource(
            TaskJSON(task: outcome.task), outcome.task.id, version: outcome.task.version, status: status,
            headers: headers + changeHeader(outcome.change, exchange))
    }

    /// The mark by which the change can be undone: `POST /tasks/changes/{mark}/undo`.
    static func changeHeader(_ seq: Int64?, _ exchange: Exchange) -> [(name: String, value: String)] {
        seq.map { [(name: "Elwosa-Change", value: EventMark($0, in: exchange.site.life).description)] } ?? []
    }
}
