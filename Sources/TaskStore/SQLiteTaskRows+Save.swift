import Domain
import SQLite
import TaskChanges
import TaskDomain

/// The way of a task into its tables: the parts that differ, and the numbers and words that stand beside them.
extension SQLiteTaskRows {
    func insert(_ task: TaskItem) throws -> TaskItem {
        var new = task
        do {
            try tx.run(TaskColumn.insert, values: TaskColumn.values(inserting: task))
        } catch let error as SQLiteError where error.kind == .constraint(.unique) {
            throw Failure.externalIdTaken
        }
        new.id = try tx.lastInsertRowID
        try saveParts(
            &new, was: TaskItem(id: new.id, title: "", createdAt: task.createdAt, updatedAt: task.updatedAt))
        try TaskIndex.add(IndexedTask(new), tx)
        try TaskCitations.add(new.citingTexts, of: new.id, tx)
        try TaskNumbers.add(new, tx)
        return new
    }

    func save(_ task: inout TaskItem, was old: TaskItem) throws {
        let isReworded =
            task.title != old.title || task.description != old.description
            || task.steps.map(\.title) != old.steps.map(\.title)
        if isReworded {
            try TaskIndex.remove(IndexedTask(old), tx)
            try TaskIndex.add(IndexedTask(task), tx)
            try TaskCitations.renew(task.citingTexts, of: task.id, tx)
        }
        do {
            try tx.run(TaskColumn.update, values: TaskColumn.values(changing: task))
        } catch let error as SQLiteError where error.kind == .constraint(.unique) {
            throw Failure.externalIdTaken
        }
        try saveParts(&task, was: old)
        try TaskNumbers.change(task, was: old, at: task.updatedAt, tx)
    }

    func remove(_ task: TaskItem, at instant: Instant) throws {
        try TaskIndex.remove(IndexedTask(task), tx)
        for comment in try comments(of: task.id) { try TaskIndex.remove(IndexedComment(comment), tx) }
        try tx.run("DELETE FROM task WHERE id = ?", task.id)
        try TaskNumbers.remove(task, at: instant, tx)
    }

    private func saveParts(_ task: inout TaskItem, was old: TaskItem) throws {
        try saveSteps(&task, was: old)
        let (labels, oldLabels) = (Set(task.labels.map(\.id)), Set(old.labels.map(\.id)))
        for id in oldLabels.subtracting(labels) {
            try tx.run("DELETE FROM taskLabel WHERE taskId = ? AND labelId = ?", task.id, id)
        }
        for id in labels.subtracting(oldLabels) {
            try tx.run("INSERT INTO taskLabel (taskId, labelId) VALUES (?, ?)", task.id, id)
        }
        let (people, oldPeople) = (Set(task.assignees.map(\.id)), Set(old.assignees.map(\.id)))
        for id in oldPeople.subtracting(people) {
            try tx.run("DELETE FROM taskAssignee WHERE taskId = ? AND accountId = ?", task.id, id)
        }
        for id in people.subtracting(oldPeople) {
            try tx.run("INSERT INTO taskAssignee (taskId, accountId) VALUES (?, ?)", task.id, id)
        }
        try saveInbox(task, isNew: people != oldPeople || task.inboxId != old.inboxId)
        let (blockers, oldBlockers) = (Set(task.blockedBy), Set(old.blockedBy))
        for id in oldBlockers.subtracting(blockers) {
            try tx.run("DELETE FROM taskBlock WHERE blockedId = ? AND blockerId = ?", task.id, id)
        }
        for id in blockers.subtracting(oldBlockers) {
            try tx.run("INSERT INTO taskBlock (blockedId, blockerId) VALUES (?, ?)", task.id, id)
        }
    }

    /// Notes beside each assignee whose inbox the task is in, unless that is its own.
    private func saveInbox(_ task: TaskItem, isNew: Bool) throws {
        guard isNew, !task.assignees.isEmpty else { return }
        try tx.run(
            "UPDATE taskAssignee SET inboxId = nullif(?2, accountId) WHERE taskId = ?1", task.id, task.inboxId)
    }

    /// A step without a number is new; one whose number is not stored comes back under it.
    private func saveSteps(_ task: inout TaskItem, was old: TaskItem) throws {
        let stored = Dictionary(
            uniqueKeysWithValues: old.steps.enumerated().map { ($1.id, (position: $0, step: $1)) })
        let kept = Set(task.steps.map(\.id))
        for step in old.steps where !kept.contains(step.id) {
            try tx.run("DELETE FROM step WHERE id = ?", step.id)
        }
        for (position, step) in task.steps.enumerated() {
            let before = stored[step.id]
            if before == nil {
                try tx.run(
                    "INSERT INTO step (id, taskId, position, title, done, assigneeId) VALUES (?, ?, ?, ?, ?, ?)",
                    step.id == 0 ? nil : step.id, task.id, position, step.title, step.done, step.assignee?.id)
                task.steps[position] = TaskStep(
                    id: try tx.lastInsertRowID, title: step.title, done: step.done, assignee: step.assignee)
            } else if before?.position != position || !StepsPart.isSame(step, before?.step) {
                try tx.run(
                    "UPDATE step SET position = ?, title = ?, done = ?, assigneeId = ? WHERE id = ?", position,
                    step.title, step.done, step.assignee?.id, step.id)
            }
        }
    }
}

extension TaskItem {
    fileprivate var citingTexts: [String] { [description] + steps.map(\.title) }
}

extension IndexedTask {
    fileprivate init(_ task: TaskItem) {
        self.init(task.id, title: task.title, description: task.description, steps: task.steps.map(\.title))
    }
}
