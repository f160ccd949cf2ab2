import Domain
import TaskDomain

extension TaskEditing {
    /// Edits a task as a patch says.
    ///
    /// - Errors: as `TaskRepository.update`.
    func apply(_ patch: TaskPatch, to task: inout TaskItem) throws {
        let before = task
        task.title = patch.title ?? task.title
        task.description = patch.description ?? task.description
        task.priority = patch.priority ?? task.priority
        if let externalId = patch.externalId, externalId != task.externalId {
            // Among the names of an inbox, which others do not see.
            try writing.rights.requireKeeper(of: task, field: "externalId")
            task.externalId = externalId
        }
        for (field, value) in patch.plan { task.plan[field] = value }
        try move(&task, as: patch)
        try setLabels(of: &task, as: patch)
        try setAssignees(of: &task, as: patch, was: before)
        if let steps = patch.steps {
            task.steps = try TaskNames(writing).steps(steps, of: task, stored: task.steps)
        }
        if let blockers = patch.blockedBy {
            task.blockedBy = try TaskPlacing(writing).blockers(blockers, of: task)
            task.openBlockers = try TaskPlacing(writing).open(task.blockedBy)
        }
        if let status = patch.status { try set(status, on: &task, force: patch.force) }
    }

    private func move(_ task: inout TaskItem, as patch: TaskPatch) throws {
        guard patch.projectId != nil || patch.parentId != nil || patch.inbox != nil else { return }
        // Whoever does not see the parent has not taken it away.
        let isHidden = try task.parentId != nil && writing.rights.shown(task).parentId == nil
        // To name it is to guess it.
        if isHidden, let parent = patch.parentId, parent != nil {
            try writing.rights.requireKeeper(of: task, field: "parentId")
        }
        let parent = isHidden && patch.parentId == .some(nil) ? task.parentId : patch.parentId ?? task.parentId
        // Below a parent its project counts, so a new parent need not say it; without one, it stays where it is.
        let stays = patch.inbox != nil || patch.parentId != nil && parent != nil ? nil : task.projectId
        try TaskPlacing(writing).place(
            &task, project: patch.projectId ?? stays, parent: parent, inbox: patch.inbox)
    }

    private func setLabels(of task: inout TaskItem, as patch: TaskPatch) throws {
        let names = TaskNames(writing)
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
    }

    private func setAssignees(of task: inout TaskItem, as patch: TaskPatch, was before: TaskItem) throws {
        let names = TaskNames(writing)
        if let people = patch.assignees {
            task.assignees = try names.assignees(people, in: task.projectId, stored: task.assignees)
        }
        try names.apply(patch, toAssigneesOf: &task)
        try writing.rights.requireMayAssign(before, task)
        try names.requireRoomForGuests(of: task, was: before)
    }
}
