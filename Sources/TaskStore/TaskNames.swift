import Domain
import JSON
import SQLite
import Store
import TaskDomain

/// The labels and accounts that a change calls by their names.
struct TaskNames {
    private let tx: WriteTransaction
    private let writing: TaskWriting

    init(_ writing: TaskWriting) {
        self.writing = writing
        tx = writing.tx
    }

    /// A name that there is no label of becomes a label. Event `label_created`.
    func labels(_ names: [String]) throws -> [TaskLabel] {
        try names.map { name in try label(name, colour: .usual(for: name)) }
    }

    /// The label of that name; one that is not there is made in this colour. Event `label_created`.
    func label(_ name: String, colour: LabelColour) throws -> TaskLabel {
        try label(name) ?? make(name, colour)
    }

    private func label(_ name: String) throws -> TaskLabel? {
        try tx.one("SELECT id, name, colour FROM label WHERE nameKey = ?", LabelRules.key(of: name)) { row in
            TaskLabel(id: try row[0], name: try row[1], colour: try row[2])
        }
    }

    private func make(_ name: String, _ colour: LabelColour) throws -> TaskLabel {
        try writing.countNewLabel()
        return try LabelRow.make(name, colour, field: "labels", writing)
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
            try tx.requireRoom(
                TaskRules.guestLimit, field: "assignees",
                "SELECT count(*) FROM taskAssignee WHERE accountId = ? AND inboxId = ?", person.id, inbox)
        }
    }

    func account(_ name: String, in project: Int64?, field: String) throws -> AccountName {
        let found = try tx.one(
            """
            SELECT id, name FROM account WHERE id = ?1 AND disabledAt IS NULL
            AND (CAST(?2 AS BIGINT) IS NULL OR EXISTS (SELECT 1 FROM projectMember WHERE projectId = ?2 AND accountId = account.id))
            """, NameKeys.account(name, tx), project
        ) { row in AccountName(id: try row[0], name: try row[1]) }
        guard let found else { throw Failure(.unknown, field: field) }
        return found
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
        let isOwner: Bool? = try tx.value(
            "SELECT ownerId IS NOT DISTINCT FROM ? FROM account WHERE id = ?", account.id, inbox)
        guard isOwner == true else { throw Failure(.seesNot, field: field) }
        return account
    }
}
