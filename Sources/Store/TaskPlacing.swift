import Domain
import SQLite

/// Where a task stands among others: its project, its parent, and what must be done before it.
struct TaskPlacing {
    private let tx: WriteTransaction
    private let access: Access

    init(_ writing: TaskWriting) {
        tx = writing.tx
        access = writing.access
    }

    /// Puts a task into a project or below a parent, whose project it then shares.
    ///
    /// - Errors: `.invalid` on `projectId` or `parentId` for one that is not there or hidden, for a parent in another
    ///   project, for a circle, and for more than 20 tasks below each other; `.forbidden` where the caller may not
    ///   make tasks.
    func place(_ task: inout TaskItem, project: Int64?, parent: TaskItem.ID?) throws {
        let before = task.parentId
        task.projectId = project
        task.parentId = parent
        if let parent {
            let found = try self.project(of: parent, field: "parentId")
            if parent != before {
                try tx.requireRoom(
                    TaskRules.subtaskLimit, field: "parentId", "SELECT count(*) FROM task WHERE parentId = ?", parent)
            }
            guard project == nil || project == found else { throw Failure(.otherProject, field: "projectId") }
            task.projectId = found
            try checkParents(of: task, parent)
        }
        guard let own = try access.role(in: task.projectId, tx) else { throw Failure(.unknown, field: "projectId") }
        guard own >= .editor else { try access.require(.editor, in: task.projectId, tx); return }
    }

    /// The project of a task that the caller may see.
    private func project(of id: TaskItem.ID, field: String) throws -> Int64? {
        let found = try tx.one(
            SQL(composed: "SELECT projectId FROM task WHERE id = ? AND \(Access.sight)"), id, access.accountId
        ) { row in try row[0] as Int64? }
        guard let found else { throw Failure(.unknown, field: field) }
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
        try tx.all(
            """
            WITH RECURSIVE up (id, depth) AS (
                SELECT ?1, 1
                UNION ALL SELECT task.parentId, depth + 1 FROM up JOIN task ON task.id = up.id
                WHERE task.parentId IS NOT NULL AND depth <= ?2)
            SELECT id FROM up
            """, id, TaskRules.depthLimit + 1
        ) { try $0[0] }
    }

    /// Whether a task that comes back can stand below this one, which is in the same project and not too deep.
    func takes(_ parent: TaskItem.ID, in project: Int64?) throws -> Bool {
        let found = try tx.one("SELECT projectId FROM task WHERE id = ?", parent) { try $0[0] as Int64? }
        guard let found, found == project else { return false }
        return try above(parent).count <= TaskRules.depthLimit
    }

    /// Whether a task stands to its parent, its subtasks and its blockers as it may; one that is gone does.
    func stands(_ id: TaskItem.ID) throws -> Bool {
        let strayed: Bool? = try tx.value(
            """
            SELECT EXISTS (SELECT 1 FROM task one JOIN task other ON other.parentId = one.id OR other.id = one.parentId
                WHERE one.id = ?1 AND other.projectId IS NOT one.projectId)
            """, id)
        let above = try above(id)
        let blockers: [TaskItem.ID] = try tx.all("SELECT blockerId FROM taskBlock WHERE blockedId = ?", id) {
            try $0[0]
        }
        return try strayed == false && Set(above).count == above.count
            && above.count - 1 + height(of: id) <= TaskRules.depthLimit && !waits(id, in: Set(blockers))
    }

    /// How many tasks stand below each other from this one on, itself not counted.
    private func height(of id: TaskItem.ID) throws -> Int {
        try tx.value(
            """
            WITH RECURSIVE down (id, depth) AS (
                SELECT ?1, 0
                UNION ALL SELECT task.id, depth + 1 FROM down JOIN task ON task.parentId = down.id WHERE depth <= ?2)
            SELECT max(depth) FROM down
            """, id, TaskRules.depthLimit) ?? 0
    }

