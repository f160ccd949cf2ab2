import Domain
import TaskDomain

/// The place of a task among others: its project, its parent, and what must be done before it.
package struct TaskPlacing {
    private let writing: TaskWriting
    private let rows: any TaskRows
    private let rights: CallerRights

    package init(_ writing: TaskWriting) {
        (self.writing, rows, rights) = (writing, writing.rows, writing.rights)
    }

    /// Puts a task into a project, into an inbox, or below a parent, whose place it then shares. What is to be in no
    /// project stays in its inbox, or goes to the caller's.
    ///
    /// - Shape: `inbox` is the name of an account.
    /// - Errors: `.invalid` on `projectId`, `inbox` or `parentId` for one that is not there or hidden, for a parent
    ///   elsewhere, for a circle, and for more than 20 tasks below each other; `.forbidden` where the caller may not
    ///   make tasks, and for a task in an inbox that is not the caller's or an agent's of it.
    package func place(_ task: inout TaskItem, project: Int64?, parent: TaskItem.ID?, inbox: String? = nil) throws {
        let before = task
        let inbox = try inbox.map { try inboxes.named($0, of: before) }
        if before.place != nil {
            guard Self.moves(before, project, parent, inbox) else { return }
            // Before anything is looked at that only whoever the inbox belongs to sees.
            try rights.requireKeeper(of: before, field: before.parentId == parent ? "projectId" : "parentId")
        }
        task.parentId = parent
        if let parent {
            task.place = try place(of: parent, field: "parentId")
            guard project == nil || project == task.projectId, inbox == nil || inbox == task.inboxId else {
                throw Failure(.otherProject, field: project == nil ? "inbox" : "projectId")
            }
            try requireEditor(in: task.place, field: "parentId")
            if parent != before.parentId {
                try CountLimit.requireRoom(
                    TaskRules.subtaskLimit, field: "parentId", beside: rows.countSubtasks(of: parent))
            }
            try checkParents(of: task, parent)
        } else if let project {
            guard inbox == nil else { throw Failure(.otherProject, field: "inbox") }
            task.place = .project(project)
        } else {
            task.place = try .inbox(inbox ?? before.inboxId ?? inboxes.own())
        }
        guard before.place == nil || before.place != task.place else { return }
        try requireEditor(in: task.place, field: task.inboxId == nil ? "projectId" : "inbox")
        try removeNonMembers(of: &task, from: before.place)
    }

    /// Takes former members of a project off a task that goes from there into an inbox: an assignment would show them
    /// the task again.
    func removeNonMembers(of task: inout TaskItem, from former: Place?) throws {
        guard task.inboxId != nil, let project = former?.project, !task.assignees.isEmpty else { return }
        let members = Set(try rows.members(of: project))
        task.assignees.removeAll { !members.contains($0.id) && $0.id != task.inboxId }
    }

    /// Tells whether a task would be elsewhere than it is, or below another one.
    private static func moves(_ task: TaskItem, _ project: Int64?, _ parent: TaskItem.ID?, _ inbox: Int64?) -> Bool {
        if parent != task.parentId || inbox != nil && inbox != task.inboxId { return true }
        return project.map { $0 != task.projectId } ?? (parent == nil && task.projectId != nil)
    }

    /// Puts a new task where an import says.
    package func place(_ task: inout TaskItem, in place: Place) throws {
        task.place = place
        try requireEditor(in: place, field: place.inbox == nil ? "projectId" : "inbox")
    }

    private var inboxes: Inboxes { Inboxes(rights, rows) }

    private func requireEditor(in place: Place?, field: String) throws {
        switch (place, try rights.role(in: place)) {
        case (.project(let id), let own?): if own < .editor { try rights.require(.editor, in: id) }
        case (.inbox, nil): throw CallerRights.inboxOfAnother(field)
        case (_, nil): throw Failure(.unknown, field: field)
        default: return
        }
    }

    /// The place of a task that the caller sees.
    ///
    /// - Errors: `.invalid` on `field` for one that is not there or hidden.
    private func place(of id: TaskItem.ID, field: String) throws -> Place {
        guard let found = try rows.place(of: id, seenBy: rights.accountId) else {
            throw Failure(.unknown, field: field)
        }
        return found
    }

    private func checkParents(of task: TaskItem, _ parent: TaskItem.ID) throws {
        guard parent != task.id else { throw Failure(.itself, field: "parentId") }
        let above = try above(parent)
        guard !above.contains(task.id) else { throw Failure(.cycle, field: "parentId") }
        guard above.count + (try height(of: task.id)) <= TaskRules.depthLimit else {
            throw Failure(.tooDeep(TaskRules.depthLimit), field: "parentId")
        }
    }

    /// A task and those above it, as far as the limit of depth goes.
    private func above(_ id: TaskItem.ID) throws -> [TaskItem.ID] {
        try rows.lineage(of: id, limit: TaskRules.depthLimit + 1)
    }

    private func height(of id: TaskItem.ID) throws -> Int { try rows.height(of: id, limit: TaskRules.depthLimit) }

    /// Tells whether a task that comes back can stand below this one, which is in the same place and not too deep.
    func takes(_ parent: TaskItem.ID, in place: Place?) throws -> Bool {
        guard let found = try rows.place(of: parent, seenBy: nil), found == place else { return false }
        return try above(parent).count <= TaskRules.depthLimit
    }

    /// Tells whether a task stands to its parent, its subtasks and its blockers as it may; one that is gone does.
    func stands(_ id: TaskItem.ID) throws -> Bool {
        let isApart = try rows.isApart(id)
        let above = try above(id)
        let blockers = try rows.blockers(of: id)
        return try !isApart && Set(above).count == above.count
            && above.count - 1 + height(of: id) <= TaskRules.depthLimit && !waits(id, in: blockers)
    }

    /// The tasks that are to block `task`: those sent, and those that the caller cannot see.
    ///
    /// - Errors: `.invalid` on `blockedBy[n]` for a task that is not there or hidden, or is the task itself; on
    ///   `blockedBy` for a circle.
    package func blockers(_ ids: [TaskItem.ID], of task: TaskItem) throws -> [TaskItem.ID] {
        let known = Set(try rights.shown(task).blockedBy)
        for (place, id) in ids.enumerated() where !known.contains(id) {
            guard id != task.id else { throw Failure(.itself, field: "blockedBy[\(place)]") }
            _ = try self.place(of: id, field: "blockedBy[\(place)]")
            try CountLimit.requireRoom(
                TaskRules.blockedLimit, field: "blockedBy[\(place)]", beside: rows.countBlocked(by: id))
        }
        let hidden = Set(task.blockedBy).subtracting(known)
        let all = Set(ids).union(hidden)
        if task.id != 0 { try refuseCircle(all, of: task.id) }
        return all.sorted()
    }

    private func refuseCircle(_ blockers: Set<TaskItem.ID>, of id: TaskItem.ID) throws {
        if try waits(id, in: blockers) { throw Failure(.cycle, field: "blockedBy") }
    }

    /// Tells whether a task is one of these, or one that they wait for, as far as the caller sees: a circle through a
    /// hidden task would tell that there is one.
    func waits(_ id: TaskItem.ID, in blockers: Set<TaskItem.ID>) throws -> Bool {
        try rows.waits(id, in: blockers, seenBy: rights.accountId)
    }

    /// Those of these tasks that are neither done nor dropped.
    func open(_ ids: [TaskItem.ID]) throws -> [TaskItem.ID] { try ids.isEmpty ? [] : rows.open(among: ids) }
}
