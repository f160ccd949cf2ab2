import Domain
import JSON
import TaskDomain

/// Takes the events of one change back, the last one first.
///
/// Between two of them tasks may stand as they never should, a subtask in another project than its parent; so how they
/// stand to each other is looked at when all of it is done.
package struct TaskUndo {
    private let writing: TaskWriting
    private let rows: any TaskRows
    private(set) var touched: [TaskItem.ID] = []
    /// Deleted side by side, so they come back together: one may be the other's parent, or wait for it.
    private var deleted: [LoggedChange] = []
    /// Tasks that have gone, which nothing waits for any more.
    private var unmade: Set<TaskItem.ID> = []

    static var changed: Failure { Failure(.changed, field: "change", kind: .conflict) }

    package init(_ writing: TaskWriting) {
        (self.writing, rows) = (writing, writing.rows)
    }

    /// As `TaskHistoryRepository.undo`, of a change that `writing` says to undo.
    package static func undo(_ seq: Int64, _ writing: TaskWriting) throws -> UndoOutcome {
        let rows = writing.rows
        if let known = try rows.outcome(of: writing.change)?.subject {
            let events = try rows.events(ofChange: known)
            return UndoOutcome(tasks: try writing.found(events.compactMap(\.subject)), change: known)
        }
        var undo = TaskUndo(writing)
        try undo.takeBack(ChangeEvents(rows).of(seq, by: writing.change))
        guard let done = writing.seq else { throw TaskUndo.changed }
        try rows.remember(writing.change, subject: done, seq: nil)
        return UndoOutcome(tasks: try writing.found(undo.touched), change: done)
    }

    /// - Shape: `events` in the order in which they happened.
    package mutating func takeBack(_ events: [LoggedChange]) throws {
        for event in events.reversed() { try takeBack(event) }
        try finish()
    }

    private mutating func takeBack(_ event: LoggedChange) throws {
        if event.kind.isOfLabelsLife || event.isOfMadeLabel { try LabelChanges(writing).takeBack(event) }
        guard let id = event.subject, event.kind.subject == .task else { return }
        if !touched.contains(id) { touched.append(id) }
        if event.kind != .taskDeleted { try restore() }
        switch event.kind {
        case .taskCreated, .taskRestored, .taskImported: try unmake(id, event)
        case .taskDeleted: deleted.append(event)
        case .commentAdded, .commentChanged, .commentRemoved:
            try CommentChanges(writing).takeBack(event, of: stored(id))
        default: try goBack(id, event)
        }
    }

    /// - Errors: `.conflict` where tasks would stand to each other as they may not.
    private mutating func finish() throws {
        try restore()
        let placing = TaskPlacing(writing)
        for id in touched {
            guard try placing.stands(id) else { throw Self.changed }
        }
    }

    /// The task that an undo is about; one that is gone, or gone from sight, has changed.
    private func stored(_ id: TaskItem.ID) throws -> TaskItem {
        guard let task = try rows.task(id, seenBy: writing.rights.accountId) else { throw Self.changed }
        return task
    }

    /// A task that came into being goes, if it is still what it was then and nothing hangs on it that came later.
    private mutating func unmake(_ id: TaskItem.ID, _ event: LoggedChange) throws {
        let task = try stored(id)
        var made = try TaskContent.read(event.content, id: id, version: 1, at: writing.change.instant)
        made.blockedBy.removeAll(where: unmade.contains)
        // Written before there were inboxes, it is where it was put then.
        if made.place == nil { made.place = task.place }
        let comments = try rows.comments(of: id)
        guard TaskContent.isSame(task, made), task.subtasks.total == 0,
            CommentRow.areSame(comments, event.content["comments"]?.items ?? [], taskId: id),
            Set(task.blocks).isSubset(of: event.content["blocks"]?.integers ?? [])
        else { throw Self.changed }
        try TaskDiscarding(writing).discard(id, nil, lyingAs: event.content["trash"]?.integer)
        unmade.insert(id)
    }

    /// Brings back what has gone, as it went, if it still lies in the trash as it went.
    private mutating func restore() throws {
        guard !deleted.isEmpty else { return }
        let pieces = try deleted.map { event -> TaskPiece in
            guard let id = event.subject, let entry = try rows.trashEntry(id),
                entry.seq == event.content["trash"]?.integer ?? event.seq
            else { throw Self.changed }
            return TaskPiece(id: id, seq: entry.seq, place: entry.place, content: event.content)
        }
        deleted = []
        var restoring = TaskRestoring(writing)
        do {
            try restoring.restore(TaskPiece.parentsFirst(pieces))
        } catch let failure as Failure where failure.kind == .notFound {
            throw Self.changed
        }
        guard restoring.missing.isEmpty else { throw Self.changed }
    }

    private func goBack(_ id: TaskItem.ID, _ event: LoggedChange) throws {
        guard let before = event.content["from"]?.object, let now = event.content["to"]?.object else { return }
        let old = try stored(id)
        try writing.rights.require(.editor, on: old)
        guard TaskContent.holds(old, now: now, before: before) else { throw Self.changed }
        var new = old
        try TaskContent.goBack(&new, now: now, before: before)
        var left = new
        guard try TaskRemains(rows).leaveOut(&left).isEmpty else { throw Self.changed }
        try requireRights(old, &new)
        try TaskEditing(writing).finish(&new, was: old, kind(old, new))
    }

    /// As whoever makes the same change by hand has them.
    private func requireRights(_ old: TaskItem, _ new: inout TaskItem) throws {
        let rights = writing.rights
        if new.projectId != nil { new.inboxId = nil }
        if new.place == nil { new.inboxId = try Inboxes(writing).own() }
        if new.place != old.place || new.parentId != old.parentId || new.externalId != old.externalId {
            try rights.requireKeeper(of: old)
        }
        try rights.requireMayAssign(old, new)
        guard new.place != old.place else { return }
        guard try rights.role(in: new.place) != nil else { throw Self.changed }
        if let project = new.projectId { try rights.require(.editor, in: project) }
    }

    private func kind(_ old: TaskItem, _ new: TaskItem) -> TaskEventKind {
        if old.status != .done, new.status == .done { return .taskCompleted }
        return !old.status.isLive && new.status.isLive ? .taskReopened : .taskChanged
    }
}
