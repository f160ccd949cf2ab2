import Domain
import JSON
import SQLite

extension SQLiteTaskRepository {
    public func create(_ draft: TaskDraft, by change: Change) throws(Failure) -> TaskItem {
        try store.write { tx in
            try once(change, tx) {
                let times = TaskTimes(created: change.instant, updated: change.instant, completed: nil)
                let task = try insert(draft, times, tx)
                try append(.taskCreated, task, by: change, tx) { out in TaskContent.write(task, to: &out) }
                return task
            }
        }
    }

    public func update(
        _ id: TaskItem.ID, _ patch: TaskPatch, ifVersion: Int64?, by change: Change
    ) throws(Failure) -> TaskItem {
        try self.change(id, ifVersion, .taskChanged, by: change) { task in
            task.title = patch.title ?? task.title
            task.description = patch.description ?? task.description
            task.priority = patch.priority ?? task.priority
            task.set(patch.status ?? task.status, at: change.instant)
        }
    }

    public func complete(_ id: TaskItem.ID, ifVersion: Int64?, by change: Change) throws(Failure) -> TaskItem {
        try self.change(id, ifVersion, .taskCompleted, by: change) { $0.set(.done, at: change.instant) }
    }

    public func reopen(_ id: TaskItem.ID, ifVersion: Int64?, by change: Change) throws(Failure) -> TaskItem {
        try self.change(id, ifVersion, .taskReopened, by: change) { task in
            if !task.status.isLive { task.set(.open, at: change.instant) }
        }
    }

    public func delete(_ id: TaskItem.ID, ifVersion: Int64?, by change: Change) throws(Failure) {
        try store.write { tx in
            guard try RetryLog.subject(of: change, tx) == nil else { return }
            let task = try current(id, ifVersion, tx)
            try unindex(task, tx)
            try tx.run("DELETE FROM task WHERE id = ?", id)
            try count(task.status, task.completedAt, by: -1, tx)
            try append(.taskDeleted, task, by: change, tx) { out in TaskContent.write(task, to: &out) }
            try RetryLog.remember(change, subject: id, tx)
        }
    }

    /// Reads, changes, writes and logs one task; what changes nothing is neither written nor logged.
    private func change(
        _ id: TaskItem.ID, _ ifVersion: Int64?, _ kind: EventKind, by change: Change,
        _ edit: @escaping @Sendable (inout TaskItem) -> Void
    ) throws(Failure) -> TaskItem {
        try store.write { tx in
            try once(change, tx) {
                let old = try current(id, ifVersion, tx)
                var new = old
                edit(&new)
                guard new != old else { return old }
                try save(&new, was: old, at: change.instant, tx)
                try append(kind, new, by: change, tx) { out in TaskContent.write(changes: old, new, to: &out) }
                return new
            }
        }
    }
}

/// The pieces that changes are made of; each runs inside its caller's transaction.
extension SQLiteTaskRepository {
    /// Carries a request out once, however often it is repeated under its `Idempotency-Key`.
    func once(_ change: Change, _ tx: WriteTransaction, _ body: () throws -> TaskItem) throws -> TaskItem {
        if let subject = try RetryLog.subject(of: change, tx) { return try Self.find(subject, tx) }
        let task = try body()
        try RetryLog.remember(change, subject: task.id, tx)
        return task
    }

    /// - Errors: `.notFound`; `.stale` when the stored version is another one.
    func current(_ id: TaskItem.ID, _ ifVersion: Int64?, _ tx: WriteTransaction) throws -> TaskItem {
        let task = try Self.find(id, tx)
        guard ifVersion == nil || ifVersion == task.version else {
            throw Failure(.stale, "The task has version \(task.version) by now.", field: "version")
        }
        return task
    }

    func insert(_ draft: TaskDraft, _ times: TaskTimes, _ tx: WriteTransaction) throws -> TaskItem {
        let completed = draft.status == .done ? times.completed ?? times.updated : nil
        do {
            try tx.run(
                """
                INSERT INTO task
                (title, description, status, priority, externalId, createdAt, updatedAt, completedAt, version)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)
                """, draft.title, draft.description, draft.status, draft.priority, draft.externalId, times.created,
                times.updated, completed)
        } catch let error as SQLiteError where error.kind == .constraint(.unique) {
            throw Failure(.conflict, "externalId: another task has this one already.", field: "externalId")
        }
        let id = try tx.lastInsertRowID
        try tx.run("INSERT INTO taskSearch (rowid, title) VALUES (?, ?)", id, draft.title)
        try count(draft.status, completed, by: 1, tx)
        for (position, title) in draft.steps.enumerated() {
            try tx.run(
                "INSERT INTO step (taskId, position, title, done) VALUES (?, ?, ?, 0)", id, position, title)
        }
        return try Self.find(id, tx)
    }

    /// Writes a changed task with its next version.
    func save(_ task: inout TaskItem, was old: TaskItem, at instant: Instant, _ tx: WriteTransaction) throws {
        task.version += 1
        task.updatedAt = instant
        if task.title != old.title {
            try unindex(old, tx)
            try tx.run("INSERT INTO taskSearch (rowid, title) VALUES (?, ?)", task.id, task.title)
        }
        try tx.run(
            """
            UPDATE task SET title = ?, description = ?, status = ?, priority = ?, externalId = ?, createdAt = ?,
            updatedAt = ?, completedAt = ?, version = ? WHERE id = ?
            """, task.title, task.description, task.status, task.priority, task.externalId, task.createdAt,
            task.updatedAt, task.completedAt, task.version, task.id)
        if task.status != old.status || task.completedAt != old.completedAt {
            try count(old.status, old.completedAt, by: -1, tx)
            try count(task.status, task.completedAt, by: 1, tx)
        }
    }

    /// FTS5 keeps no text of its own here, so it must be told what to forget.
    private func unindex(_ task: TaskItem, _ tx: WriteTransaction) throws {
        try tx.run(
            "INSERT INTO taskSearch (taskSearch, rowid, title) VALUES ('delete', ?, ?)", task.id, task.title)
    }

    /// Keeps the numbers that stand beside the tasks.
    private func count(
        _ status: TaskStatus, _ completed: Instant?, by difference: Int, _ tx: WriteTransaction
    ) throws {
        try tx.run("UPDATE taskCount SET count = count + ? WHERE status = ?", difference, status)
        guard let day = completed.map({ $0.seconds / 86_400 }) else { return }
        try tx.run("INSERT OR IGNORE INTO doneOnDay (day, count) VALUES (?, 0)", day)
        try tx.run("UPDATE doneOnDay SET count = count + ? WHERE day = ?", difference, day)
    }

    func append(
        _ kind: EventKind, _ task: TaskItem, by change: Change, _ tx: WriteTransaction,
        content: (inout JSONWriter) -> Void
    ) throws {
        try tx.append(Event(kind, subject: task.id, by: change, content: content), key: store.eventKey)
    }
}

/// When a task was made, last changed and completed.
struct TaskTimes: Sendable {
    let created: Instant
    let updated: Instant
    let completed: Instant?
}

extension TaskItem {
    /// A status brings its time of completion with it.
    mutating func set(_ new: TaskStatus, at instant: Instant) {
        guard new != status else { return }
        status = new
        completedAt = new == .done ? instant : nil
    }
}
