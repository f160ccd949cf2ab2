import Domain
import JSON
import SQLite
import Store
import TaskDomain

extension SQLiteTaskRepository {
    package func undo(_ seq: Int64, by change: Change) throws(Failure) -> UndoOutcome {
        try writing(change, undoes: seq) { writing in
            if let known = try RetryLog.subject(of: change, writing.tx) {
                let events = try ChangeEvents.all(known, writing.tx)
                return UndoOutcome(tasks: try writing.found(events.compactMap(\.subject)), change: known)
            }
            let events = try ChangeEvents.of(seq, by: change, writing.tx)
            var undo = TaskUndo(self, writing)
            for event in events.reversed() { try undo.takeBack(event) }
            try undo.finish()
            guard let done = writing.seq else { throw TaskUndo.changed }
            try RetryLog.remember(change, subject: done, writing.tx)
            return UndoOutcome(tasks: try writing.found(undo.touched), change: done)
        }
    }
}

/// Takes the events of one change back, the last one first.
///
/// Between two of them tasks may stand as they never should, a subtask in another project than its parent; so how they
/// stand to each other is looked at when all of it is done.
struct TaskUndo {
    private let repository: SQLiteTaskRepository
    private let writing: TaskWriting
    /// The caller's; a label that went from every task comes back to every task.
    private let access: Access
    private(set) var touched: [TaskItem.ID] = []
    /// Deleted side by side, so they come back together: one may be the other's parent, or wait for it.
    private var deleted: [LoggedChange] = []
    /// Tasks that have gone, which nothing waits for any more.
    private var unmade: Set<TaskItem.ID> = []

    static var changed: Failure { Failure(.changed, field: "change", kind: .conflict) }

    init(_ repository: SQLiteTaskRepository, _ writing: TaskWriting) {
        (self.repository, self.writing, access) = (repository, writing, writing.access)
    }

    mutating func takeBack(_ event: LoggedChange) throws {
        if event.kind.isOfLabelsLife || event.isOfMadeLabel { try LabelRow.takeBack(event, writing) }
        guard let id = event.subject, event.kind.subject == .task else { return }
        if !touched.contains(id) { touched.append(id) }
        if event.kind != .taskDeleted { try restore() }
        switch event.kind {
        case .taskCreated, .taskRestored, .taskImported: try unmake(id, event)
        case .taskDeleted: deleted.append(event)
        case .commentAdded, .commentChanged, .commentRemoved:
            try CommentRow.takeBack(event, of: stored(id), writing)
        default: try goBack(id, event)
        }
    }

    /// - Errors: `.conflict` where tasks would stand to each other as they may not.
    mutating func finish() throws {
        try restore()
        let placing = TaskPlacing(writing)
        for id in touched {
            guard try placing.stands(id) else { throw Self.changed }
        }
    }

    /// The task that an undo is about; one that is gone, or gone from sight, has changed.
    private func stored(_ id: TaskItem.ID) throws -> TaskItem {
        do {
            return try SQLiteTaskRepository.find(id, access, writing.tx)
        } catch let failure as Failure where failure.kind == .notFound {
            throw Self.changed
        }
    }

    /// A task that came into being goes, if it is still what it was then and nothing hangs on it that came later.
    private mutating func unmake(_ id: TaskItem.ID, _ event: LoggedChange) throws {
        let task = try stored(id)
        var made = try TaskContent.read(event.content, id: id, version: 1, at: writing.change.instant)
        made.blockedBy.removeAll(where: unmade.contains)
        // Written before there were inboxes, it is where it was put then.
        if made.place == nil { made.place = task.place }
        let comments = try CommentRow.all(of: id, writing.tx)
        guard TaskContent.isSame(task, made), task.subtasks.total == 0,
            CommentRow.areSame(comments, event.content["comments"]?.items ?? [], taskId: id),
            Set(task.blocks).isSubset(of: event.content["blocks"]?.integers ?? [])
        else { throw Self.changed }
        try repository.delete(id, nil, writing, lyingAs: event.content["trash"]?.integer)
        unmade.insert(id)
    }

