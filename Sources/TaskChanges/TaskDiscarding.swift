import Domain
import JSON
import TaskDomain

/// Moves tasks to the trash, and their subtasks after them.
package struct TaskDiscarding {
    private let writing: TaskWriting
    private let rows: any TaskRows

    package init(_ writing: TaskWriting) {
        (self.writing, rows) = (writing, writing.rows)
    }

    /// As `TaskRepository.delete`.
    package func delete(_ id: TaskItem.ID, ifVersion: Int64?) throws -> Int64? {
        guard try rows.outcome(of: writing.change) == nil else { return nil }
        try discard(id, ifVersion)
        try rows.remember(writing.change, subject: id, seq: nil)
        return writing.seq
    }

    /// Moves a task to the trash. Event `task_deleted` for it and for each below it.
    ///
    /// - Shape: `seq` is the event by which it lay there before, where that is to count again: its restoring was
    ///   undone.
    package func discard(_ id: TaskItem.ID, _ ifVersion: Int64?, lyingAs seq: Int64? = nil) throws {
        let task = try TaskEditing(writing).current(id, ifVersion)
        try writing.rights.requireKeeper(of: task)
        writing.field = "subtasks"
        try discard(task, lyingAs: seq)
        writing.field = "change"
    }

    private func discard(_ task: TaskItem, lyingAs before: Int64? = nil) throws {
        // When it comes back, each tie is looked at for a circle; going, none is.
        try rows.count(work: 500 * (task.blockedBy.count + task.blocks.count))
        let subtasks = try rows.subtasks(of: task.id)
        // The subtasks' rows go first, as they name this one; its event comes first, as it is restored first.
        let comments = try rows.comments(of: task.id)
        let seq = try writing.append(.taskDeleted, subject: task.id, place: task.place) { out in
            TaskContent.write(task, to: &out)
            out.member("blocks", JSON.integers(task.blocks))
            CommentRow.write(comments, to: &out)
            if let before { out.member("trash", before) }
        }
        for id in subtasks { try discard(try writing.task(id)) }
        try rows.remove(task, at: writing.change.instant)
        try rows.addToTrash(task, seq: before ?? seq, at: writing.change.instant)
    }
}
