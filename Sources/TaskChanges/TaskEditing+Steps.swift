import Domain
import TaskDomain

extension TaskEditing {
    /// As `TaskRepository.addStep`.
    package func addStep(_ step: StepDraft, to id: TaskItem.ID) throws -> TaskOutcome {
        try edit(id, writing.change.seen, .stepAdded) { task in
            guard task.steps.count < TaskRules.stepLimit else {
                throw Failure(.tooMany(TaskRules.stepLimit), field: "steps")
            }
            task.steps += try TaskNames(writing).steps([step], of: task)
        }
    }

    /// As `TaskRepository.updateStep`.
    package func updateStep(
        _ step: Int64, of id: TaskItem.ID, _ patch: StepPatch, ifVersion: Int64?
    ) throws -> TaskOutcome {
        try edit(id, ifVersion, patch.kind) { task in
            let place = try Self.place(of: step, in: task)
            var new = task.steps.remove(at: place)
            let patch = try patch.sinceSeen(of: new)
            new.title = patch.title ?? new.title
            new.done = patch.done ?? new.done
            if let assignee = patch.assignee {
                new.assignee = try assignee.map { name in
                    try TaskNames(writing).stepAssignee(name, of: task, field: "assignee")
                }
            }
            task.steps.insert(new, at: min(patch.position ?? place, task.steps.count))
        }
    }

    /// As `TaskRepository.removeStep`.
    package func removeStep(_ step: Int64, of id: TaskItem.ID, ifVersion: Int64?) throws -> TaskOutcome {
        try edit(id, ifVersion, .stepRemoved) { task in
            task.steps.remove(at: try Self.place(of: step, in: task))
        }
    }

    /// As `TaskRepository.promoteStep`.
    package func promoteStep(_ step: Int64, of id: TaskItem.ID) throws -> TaskOutcome {
        try writing.once {
            let parent = try current(id, writing.change.seen)
            let step = parent.steps[try Self.place(of: step, in: parent)]
            try change(id, nil, .stepRemoved) { task in task.steps.removeAll { $0.id == step.id } }
            var draft = try TaskDraft(title: step.title, status: step.done ? .done : .open)
            draft.parentId = id
            draft.assignees = [step.assignee?.name].compactMap { $0 }
            return try make(draft).id
        }
    }

    /// - Errors: `.notFound` for a step of another task too.
    private static func place(of step: Int64, in task: TaskItem) throws -> Int {
        try task.steps.firstIndex { $0.id == step }.orNotFound()
    }
}

extension StepPatch {
    /// The patch less what whoever changes the step left as it was shown.
    ///
    /// - Errors: `.stale` where somebody else has changed meanwhile what is to change, to something else.
    fileprivate func sinceSeen(of step: TaskStep) throws(Failure) -> StepPatch {
        guard let seen else { return self }
        var rest = self
        if title == seen.title { rest.title = nil }
        if assignee == .some(seen.assignee) { rest.assignee = nil }
        let isRenamed = step.title != seen.title && step.title != rest.title ?? step.title
        let isGiven = step.assignee?.name != seen.assignee && rest.assignee.map { $0 != step.assignee?.name } ?? false
        guard !isRenamed, !isGiven else {
            throw Failure(.stale, "The step was changed by somebody else.", field: isRenamed ? "title" : "assignee")
        }
        return rest
    }

    /// The event that tells of a change of this one thing; of several it is a step changed.
    fileprivate var kind: TaskEventKind {
        switch (title, done, position, assignee) {
        case (nil, true?, nil, nil): .stepDone
        case (nil, false?, nil, nil): .stepReopened
        case (nil, nil, _?, nil): .stepMoved
        default: .stepChanged
        }
    }
}
