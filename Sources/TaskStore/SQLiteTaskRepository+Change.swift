import Domain
import JSON
import SQLite
import Store
import TaskDomain

extension SQLiteTaskRepository {
    package func create(_ draft: TaskDraft, by change: Change) throws(Failure) -> TaskOutcome {
        try once(change) { writing in try create(draft, writing).id }
    }

    package func update(
        _ id: TaskItem.ID, _ patch: TaskPatch, ifVersion: Int64?, by change: Change
    ) throws(Failure) -> TaskOutcome {
        try once(change) { writing in
            try update(id, patch, ifVersion, writing)
            return id
        }
    }

    package func complete(
        _ id: TaskItem.ID, force: Bool, ifVersion: Int64?, by change: Change
    ) throws(Failure) -> TaskOutcome {
        try edit(id, ifVersion, .taskCompleted, by: change) { task, writing in
            try Self.set(.done, on: &task, force: force, writing)
        }
    }

    package func reopen(_ id: TaskItem.ID, ifVersion: Int64?, by change: Change) throws(Failure) -> TaskOutcome {
        try edit(id, ifVersion, .taskReopened, by: change) { task, writing in
            guard !task.status.isLive else { return }
            try Self.set(.open, on: &task, force: false, writing)
        }
    }

    package func batch(_ commands: [BatchCommand], by change: Change) throws(Failure) -> BatchOutcome {
        guard commands.count <= TaskRules.batchLimit else {
            throw Failure(.tooMany(TaskRules.batchLimit), field: "commands")
        }
        return try writing(change) { writing in
            if let known = try RetryLog.subject(of: change, writing.tx) {
                return try repeated(commands, known, writing)
            }
            var ids: [TaskItem.ID?] = []
            for (place, command) in commands.enumerated() {
                do {
                    ids.append(try carryOut(command, writing))
                } catch let error as SQLiteError where error.kind == .tooMuchWork {
                    throw Failure(.tooMuchAtOnce, field: writing.field).at(place)
                } catch let failure as Failure {
                    throw failure.at(place)
                }
            }
            writing.field = "commands"
            try RetryLog.remember(change, subject: writing.seq ?? 0, writing.tx)
            // One that a later command deleted, or moved out of the caller's sight, is nil too.
            return BatchOutcome(tasks: try writing.changed(ids), change: writing.seq)
        }
    }

    /// The outcome of a batch that was carried out before, as its tasks are now.
    private func repeated(_ commands: [BatchCommand], _ seq: Int64, _ writing: TaskWriting) throws -> BatchOutcome {
        // Each command to create has one event, in their order.
        var created = try seq == 0 ? [] : ChangeEvents.all(seq, writing.tx).filter { $0.kind == .taskCreated }[...]
        let ids = commands.map { command -> TaskItem.ID? in
            switch command {
            case .create: created.popFirst()?.subject
            case .update(let id, _, _): id
            case .delete: nil
            }
        }
        return BatchOutcome(tasks: try writing.changed(ids), change: seq == 0 ? nil : seq)
    }

    /// - Shape: nil for a task that was deleted.
    private func carryOut(_ command: BatchCommand, _ writing: TaskWriting) throws -> TaskItem.ID? {
        switch command {
        case .create(let draft): return try create(draft, writing).id
        case .update(let id, let patch, let version):
            try update(id, patch, version, writing)
            return id
        case .delete(let id, let version):
            try delete(id, version, writing)
            return nil
        }
    }

    /// A change of one task alone: reads, edits, writes and logs it; what changes nothing is neither written nor logged.
    func edit(
        _ id: TaskItem.ID, _ ifVersion: Int64?, _ kind: TaskEventKind, by change: Change,
        _ body: @escaping @Sendable (inout TaskItem, TaskWriting) throws -> Void
    ) throws(Failure) -> TaskOutcome {
        try once(change) { writing in
            try edit(id, ifVersion, kind, writing) { task in try body(&task, writing) }
            return id
        }
    }
}

