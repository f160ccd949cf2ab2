import Domain
import SQLite
import Search
import Store
import TaskDomain

/// How a task gets into its tables: the parts that differ, and the numbers and words that stand beside them.
extension SQLiteTaskRepository {
    /// Makes a task of a draft, as it was made and changed at these times.
    ///
    /// - Errors: `.invalid` naming the field whose value is not there; `.conflict` on `externalId`.
    func insert(_ draft: TaskDraft, _ times: TaskTimes, _ writing: TaskWriting) throws -> TaskItem {
        var task = TaskItem(
            id: 0, title: draft.title, description: draft.description, status: draft.status,
            priority: draft.priority, externalId: draft.externalId, createdAt: times.created,
            updatedAt: times.updated, completedAt: draft.status == .done ? times.completed ?? times.updated : nil)
        task.plan = draft.plan
        try TaskPlacing(writing).place(
            &task, project: draft.projectId, parent: draft.parentId, inbox: draft.inbox)
        let names = TaskNames(writing)
        task.labels = try names.labels(draft.labels)
        task.assignees = try names.assignees(draft.assignees, in: task.projectId)
        try names.requireRoomForGuests(of: task)
        task.steps = try names.steps(draft.steps, of: task)
        task.blockedBy = try TaskPlacing(writing).blockers(draft.blockedBy, of: task)
        task = try add(task, writing.tx)
        return try Self.find(task.id, writing.access, writing.tx)
    }

    /// Writes a task that is not there; one with a number of its own gets that number.
    package func add(_ task: TaskItem, _ tx: WriteTransaction) throws -> TaskItem {
        var new = task
        do {
            try tx.run(TaskColumn.insert, values: TaskColumn.values(inserting: task))
        } catch let error as SQLiteError where error.kind == .constraint(.unique) {
            throw Failure(.conflict, "externalId: another task there has this one already.", field: "externalId")
        }
        new.id = try tx.lastInsertRowID
        try saveParts(
            &new, was: TaskItem(id: new.id, title: "", createdAt: task.createdAt, updatedAt: task.updatedAt), tx)
        try index(new, tx)
        try TaskNumbers.add(new, tx)
        return new
    }

    /// Writes a changed task with its next version.
    package func save(_ task: inout TaskItem, was old: TaskItem, at instant: Instant, _ tx: WriteTransaction) throws {
        task.version += 1
        task.updatedAt = instant
        if task.title != old.title || task.description != old.description {
            try unindex(old, tx)
            try index(task, tx)
        }
        do {
            try tx.run(TaskColumn.update, values: TaskColumn.values(changing: task))
        } catch let error as SQLiteError where error.kind == .constraint(.unique) {
            throw Failure(.conflict, "externalId: another task there has this one already.", field: "externalId")
        }
        try saveParts(&task, was: old, tx)
        try TaskNumbers.change(task, was: old, at: instant, tx)
    }

    /// Removes a task's rows; what it was is for its event to say.
    package func remove(_ task: TaskItem, at instant: Instant, _ tx: WriteTransaction) throws {
        try unindex(task, tx)
        try tx.run("DELETE FROM task WHERE id = ?", task.id)
        try TaskNumbers.remove(task, at: instant, tx)
    }

    private func saveParts(_ task: inout TaskItem, was old: TaskItem, _ tx: WriteTransaction) throws {
        try saveSteps(&task, was: old, tx)
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
        try saveInbox(task, isNew: people != oldPeople || task.inboxId != old.inboxId, tx)
        let (blockers, oldBlockers) = (Set(task.blockedBy), Set(old.blockedBy))
        for id in oldBlockers.subtracting(blockers) {
            try tx.run("DELETE FROM taskBlock WHERE blockedId = ? AND blockerId = ?", task.id, id)
        }
        for id in blockers.subtracting(oldBlockers) {
            try tx.run("INSERT INTO taskBlock (blockedId, blockerId) VALUES (?, ?)", task.id, id)
        }
    }

    /// Notes beside each assignee whose inbox the task is in, unless that is its own.
    private func saveInbox(_ task: TaskItem, isNew: Bool, _ tx: WriteTransaction) throws {
        guard isNew, !task.assignees.isEmpty else { return }
        try tx.run(
            "UPDATE taskAssignee SET inboxId = nullif(?2, accountId) WHERE taskId = ?1", task.id, task.inboxId)
    }

    /// A step without a number is new; one whose number is not stored comes back under it.
    private func saveSteps(_ task: inout TaskItem, was old: TaskItem, _ tx: WriteTransaction) throws {
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

    private func index(_ task: TaskItem, _ tx: WriteTransaction) throws {
        try tx.run(
            "INSERT INTO taskSearch (rowid, title, description) VALUES (?, ?, ?)", task.id,
            SearchText.fold(task.title), SearchText.fold(task.description))
    }

    /// Fills the index from the tasks, for a database that was made before it.
    package static func indexAll(_ tx: WriteTransaction) throws {
        var last: TaskItem.ID = 0
        while true {
            let tasks = try tx.all(
                "SELECT id, title, description FROM task WHERE id > ? ORDER BY id LIMIT 500", last
            ) { row in (id: try row[0] as TaskItem.ID, title: try row[1] as String, text: try row[2] as String) }
            guard let end = tasks.last else { return }
            for task in tasks {
                try tx.run(
                    "INSERT INTO taskSearch (rowid, title, description) VALUES (?, ?, ?)", task.id,
                    SearchText.fold(task.title), SearchText.fold(task.text))
            }
            last = end.id
        }
    }

    /// FTS5 keeps no text of its own here, so it must be told what to forget.
    private func unindex(_ task: TaskItem, _ tx: WriteTransaction) throws {
        try tx.run(
            "INSERT INTO taskSearch (taskSearch, rowid, title, description) VALUES ('delete', ?, ?, ?)", task.id,
            SearchText.fold(task.title), SearchText.fold(task.description))
    }
}