    /// The tasks that are to block `task`: those sent, and those that the caller cannot see.
    ///
    /// - Errors: `.invalid` on `blockedBy[n]` for a task that is not there or hidden, or is the task itself; on
    ///   `blockedBy` for a circle.
    func blockers(_ ids: [TaskItem.ID], of task: TaskItem) throws -> [TaskItem.ID] {
        let known = Set(task.blockedBy)
        for (place, id) in ids.enumerated() where !known.contains(id) {
            guard id != task.id else { throw Failure(.itself, field: "blockedBy[\(place)]") }
            _ = try project(of: id, field: "blockedBy[\(place)]")
            try tx.requireRoom(
                TaskRules.blockedLimit, field: "blockedBy[\(place)]",
                "SELECT count(*) FROM taskBlock WHERE blockerId = ?", id)
        }
        let shown = try access.shown([task], tx)[0].blockedBy
        let hidden = known.subtracting(shown)
        let all = Set(ids).union(hidden)
        if task.id != 0 { try refuseCircle(all, of: task.id) }
        return all.sorted()
    }

    private func refuseCircle(_ blockers: Set<TaskItem.ID>, of id: TaskItem.ID) throws {
        if try waits(id, in: blockers) { throw Failure(.cycle, field: "blockedBy") }
    }

    /// Whether a task is one of these, or one that they wait for.
    func waits(_ id: TaskItem.ID, in blockers: Set<TaskItem.ID>) throws -> Bool {
        let waits: Bool? = try tx.value(
            """
            WITH RECURSIVE before (id) AS (
                SELECT value FROM json_each(?1)
                UNION SELECT blockerId FROM before JOIN taskBlock ON blockedId = before.id)
            SELECT EXISTS (SELECT 1 FROM before WHERE id = ?2)
            """, "[" + blockers.map { String($0) }.joined(separator: ",") + "]", id)
        return waits == true
    }

    /// Which of these tasks are neither done nor dropped.
    func open(_ ids: [TaskItem.ID]) throws -> [TaskItem.ID] {
        guard !ids.isEmpty else { return [] }
        return try tx.all(
            """
            SELECT id FROM task WHERE id IN (SELECT value FROM json_each(?)) AND status NOT IN ('done', 'dropped')
            ORDER BY id
            """, "[" + ids.map { String($0) }.joined(separator: ",") + "]"
        ) { try $0[0] }
    }
}

extension SQLiteTaskRepository {
    /// Edits a task as a patch says.
    ///
    /// - Errors: as `TaskRepository.update`.
    func apply(_ patch: TaskPatch, to task: inout TaskItem, _ writing: TaskWriting) throws {
        let (placing, names) = (TaskPlacing(writing), TaskNames(writing))
        task.title = patch.title ?? task.title
        task.description = patch.description ?? task.description
        task.priority = patch.priority ?? task.priority
        if let externalId = patch.externalId { task.externalId = externalId }
        if let time = patch.startAt { task.startAt = time }
        if let time = patch.dueAt { task.dueAt = time }
        if let time = patch.waitUntil { task.waitUntil = time }
        if let minutes = patch.estimateMinutes { task.estimateMinutes = minutes }
        if patch.projectId != nil || patch.parentId != nil {
            let parent = patch.parentId ?? task.parentId
            // Below a parent its project counts, so a new parent need not say it; without one, it stays where it is.
            let stays = patch.parentId != nil && parent != nil ? nil : task.projectId
            try placing.place(&task, project: patch.projectId ?? stays, parent: parent)
        }
        if let labels = patch.labels { task.labels = try names.labels(labels) }
        if !patch.addedLabels.isEmpty {
            for label in try names.labels(patch.addedLabels) where !task.labels.contains(where: { $0.id == label.id }) {
                task.labels.append(label)
            }
            guard task.labels.count <= TaskRules.labelLimit else {
                throw Failure(.tooMany(TaskRules.labelLimit), field: "labels")
            }
        }
        let removed = Set(patch.removedLabels.map(LabelRules.key))
        task.labels.removeAll { removed.contains(LabelRules.key(of: $0.name)) }
        if let people = patch.assignees {
            task.assignees = try names.assignees(people, in: task.projectId, stored: task.assignees)
        }
        try names.apply(patch, toAssigneesOf: &task)
        if let steps = patch.steps {
            task.steps = try names.steps(steps, in: task.projectId, stored: task.steps)
        }
        if let blockers = patch.blockedBy {
            task.blockedBy = try placing.blockers(blockers, of: task)
            task.openBlockers = try placing.open(task.blockedBy)
        }
        if let status = patch.status {
            try Self.set(status, on: &task, force: patch.force, at: writing.change.instant)
        }
    }
}
