import Domain

/// The history of tasks, read from the event log.
///
/// - Source: `docs/design/0006-tasks.md`; tables `event`, `eventBody` and `trash`.
package protocol TaskHistoryRepository: Sendable {
    /// The history of a task, the latest first.
    ///
    /// - Shape: at most `limit` entries, older than the event `before`.
    /// - Errors: `.notFound` if the task is absent or hidden; one in the trash is absent.
    func history(
        of id: TaskItem.ID, before: Int64?, limit: Int, for caller: Caller
    ) throws(Failure) -> [HistoryEntry]

    /// Takes a change back: every part that it changed, of every task.
    ///
    /// - Shape: the tasks as they are now; one that is in the trash is left out. The undo is a change of its own.
    /// - Errors: `.notFound` for what is no change of the caller's; `.conflict` when it is older than ten minutes, or
    ///   when a part is no longer as the change left it. Events as the changes back have them, each with `undoes`.
    func undo(_ seq: Int64, by change: Change) throws(Failure) -> UndoOutcome

    /// The offer by which a page tells of a change that has just been made.
    ///
    /// - Shape: nil where the caller could not take it back at that moment: it is another's, or older than ten minutes,
    ///   or no change of tasks. Whether something has changed since, only taking it back tells.
    func undoOffer(_ seq: Int64, at instant: Instant, for caller: Caller) throws(Failure) -> UndoOffer?

    /// Deleted tasks that the caller could restore, the latest first.
    func trash(before: Int64?, limit: Int, for caller: Caller) throws(Failure) -> [TrashedTask]

    /// Writes a deleted task back under its own number, with those of its subtasks that were deleted with it.
    ///
    /// - Shape: `missing` names what it had and what is gone by now.
    /// - Errors: `.notFound` if it is not in the trash, or hidden. Event `task_restored` for each.
    func restore(_ id: TaskItem.ID, by change: Change) throws(Failure) -> RestoreOutcome

    /// Forgets deleted tasks for good: their events stay, the bodies go.
    ///
    /// - Shape: how many.
    func purgeTrash(deletedBefore instant: Instant, by change: Change) throws(Failure) -> Int

    /// The changes of the tasks that the caller may see, in order, after an event: for clients that keep a copy.
    ///
    /// - Shape: at most `limit` changes; `last` is what to ask after next, also where nothing was visible.
    /// - Errors: `.conflict` on `after` for a number that the log has not reached.
    func changes(after seq: Int64, limit: Int, for caller: Caller) throws(Failure) -> TaskChanges
}

package struct HistoryEntry: Sendable, Equatable {
    /// The number of the change, by which it can be taken back.
    package let seq: Int64
    /// The number of this event of the change; goes into `before` of the next page.
    package let event: Int64
    package let at: Instant
    /// The account's name; nil when a program of the operator did it, or the account is gone.
    package let actor: String?
    /// The maker of the token by which the actor acted, where that was somebody else.
    package let tokenMaker: String?
    package let kind: TaskEventKind
    package let parts: [Part]
    /// The change is one by whoever asks that has not been taken back yet; for ten minutes it can be.
    package let isUndoable: Bool
    /// The change took another one back.
    package let isUndo: Bool
    /// The version of the task that it made; nil where it made none, where that is not known any more, and where the
    /// reader is told only a part of what it changed.
    package let version: Int64?

    /// One thing that changed, as it was and as it is, in the words of JSON; nil where there was none.
    package struct Part: Sendable, Equatable {
        package let name: String
        package let from: String?
        package let to: String?

        package init(name: String, from: String?, to: String?) {
            self.name = name
            self.from = from
            self.to = to
        }
    }

    package init(
        seq: Int64, event: Int64? = nil, at: Instant, actor: String?, kind: TaskEventKind, parts: [Part],
        isUndoable: Bool,
        isUndo: Bool = false, tokenMaker: String? = nil, version: Int64? = nil
    ) {
        self.version = version
        self.tokenMaker = tokenMaker
        self.seq = seq
        self.event = event ?? seq
        self.at = at
        self.actor = actor
        self.kind = kind
        self.parts = parts
        self.isUndoable = isUndoable
        self.isUndo = isUndo
    }
}

package struct UndoOutcome: Sendable, Equatable {
    package let tasks: [ChangedTask]
    /// By which the undo is undone.
    package let change: Int64

    package init(tasks: [ChangedTask], change: Int64) {
        self.tasks = tasks
        self.change = change
    }
}

package struct TrashedTask: Identifiable, Sendable, Equatable {
    package let id: TaskItem.ID
    package let seq: Int64
    package let title: String
    package let projectId: Int64?
    /// The name of whose inbox it was in.
    package let inbox: String?
    package let deletedAt: Instant
    /// The account that deleted it; nil for a program of the operator.
    package let actor: String?

    package init(
        id: TaskItem.ID, seq: Int64, title: String, projectId: Int64?, inbox: String? = nil, deletedAt: Instant,
        actor: String?
    ) {
        self.id = id
        self.seq = seq
        self.title = title
        self.projectId = projectId
        self.inbox = inbox
        self.deletedAt = deletedAt
        self.actor = actor
    }

    /// - Units: seconds that a task stays in the trash.
    package static let lifetime: Int64 = 30 * 86_400
}

package struct RestoreOutcome: Sendable, Equatable {
    package let task: TaskItem
    package let change: Int64
    /// Names of the fields of which something could not come back: `projectId`, `labels`, …
    package let missing: [String]

    package init(task: TaskItem, change: Int64, missing: [String]) {
        self.task = task
        self.change = change
        self.missing = missing
    }
}

package struct TaskChanges: Sendable, Equatable {
    package struct Entry: Sendable, Equatable {
        package let seq: Int64
        package let at: Instant
        package let kind: TaskEventKind
        package let taskId: TaskItem.ID
        /// The task as it is now; nil when it is gone, or gone from the caller's sight.
        package let task: TaskItem?

        package init(seq: Int64, at: Instant, kind: TaskEventKind, taskId: TaskItem.ID, task: TaskItem?) {
            self.seq = seq
            self.at = at
            self.kind = kind
            self.taskId = taskId
            self.task = task
        }
    }

    package let entries: [Entry]
    package let last: Int64
    /// There is more to ask for.
    package let hasMore: Bool

    package init(entries: [Entry], last: Int64, hasMore: Bool) {
        self.entries = entries
        self.last = last
        self.hasMore = hasMore
    }
}