/// The pieces that changes are made of; each runs inside its caller's transaction.
extension SQLiteTaskRepository {
    func create(_ draft: TaskDraft, _ writing: TaskWriting) throws -> TaskItem {
        let now = writing.change.instant
        let times = TaskTimes(created: now, updated: now, completed: nil)
        let task = try insert(draft, times, writing)
        try writing.append(.taskCreated, task) { out in TaskContent.write(task, to: &out) }
        return task
    }

    func update(_ id: TaskItem.ID, _ patch: TaskPatch, _ ifVersion: Int64?, _ writing: TaskWriting) throws {
        var place: Place?
        try edit(id, ifVersion, .taskChanged, writing) { task in
            let before = task.place
            try apply(patch, to: &task, writing)
            if task.place != before { place = task.place }
        }
        guard let place else { return }
        writing.field = "projectId"
        try moveSubtasks(of: id, to: place, writing)
        writing.field = "change"
    }

    func edit(
        _ id: TaskItem.ID, _ ifVersion: Int64?, _ kind: TaskEventKind, _ writing: TaskWriting,
        _ body: (inout TaskItem) throws -> Void
    ) throws {
        let old = try current(id, ifVersion, writing)
        var new = old
        try body(&new)
        try finish(&new, was: old, kind, writing)
    }

    /// Writes and logs what has become of a task, if anything.
    func finish(_ new: inout TaskItem, was old: TaskItem, _ kind: TaskEventKind, _ writing: TaskWriting) throws {
        guard !TaskContent.isSame(old, new) else { return }
        try save(&new, was: old, at: writing.change.instant, writing.tx)
        try writing.append(kind, new) { out in TaskContent.write(changes: old, new, to: &out) }
    }

    /// The task as it is stored, for somebody who may change it.
    ///
    /// - Errors: `.notFound`; `.forbidden`; `.stale` when the stored version is another one.
    func current(_ id: TaskItem.ID, _ ifVersion: Int64?, _ writing: TaskWriting) throws -> TaskItem {
        let task = try Self.find(id, writing.access, writing.tx)
        try writing.access.require(.editor, on: task, writing.tx)
        guard ifVersion == nil || ifVersion == task.version else {
            throw Failure(.stale, "The task has version \(task.version) by now.", field: "version")
        }
        return task
    }

    /// A status brings its time of completion with it.
    ///
    /// - Errors: `.conflict` on `status` for a task that is to be done while an open one blocks it that the caller sees.
    static func set(_ status: TaskStatus, on task: inout TaskItem, force: Bool, _ writing: TaskWriting) throws {
        guard status != task.status else { return }
        if status == .done, !force, !task.openBlockers.isEmpty,
            try !writing.access.shown([task], writing.tx)[0].openBlockers.isEmpty
        {
            throw Failure(.blocked, field: "status", kind: .conflict)
        }
        task.status = status
        task.completedAt = status == .done ? writing.change.instant : nil
    }

    /// Subtasks are where their parent is.
    func moveSubtasks(of id: TaskItem.ID, to place: Place, _ writing: TaskWriting) throws {
        let ids: [TaskItem.ID] = try writing.tx.all("SELECT id FROM task WHERE parentId = ? ORDER BY id", id) {
            try $0[0]
        }
        for id in ids {
            let old = try Self.find(id, writing.access, writing.tx)
            var new = old
            new.place = place
            try TaskPlacing(writing).removeNonMembers(of: &new, from: old.place)
            try finish(&new, was: old, .taskChanged, writing)
            try moveSubtasks(of: id, to: place, writing)
        }
    }
}

/// When a task was made, last changed and completed.
struct TaskTimes: Sendable {
    let created: Instant
    let updated: Instant
    let completed: Instant?
}

extension Failure {
    /// The failure of one of several commands, with its place before the field.
    fileprivate func at(_ place: Int) -> Failure {
        let field = field.map { "[\(place)].\($0)" } ?? "[\(place)]"
        if let rule { return Failure(rule, field: field, kind: kind) }
        return Failure(kind, "[\(place)] \(message)", field: field, cause: cause, retryAfter: retryAfter)
    }
}
