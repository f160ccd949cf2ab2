import Domain
import Store
import TaskChanges
import TaskDomain

/// Changes of tasks: one transaction each, in which the rules decide.
extension SQLiteTaskRepository {
    package func create(_ draft: TaskDraft, by change: Change) throws(Failure) -> TaskOutcome {
        try store.writing(change) { try TaskEditing($0).create(draft) }
    }

    package func update(
        _ id: TaskItem.ID, _ patch: TaskPatch, ifVersion: Int64?, by change: Change
    ) throws(Failure) -> TaskOutcome {
        try store.writing(change) { try TaskEditing($0).update(id, patch, ifVersion: ifVersion) }
    }

    package func complete(
        _ id: TaskItem.ID, force: Bool, ifVersion: Int64?, by change: Change
    ) throws(Failure) -> TaskOutcome {
        try store.writing(change) { try TaskEditing($0).complete(id, force: force, ifVersion: ifVersion) }
    }

    package func reopen(_ id: TaskItem.ID, ifVersion: Int64?, by change: Change) throws(Failure) -> TaskOutcome {
        try store.writing(change) { try TaskEditing($0).reopen(id, ifVersion: ifVersion) }
    }

    package func batch(_ commands: [BatchCommand], by change: Change) throws(Failure) -> BatchOutcome {
        // Before the lock is waited for.
        try TaskEditing.requireRoom(for: commands)
        return try store.writing(change) { try TaskEditing($0).batch(commands) }
    }

    package func addStep(_ step: StepDraft, to id: TaskItem.ID, by change: Change) throws(Failure) -> TaskOutcome {
        try store.writing(change) { try TaskEditing($0).addStep(step, to: id) }
    }

    package func updateStep(
        _ step: Int64, of id: TaskItem.ID, _ patch: StepPatch, ifVersion: Int64?, by change: Change
    ) throws(Failure) -> TaskOutcome {
        try store.writing(change) { try TaskEditing($0).updateStep(step, of: id, patch, ifVersion: ifVersion) }
    }

    package func removeStep(
        _ step: Int64, of id: TaskItem.ID, ifVersion: Int64?, by change: Change
    ) throws(Failure) -> TaskOutcome {
        try store.writing(change) { try TaskEditing($0).removeStep(step, of: id, ifVersion: ifVersion) }
    }

    package func promoteStep(_ step: Int64, of id: TaskItem.ID, by change: Change) throws(Failure) -> TaskOutcome {
        try store.writing(change) { try TaskEditing($0).promoteStep(step, of: id) }
    }

    @discardableResult
    package func delete(_ id: TaskItem.ID, ifVersion: Int64?, by change: Change) throws(Failure) -> Int64? {
        try store.writing(change) { try TaskDiscarding($0).delete(id, ifVersion: ifVersion) }
    }

    package func restore(_ id: TaskItem.ID, by change: Change) throws(Failure) -> RestoreOutcome {
        try store.writing(change, bringsBack: true) { try TaskRestoring.restore(id, $0) }
    }

    package func undo(_ seq: Int64, by change: Change) throws(Failure) -> UndoOutcome {
        try store.writing(change, undoes: seq) { try TaskUndo.undo(seq, $0) }
    }
}
