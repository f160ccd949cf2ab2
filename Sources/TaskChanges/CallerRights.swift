import Domain
import TaskDomain

/// The rights and the sight of a caller among tasks and projects.
///
/// Everything in a project is its members' alone. A task in an inbox is that account's, the person's whom an agent
/// belongs to, and those it is assigned to.
///
/// - Source: docs/design/0006-tasks.md.
package struct CallerRights {
    /// nil for the command line, which sees everything.
    package let accountId: Int64?
    private let rows: any SightRows

    package init(_ accountId: Int64?, _ rows: any SightRows) {
        (self.accountId, self.rows) = (accountId, rows)
    }

    /// - Shape: nil where the project is hidden or not there.
    package func role(in project: Int64) throws -> ProjectRole? {
        guard let accountId else { return try rows.hasProject(project) ? .owner : nil }
        return try rows.role(of: accountId, in: project)
    }

    /// - Shape: of an inbox, owner for whoever it belongs to, and nil for all others.
    package func role(in place: Place?) throws -> ProjectRole? {
        switch place {
        case .project(let id): return try role(in: id)
        case .inbox(let account):
            guard let accountId, account != accountId else { return .owner }
            return try rows.isAgent(account, of: accountId) ? .owner : nil
        // No task is there.
        case .space: return nil
        case nil: return accountId == nil ? .owner : nil
        }
    }

    /// - Shape: to somebody a task in another's inbox is assigned to, editor: the task itself, but not where it is,
    ///   what stands below it, and who sees it.
    package func role(on task: TaskItem) throws -> ProjectRole? {
        if let role = try role(in: task.place) { return role }
        let isAssigned = task.inboxId != nil && task.assignees.contains { $0.id == accountId }
        return isAssigned ? .editor : nil
    }

    /// - Errors: `.notFound` where the project is hidden, `.forbidden` where the caller's role is too low.
    package func require(_ role: ProjectRole, in project: Int64) throws {
        try require(role, own: try self.role(in: project), in: .project(project))
    }

    /// - Errors: `.notFound` where the task is hidden, `.forbidden` where the caller's role is too low.
    func require(_ role: ProjectRole, on task: TaskItem) throws {
        try require(role, own: try self.role(on: task), in: task.place)
    }

    private func require(_ role: ProjectRole, own: ProjectRole?, in place: Place?) throws {
        guard let own else { throw Failure.notFound }
        guard own < role else { return }
        guard place?.inbox == nil else { throw Self.inboxOfAnother() }
        throw Failure(.projectRole(own, needs: role), field: "project", kind: .forbidden)
    }

    /// Requires the right to what an inbox leaves to whoever it belongs to: where a task is, what stands below it, who
    /// sees it, that it is there at all. In a project an editor may do it.
    func requireKeeper(of task: TaskItem, field: String = "inbox") throws {
        guard task.inboxId != nil, try role(in: task.place) == nil else { return }
        throw Self.inboxOfAnother(field)
    }

    /// Requires the right to say who sees a task in an inbox: its keeper has it; anybody may leave.
    func requireMayAssign(_ old: TaskItem, _ new: TaskItem) throws {
        let changed = Set(old.assignees.map(\.id)).symmetricDifference(new.assignees.map(\.id))
        guard changed.contains(where: { $0 != accountId }) else { return }
        try requireKeeper(of: old, field: "assignees")
    }

    static func inboxOfAnother(_ field: String = "inbox") -> Failure {
        Failure(.inboxOfAnother, field: field, kind: .forbidden)
    }
}

extension CallerRights {
    func shown(_ task: TaskItem) throws -> TaskItem { try shown([task])[0] }

    /// The tasks without what they would tell of tasks that are hidden from the caller.
    package func shown(_ tasks: [TaskItem]) throws -> [TaskItem] {
        guard accountId != nil else { return tasks }
        let named = Set(tasks.flatMap { $0.blockedBy + $0.blocks + [$0.parentId].compactMap { $0 } })
        let hidden = try named.isEmpty ? [] : rows.hidden(among: named, seenBy: accountId)
        let counts = try progress(of: tasks.filter(mayHideSubtasks).map(\.id))
        guard !hidden.isEmpty || !counts.isEmpty else { return tasks }
        return tasks.map { task in
            var task = task
            task.blockedBy.removeAll(where: hidden.contains)
            task.openBlockers.removeAll(where: hidden.contains)
            task.blocks.removeAll(where: hidden.contains)
            if let parent = task.parentId, hidden.contains(parent) { task.parentId = nil }
            task.subtasks = counts[task.id] ?? task.subtasks
            return task
        }
    }

    /// All subtasks of a project's task are seen by whoever sees it, and so are those in the caller's own inbox.
    private func mayHideSubtasks(_ task: TaskItem) -> Bool {
        task.inboxId != nil && task.subtasks.total > 0 && !task.inboxPeople.contains { $0.id == accountId }
    }

    private func progress(of ids: [TaskItem.ID]) throws -> [TaskItem.ID: Progress] {
        guard !ids.isEmpty else { return [:] }
        let none = Progress(done: 0, total: 0)
        return try Dictionary(uniqueKeysWithValues: ids.map { ($0, none) })
            .merging(rows.progress(ofSubtasksOf: ids, seenBy: accountId)) { $1 }
    }
}
