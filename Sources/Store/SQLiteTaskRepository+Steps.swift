import Domain
import JSON
import SQLite

extension SQLiteTaskRepository {
    public func addStep(_ title: String, to id: TaskItem.ID, by change: Change) throws(Failure) -> TaskItem {
        try store.write { tx in
            try once(change, tx) {
                var task = try current(id, nil, tx)
                guard task.steps.count < TaskRules.stepLimit else {
                    throw Failure(.tooMany(TaskRules.stepLimit), field: "steps")
                }
                let position = task.steps.count
                try tx.run(
                    "INSERT INTO step (taskId, position, title, done) VALUES (?, ?, ?, 0)", id, position, title)
                task.steps.append(TaskStep(id: try tx.lastInsertRowID, title: title, done: false))
                try save(&task, was: task, at: change.instant, tx)
                try append(.stepAdded, task, by: change, tx) { out in
                    Self.write(task.steps[position], at: position, to: &out)
                }
                return task
            }
        }
    }

    public func updateStep(
        _ step: Int64, of id: TaskItem.ID, _ patch: StepPatch, ifVersion: Int64?, by change: Change
    ) throws(Failure) -> TaskItem {
        try store.write { tx in
            try once(change, tx) {
                var task = try current(id, ifVersion, tx)
                let position = try Self.position(of: step, in: task)
                let edit = StepEdit(old: task.steps[position], position: position, patch, count: task.steps.count)
                guard edit.changesAnything else { return task }
                try tx.run("UPDATE step SET title = ?, done = ? WHERE id = ?", edit.new.title, edit.new.done, step)
                task.steps.remove(at: position)
                task.steps.insert(edit.new, at: edit.newPosition)
                if edit.newPosition != position { try renumber(task.steps, tx) }
                try save(&task, was: task, at: change.instant, tx)
                for event in edit.events {
                    try append(event.kind, task, by: change, tx, content: event.content)
                }
                return task
            }
        }
    }

    public func removeStep(
        _ step: Int64, of id: TaskItem.ID, ifVersion: Int64?, by change: Change
    ) throws(Failure) -> TaskItem {
        try store.write { tx in
            try once(change, tx) {
                var task = try current(id, ifVersion, tx)
                let position = try Self.position(of: step, in: task)
                let removed = task.steps.remove(at: position)
                try tx.run("DELETE FROM step WHERE id = ?", step)
                try renumber(task.steps, tx)
                try save(&task, was: task, at: change.instant, tx)
                try append(.stepRemoved, task, by: change, tx) { out in Self.write(removed, at: position, to: &out) }
                return task
            }
        }
    }

    /// - Errors: `.notFound` for a step of another task too.
    private static func position(of step: Int64, in task: TaskItem) throws -> Int {
        guard let position = task.steps.firstIndex(where: { $0.id == step }) else { throw Failure.notFound }
        return position
    }

    private func renumber(_ steps: [TaskStep], _ tx: WriteTransaction) throws {
        for (position, step) in steps.enumerated() {
            try tx.run("UPDATE step SET position = ? WHERE id = ? AND position <> ?", position, step.id, position)
        }
    }

    fileprivate static func write(_ step: TaskStep, at position: Int, to out: inout JSONWriter) {
        out.member("step", step.id)
        out.member("stepTitle", step.title)
        out.member("done", step.done)
        out.member("position", position)
    }
}

/// What a patch makes of a step, and which events tell it: one for each thing that changed.
private struct StepEdit {
    let old: TaskStep
    let new: TaskStep
    let position: Int
    let newPosition: Int

    init(old: TaskStep, position: Int, _ patch: StepPatch, count: Int) {
        self.old = old
        self.position = position
        new = TaskStep(id: old.id, title: patch.title ?? old.title, done: patch.done ?? old.done)
        newPosition = min(patch.position ?? position, count - 1)
    }

    var changesAnything: Bool { new != old || newPosition != position }

    var events: [(kind: EventKind, content: (inout JSONWriter) -> Void)] {
        var events: [(kind: EventKind, content: (inout JSONWriter) -> Void)] = []
        if new.title != old.title { events.append((.stepChanged, writeTitles)) }
        if new.done != old.done {
            events.append(
                (new.done ? .stepDone : .stepReopened, { SQLiteTaskRepository.write(new, at: newPosition, to: &$0) }))
        }
        if newPosition != position { events.append((.stepMoved, writePositions)) }
        return events
    }

    private func writeTitles(to out: inout JSONWriter) {
        out.member("step", old.id)
        out.member("from", object: { $0.member("stepTitle", old.title) })
        out.member("to", object: { $0.member("stepTitle", new.title) })
    }

    private func writePositions(to out: inout JSONWriter) {
        out.member("step", old.id)
        out.member("stepTitle", new.title)
        out.member("from", object: { $0.member("position", position) })
        out.member("to", object: { $0.member("position", newPosition) })
    }
}
