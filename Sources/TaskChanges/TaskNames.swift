import Domain
import TaskDomain

/// The labels and accounts that a change calls by their names.
package struct TaskNames {
    private let writing: TaskWriting
    private let rows: any TaskRows

    package init(_ writing: TaskWriting) {
        (self.writing, rows) = (writing, writing.rows)
    }

    /// A name that there is no label of becomes a label. Event `label_created`.
    package func labels(_ names: [String]) throws -> [TaskLabel] {
        try names.map { name in try label(name, colour: .usual(for: name)) }
    }

    /// The label of that name; one that is not there is made in this colour. Event `label_created`.
    package func label(_ name: String, colour: LabelColour) throws -> TaskLabel {
        if let known = try rows.label(called: name) { return known }
        try writing.countNewLabel()
        return try LabelChanges(writing).make(name, colour, field: "labels")
    }

    /// - Errors: `.invalid` on `assignees[n]` for a name that no account has, or that is no member of the project.
    ///   Who is among `stored` stays, whatever has become of the account.
    func assignees(
        _ names: [String], in project: Int64?, stored: [AccountName] = [], field: String = "assignees"
    ) throws -> [AccountName] {
        var found: [AccountName] = []
        for (place, name) in names.enumerated() {
            let known = stored.called(name).first
            let account = try known ?? account(name, in: project, field: "\(field)[\(place)]")
            if !found.contains(account) { found.append(account) }
        }
        return found
    }

    /// Takes away whom a patch takes away, and adds whom it adds behind those that stay.
    ///
    /// - Errors: as `assignees`, on `addAssignees[n]`; `.tooMany` beyond the limit.
    func apply(_ patch: TaskPatch, toAssigneesOf task: inout TaskItem) throws {
        let stored = task.assignees
        let removed = Set(patch.removedAssignees.flatMap(stored.called))
        task.assignees.removeAll(where: removed.contains)
        let added = try assignees(patch.addedAssignees, in: task.projectId, stored: stored, field: "addAssignees")
        task.assignees += added.filter { !task.assignees.contains($0) }
        guard task.assignees.count <= max(TaskRules.assigneeLimit, stored.count) else {
            throw Failure(.tooMany(TaskRules.assigneeLimit), field: "assignees")
        }
    }

    /// Nobody can fill another's lists with tasks of an inbox.
    ///
    /// - Errors: `.invalid` on `assignees`.
    func requireRoomForGuests(of task: TaskItem, was old: TaskItem? = nil) throws {
        guard let inbox = task.inboxId else { return }
        let stored = old?.inboxId == inbox ? old?.assignees ?? [] : []
        for person in task.assignees where person.id != inbox && !stored.contains(person) {
            try CountLimit.requireRoom(
                TaskRules.guestLimit, field: "assignees",
                beside: rows.countGuestTasks(of: person.id, inInboxOf: inbox))
        }
    }

    /// The account that a task in a project, or anywhere, can be given to.
    ///
    /// - Errors: `.invalid` on `field` with the rule `.nobody` for a name that no account has, `.noMember` for one that
    ///   is no member of the project.
    package func account(_ name: String, in project: Int64?, field: String) throws -> AccountName {
        if let found = try rows.account(called: name, memberOf: project) { return found }
        // Names of accounts are no secret: tasks of an inbox can be given to any of them.
        guard let project, let stranger = try rows.account(called: name, memberOf: nil) else {
            throw Failure(.nobody(name), field: field)
        }
        throw Failure(.noMember(stranger.name, of: project), field: field)
    }

    /// Steps as they are to be: one with a number keeps it if `stored` has it, else it is new.
    ///
    /// - Errors: `.invalid` on `steps[n].id` and `steps[n].assignee`.
    func steps(_ drafts: [StepDraft], of task: TaskItem, stored: [TaskStep] = []) throws -> [TaskStep] {
        var known = Set(stored.map(\.id))
        let people = stored.compactMap(\.assignee)
        return try drafts.enumerated().map { place, draft in
            if let id = draft.id, known.remove(id) == nil { throw Failure(.unknown, field: "steps[\(place)].id") }
            let assignee = try draft.assignee.map { name in
                try people.called(name).first
                    ?? stepAssignee(name, of: task, field: "steps[\(place)].assignee")
            }
            return TaskStep(id: draft.id ?? 0, title: draft.title, done: draft.done, assignee: assignee)
        }
    }

    /// - Errors: `.invalid` for a name that no account has, or that does not see the task.
    func stepAssignee(_ name: String, of task: TaskItem, field: String) throws -> AccountName {
        let account = try account(name, in: task.projectId, field: field)
        guard let inbox = task.inboxId, inbox != account.id, !task.assignees.contains(account) else { return account }
        guard try rows.isAgent(inbox, of: account.id) else { throw Failure(.seesNot, field: field) }
        return account
    }
}
