import Domain
import SQLite
import Store
import TaskDomain

/// Where a task stands among others: its project, its parent, and what must be done before it.
struct TaskPlacing {
    private let tx: WriteTransaction
    private let access: Access

    init(_ writing: TaskWriting) {
        tx = writing.tx
        access = writing.access
    }

    /// Puts a task into a project, into an inbox, or below a parent, whose place it then shares. What is to be in no
    /// project stays in its inbox, or goes to the caller's.
    ///
    /// - Shape: `inbox` is the name of an account.
    /// - Errors: `.invalid` on `projectId`, `inbox` or `parentId` for one that is not there or hidden, for a parent
    ///   elsewhere, for a circle, and for more than 20 tasks below each other; `.forbidden` where the caller may not
    ///   make tasks, and for a task in an inbox that is not the caller's or an agent's of it.
    func place(_ task: inout TaskItem, project: Int64?, parent: TaskItem.ID?, inbox: String? = nil) throws {
        let before = task
        let inbox = try inbox.map { try inboxes.named($0, of: before) }
        if before.place != nil {
            guard Self.moves(before, project, parent, inbox) else { return }
            // Before anything is looked at that only whoever the inbox belongs to sees.
            try access.requireKeeper(of: before, field: before.parentId == parent ? "projectId" : "parentId", tx)
        }
        task.parentId = parent
        if let parent {
            task.place = try place(of: parent, field: "parentId")
            guard project == nil || project == task.projectId, inbox == nil || inbox == task.inboxId else {
                throw Failure(.otherProject, field: project == nil ? "inbox" : "projectId")
            }
            try requireEditor(in: task.place, field: "parentId")
            if parent != before.parentId {
                try tx.requireRoom(
                    TaskRules.subtaskLimit, field: "parentId", "SELECT count(*) FROM task WHERE parentId = ?", parent)
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
        let members = Set(
            try tx.all("SELECT accountId FROM projectMember WHERE projectId = ?", project) { row in
                try row[0] as Int64
            })
        task.assignees.removeAll { !members.contains($0.id) && $0.id != task.inboxId }
    }

    /// A task would be elsewhere than it is, or below another one.
    private static func moves(_ task: TaskItem, _ project: Int64?, _ parent: TaskItem.ID?, _ inbox: Int64?) -> Bool {
        if parent != task.parentId || inbox != nil && inbox != task.inboxId { return true }
        return project.map { $0 != task.projectId } ?? (parent == nil && task.projectId != nil)
    }

    /// Puts a new task where an import says.
    func place(_ task: inout TaskItem, in place: Place) throws {
        task.place = place
        try requireEditor(in: place, field: place.inbox == nil ? "projectId" : "inbox")
    }

    private var inboxes: Inboxes { Inboxes(access, tx) }

    private func requireEditor(in place: Place?, field: String) throws {
        switch (place, try access.role(in: place, tx)) {
        case (.project(let id), let own?): if own < .editor { try access.require(.editor, in: id, tx) }
        case (.inbox, nil): throw Access.inboxOfAnother(field)
        case (_, nil): throw Failure(.unknown, field: field)
        default: return
        }
    }

    /// Where a task is that the caller may see.
    private func place(of id: TaskItem.ID, field: String) throws -> Place {
        let found: Int64? = try tx.value(
            SQL(composed: "SELECT \(Access.place(of: "task")) FROM task WHERE id = ? AND \(Access.sight)"),
            values: [id] + access.who)
        guard let found else { throw Failure(.unknown, field: field) }
        return Place(number: found)
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
                SELECT CAST(?1 AS BIGINT), 1
                UNION ALL SELECT task.parentId, depth + 1 FROM up JOIN task ON task.id = up.id
                WHERE task.parentId IS NOT NULL AND depth <= ?2)
            SELECT id FROM up
            """, id, TaskRules.depthLimit + 1
        ) { try $0[0] }
    }

    /// Tells whether a task that comes back can stand below this one, which is in the same place and not too deep.
    func takes(_ parent: TaskItem.ID, in place: Place?) throws -> Bool {
        let found: Int64? = try tx.value(
            SQL(composed: "SELECT \(Access.place(of: "task")) FROM task WHERE id = ?"), parent)
        guard let found, found == place?.number else { return false }
        return try above(parent).count <= TaskRules.depthLimit
    }

    /// Tells whether a task stands to its parent, its subtasks and its blockers as it may; one that is gone does.
    func stands(_ id: TaskItem.ID) throws -> Bool {
        let strayed: Bool? = try tx.value(
            """
            SELECT EXISTS (SELECT 1 FROM task one JOIN task other ON other.parentId = one.id OR other.id = one.parentId
                WHERE one.id = ?1 AND (other.projectId IS DISTINCT FROM one.projectId
                    OR other.inboxId IS DISTINCT FROM one.inboxId))
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
                SELECT CAST(?1 AS BIGINT), 0
                UNION ALL SELECT task.id, depth + 1 FROM down JOIN task ON task.parentId = down.id WHERE depth <= ?2)
            SELECT max(depth) FROM down
            """, id, TaskRules.depthLimit) ?? 0
    }

    /// The tasks that are to block `task`: those sent, and those that the caller cannot see.
    ///
    /// - Errors: `.invalid` on `blockedBy[n]` for a task that is not there or hidden, or is the task itself; on
    ///   `blockedBy` for a circle.
    func blockers(_ ids: [TaskItem.ID], of task: TaskItem) throws -> [TaskItem.ID] {
        let known = Set(try access.shown([task], tx)[0].blockedBy)
        for (place, id) in ids.enumerated() where !known.contains(id) {
            guard id != task.id else { throw Failure(.itself, field: "blockedBy[\(place)]") }
            _ = try self.place(of: id, field: "blockedBy[\(place)]")
            try tx.requireRoom(
                TaskRules.blockedLimit, field: "blockedBy[\(place)]",
                "SELECT count(*) FROM taskBlock WHERE blockerId = ?", id)
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
        let waits: Bool? = try tx.value(
            SQL(
                composed: """
                    WITH RECURSIVE before (id) AS (
                        \(IDList.rows)
                        UNION SELECT task.id FROM before JOIN taskBlock ON blockedId = before.id
                        JOIN task ON task.id = blockerId AND \(Access.sight))
                    SELECT EXISTS (SELECT 1 FROM before WHERE id = ?)
                    """), values: [IDList(blockers)] + access.who + [id])
        return waits == true
    }

    /// Which of these tasks are neither done nor dropped.
    func open(_ ids: [TaskItem.ID]) throws -> [TaskItem.ID] {
        guard !ids.isEmpty else { return [] }
        return try tx.all(
            Self.selectOpen, IDList(ids)
        ) { try $0[0] }
    }

    private static let selectOpen = SQL(
        kept: "SELECT id FROM task WHERE id IN (\(IDList.rows)) AND status NOT IN \(TaskStatus.over) ORDER BY id")
}

extension SQLiteTaskRepository {
    /// Edits a task as a patch says.
    ///
    /// - Errors: as `TaskRepository.update`.
    func apply(_ patch: TaskPatch, to task: inout TaskItem, _ writing: TaskWriting) throws {
        let (placing, names, before) = (TaskPlacing(writing), TaskNames(writing), task)
        task.title = patch.title ?? task.title
        task.description = patch.description ?? task.description
        task.priority = patch.priority ?? task.priority
        if let externalId = patch.externalId, externalId != task.externalId {
            // Among the names of an inbox, which others do not see.
            try writing.access.requireKeeper(of: task, field: "externalId", writing.tx)
            task.externalId = externalId
        }
        for (field, value) in patch.plan { task.plan[field] = value }
        if patch.projectId != nil || patch.parentId != nil || patch.inbox != nil {
            // Whoever does not see the parent has not taken it away.
            let isHidden = try task.parentId != nil && writing.access.shown([task], writing.tx)[0].parentId == nil
            // To name it is to guess it.
            if isHidden, let parent = patch.parentId, parent != nil {
                try writing.access.requireKeeper(of: task, field: "parentId", writing.tx)
            }
            let parent = isHidden && patch.parentId == .some(nil) ? task.parentId : patch.parentId ?? task.parentId
            // Below a parent its project counts, so a new parent need not say it; without one, it stays where it is.
            let stays = patch.inbox != nil || patch.parentId != nil && parent != nil ? nil : task.projectId
            try placing.place(&task, project: patch.projectId ?? stays, parent: parent, inbox: patch.inbox)
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
        try writing.access.requireMayAssign(before, task, writing.tx)
        try names.requireRoomForGuests(of: task, was: before)
        if let steps = patch.steps {
            task.steps = try names.steps(steps, of: task, stored: task.steps)
        }
        if let blockers = patch.blockedBy {
            task.blockedBy = try placing.blockers(blockers, of: task)
            task.openBlockers = try placing.open(task.blockedBy)
        }
        if let status = patch.status {
            try Self.set(status, on: &task, force: patch.force, writing)
        }
    }
}