    /// Whatever has gone comes back as it went, if it still lies in the trash as it went.
    private mutating func restore() throws {
        guard !deleted.isEmpty else { return }
        let pieces = try deleted.map { event -> TaskPiece in
            guard let id = event.subject, let entry = try TrashEntry.find(id, writing.tx),
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
        try access.require(.editor, on: old, writing.tx)
        guard TaskContent.holds(old, now: now, before: before) else { throw Self.changed }
        var new = old
        try TaskContent.goBack(&new, now: now, before: before)
        var left = new
        guard try TaskRemains(writing.tx).leaveOut(&left).isEmpty else { throw Self.changed }
        try requireRights(old, &new)
        try repository.finish(&new, was: old, kind(old, new), writing)
    }

    /// As whoever makes the same change by hand has them.
    private func requireRights(_ old: TaskItem, _ new: inout TaskItem) throws {
        if new.projectId != nil { new.inboxId = nil }
        if new.place == nil { new.inboxId = try Inboxes(writing.access, writing.tx).own() }
        if new.place != old.place || new.parentId != old.parentId || new.externalId != old.externalId {
            try access.requireKeeper(of: old, writing.tx)
        }
        try access.requireMayAssign(old, new, writing.tx)
        guard new.place != old.place else { return }
        guard try access.role(in: new.place, writing.tx) != nil else { throw Self.changed }
        if let project = new.projectId { try access.require(.editor, in: project, writing.tx) }
    }

    private func kind(_ old: TaskItem, _ new: TaskItem) -> TaskEventKind {
        if old.status != .done, new.status == .done { return .taskCompleted }
        return !old.status.isLive && new.status.isLive ? .taskReopened : .taskChanged
    }
}

extension TaskEventKind {
    /// A label went from all its tasks, or came back to them.
    var isOfLabelsLife: Bool { self == .labelDeleted || self == .labelRestored }
}

/// An event of tasks as it stands in the log.
struct LoggedChange {
    let seq: Int64
    let kind: TaskEventKind
    let subject: Int64?
    let content: JSONObject

    /// A label that the change has made on its way, or one whose coming and going another's undo has brought about: it
    /// is not what the change was about.
    var isOfMadeLabel: Bool {
        kind == .labelCreated || kind.isOfLabelsLife && content["made"] != nil
    }

}

/// All events of one change.
enum ChangeEvents {
    /// The events of a change; of an import, those of all its batches and ties.
    ///
    /// - Errors: `.notFound` for what is no change of the caller's; `.conflict` when it is older than ten minutes.
    static func of(_ seq: Int64, by change: Change, _ tx: ReadTransaction) throws -> [LoggedChange] {
        if let refusal = try refusal(of: seq, to: change.caller, at: change.instant, tx) { throw refusal }
        let events = try all(seq, tx)
        guard let first = events.first, first.seq == seq, first.content["with"] == nil else { throw Failure.notFound }
        guard first.kind == .importFinished else { return events }
        let changes = first.content["changes"]?.integers ?? []
        guard !changes.isEmpty else { throw Failure.notFound }
        return try changes.flatMap { try all($0, tx) }
    }

    /// The event of this number and those that belong to it, whoever made them; empty where there is none.
    static func all(_ seq: Int64, _ tx: ReadTransaction) throws -> [LoggedChange] {
        var events: [LoggedChange] = []
        try tx.each(
            SQL(
                composed: """
                    SELECT event.seq, kind, subject, content FROM event JOIN eventBody ON eventBody.seq = event.seq
                    WHERE \(range) ORDER BY event.seq
                    """), seq
        ) { row in
            events.append(
                LoggedChange(
                    seq: try row[0], kind: try row[1], subject: try row[2], content: try EventBody.read(try row[3])))
        }
        return events
    }

    /// The events of the change `?1`: they lie side by side.
    static let range = """
        event.seq >= ?1 AND event.seq < coalesce((
            SELECT e.seq FROM event e LEFT JOIN eventBody b ON b.seq = e.seq
            WHERE e.seq > ?1 AND CAST(b.content ->> 'with' AS BIGINT) IS DISTINCT FROM ?1 ORDER BY e.seq LIMIT 1), ?1 + 1000000)
        """

    /// Why a caller cannot take a change back, as far as its first event tells; nil where nothing is against it.
    static func refusal(
        of seq: Int64, to caller: Caller, at instant: Instant, _ tx: ReadTransaction
    ) throws -> Failure? {
        let first = try tx.one("SELECT at, actor, area FROM event WHERE seq = ?", seq) { row in
            (at: try row[0] as Instant, actor: try row[1] as EventActor, area: try row[2] as String)
        }
        guard let first, first.actor == caller.actor, first.area == TaskEventKind.area.rawValue else {
            return .notFound
        }
        guard UndoRules.isInTime(first.at, at: instant) else {
            return Failure(.tooLate, field: "change", kind: .conflict)
        }
        return nil
    }
}
