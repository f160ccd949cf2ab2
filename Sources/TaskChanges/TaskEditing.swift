import Domain
import TaskDomain

/// Makes and changes tasks by their rules.
package struct TaskEditing {
    let writing: TaskWriting
    let rows: any TaskRows

    package init(_ writing: TaskWriting) {
        (self.writing, rows) = (writing, writing.rows)
    }

    /// As `TaskRepository.create`.
    package func create(_ draft: TaskDraft) throws -> TaskOutcome {
        try writing.once { try make(draft).id }
    }

    /// As `TaskRepository.update`.
    package func update(_ id: TaskItem.ID, _ patch: TaskPatch, ifVersion: Int64?) throws -> TaskOutcome {
        try writing.once {
            try change(id, patch, ifVersion)
            return id
        }
    }

    /// As `TaskRepository.complete`.
    package func complete(_ id: TaskItem.ID, force: Bool, ifVersion: Int64?) throws -> TaskOutcome {
        try edit(id, ifVersion, .taskCompleted) { task in try set(.done, on: &task, force: force) }
    }

    /// As `TaskRepository.reopen`.
    package func reopen(_ id: TaskItem.ID, ifVersion: Int64?) throws -> TaskOutcome {
        try edit(id, ifVersion, .taskReopened) { task in
            guard !task.status.isLive else { return }
            try set(.open, on: &task, force: false)
        }
    }

    /// A change of one task alone, as one request.
    func edit(
        _ id: TaskItem.ID, _ ifVersion: Int64?, _ kind: TaskEventKind, _ body: (inout TaskItem) throws -> Void
    ) throws -> TaskOutcome {
        try writing.once {
            try change(id, ifVersion, kind, body)
            return id
        }
    }
}

/// The pieces that changes are made of.
extension TaskEditing {
    /// Makes a task of a draft. Event `task_created`.
    ///
    /// - Errors: `.invalid` naming the field whose value is not there; `.conflict` on `externalId`.
    package func make(_ draft: TaskDraft) throws -> TaskItem {
        let now = writing.change.instant
        var task = TaskItem(
            id: 0, title: draft.title, description: draft.description, status: draft.status,
            priority: draft.priority, externalId: draft.externalId, createdAt: now, updatedAt: now,
            completedAt: draft.status == .done ? now : nil)
        task.plan = draft.plan
        let placing = TaskPlacing(writing)
        try placing.place(&task, project: draft.projectId, parent: draft.parentId, inbox: draft.inbox)
        let names = TaskNames(writing)
        task.labels = try names.labels(draft.labels)
        task.assignees = try names.assignees(draft.assignees, in: task.projectId)
        try names.requireRoomForGuests(of: task)
        task.steps = try names.steps(draft.steps, of: task)
        task.blockedBy = try placing.blockers(draft.blockedBy, of: task)
        let made = try writing.task(rows.insert(task).id)
        try writing.append(.taskCreated, made) { out in TaskContent.write(made, to: &out) }
        return made
    }

    /// Changes a task as a patch says, and takes its subtasks along where it goes elsewhere.
    package func change(_ id: TaskItem.ID, _ patch: TaskPatch, _ ifVersion: Int64?) throws {
        var place: Place?
        try change(id, ifVersion, .taskChanged) { task in
            let before = task.place
            try apply(patch, to: &task)
            if task.place != before { place = task.place }
        }
        guard let place else { return }
        writing.field = "projectId"
        try moveSubtasks(of: id, to: place)
        writing.field = "change"
    }

    func change(
        _ id: TaskItem.ID, _ ifVersion: Int64?, _ kind: TaskEventKind, _ body: (inout TaskItem) throws -> Void
    ) throws {
        let old = try current(id, ifVersion)
        var new = old
        try body(&new)
        try finish(&new, was: old, kind)
    }

    /// Keeps and logs what has become of a task, if anything: what changes nothing is neither kept nor logged.
    package func finish(_ new: inout TaskItem, was old: TaskItem, _ kind: TaskEventKind) throws {
        guard !TaskContent.isSame(old, new) else { return }
        try save(&new, was: old, at: writing.change.instant)
        try writing.append(kind, new) { out in TaskContent.write(changes: old, new, to: &out) }
    }

    /// Keeps a changed task with its next version.
    package func save(_ task: inout TaskItem, was old: TaskItem, at instant: Instant) throws {
        task.becomeNextVersion(at: instant)
        try rows.save(&task, was: old)
    }

    /// The task as it is stored, for somebody who may change it.
    ///
    /// - Errors: `.notFound`; `.forbidden`; `.stale` when the stored version is another one.
    package func current(_ id: TaskItem.ID, _ ifVersion: Int64?) throws -> TaskItem {
        let task = try writing.task(id)
        try writing.rights.require(.editor, on: task)
        guard ifVersion == nil || ifVersion == task.version else {
            throw Failure(.stale, "The task has version \(task.version) by now.", field: "version")
        }
        return task
    }

    /// A status brings its time of completion with it.
    ///
    /// - Errors: `.conflict` on `status` for a task that is to be done while an open one blocks it that the caller
    ///   sees.
    func set(_ status: TaskStatus, on task: inout TaskItem, force: Bool) throws {
        guard status != task.status else { return }
        if status == .done, !force, !task.openBlockers.isEmpty,
            try !writing.rights.shown(task).openBlockers.isEmpty
        {
            throw Failure(.blocked, field: "status", kind: .conflict)
        }
        task.status = status
        task.completedAt = status == .done ? writing.change.instant : nil
    }

    /// Subtasks are where their parent is.
    package func moveSubtasks(of id: TaskItem.ID, to place: Place) throws {
        for id in try rows.subtasks(of: id) {
            let old = try writing.task(id)
            var new = old
            new.place = place
            try TaskPlacing(writing).removeNonMembers(of: &new, from: old.place)
            try finish(&new, was: old, .taskChanged)
            try moveSubtasks(of: id, to: place)
        }
    }
}

extension TaskItem {
    /// Raises the version, as every change does.
    package mutating func becomeNextVersion(at instant: Instant) {
        version += 1
        updatedAt = instant
    }
}
