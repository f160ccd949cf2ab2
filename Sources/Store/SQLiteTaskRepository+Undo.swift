import Domain
import JSON
import SQLite

extension SQLiteTaskRepository {
    public func undo(_ seq: Int64, by change: Change) throws(Failure) -> UndoOutcome {
        try writing(change, undoes: seq) { writing in
            let events = try ChangeEvents.of(seq, by: change, writing.tx)
            var touched: [TaskItem.ID] = []
            for event in events.reversed() {
                try takeBack(event, writing)
                // A label that was made on the way has a number too, and it is no task's.
                guard event.kind.isOfTask, let subject = event.subject, !touched.contains(subject) else { continue }
                touched.append(subject)
            }
            guard let done = writing.seq else { throw Failure(.changed, field: "change", kind: .conflict) }
            let tasks = try touched.compactMap { try writing.remaining($0) }
            return UndoOutcome(tasks: tasks, change: done)
        }
    }

    private func takeBack(_ event: LoggedChange, _ writing: TaskWriting) throws {
        guard let id = event.subject else { return }
        switch event.kind {
        case .taskCreated, .taskRestored, .taskImported:
            let task = try stored(id, writing)
            let made = try TaskContent.read(event.content, id: id, version: 1, at: writing.change.instant)
            guard TaskContent.isSame(task, made), try Self.isAlone(task, writing.tx) else { throw Self.changed }
            try delete(id, nil, writing)
        case .taskDeleted:
            // Its subtasks come back with it, so their own events have nothing left to do.
            guard try TrashEntry.find(id, writing.tx) != nil else {
                if try Self.isStored(id, writing.tx) { return }
                throw Self.changed
            }
            if try event.content["with"] != nil && isSubtaskOfTrashed(event, writing.tx) { return }
            var missing: Set<String> = []
            try restore(id, writing, &missing)
        case .commentAdded, .commentChanged, .commentRemoved:
            try CommentRow.takeBack(event, writing)
        case _ where event.kind.isOfTask:
            try goBack(id, event, writing)
        default:
            // A label that a change has made on its way stays.
            break
        }
    }

    private func goBack(_ id: TaskItem.ID, _ event: LoggedChange, _ writing: TaskWriting) throws {
        guard let before = event.content["from"]?.object, let now = event.content["to"]?.object else { return }
        let old = try stored(id, writing)
        guard TaskContent.holds(old, now: now, before: before) else { throw Self.changed }
        var new = old
        try TaskContent.goBack(&new, now: now, before: before)
        guard try TaskRemains(writing.tx).leaveOut(&new).isEmpty else { throw Self.changed }
        if new.parentId != old.parentId || new.projectId != old.projectId {
            let placing = TaskPlacing(writing)
            try placing.place(&new, project: new.projectId, parent: new.parentId)
        }
        if new.blockedBy != old.blockedBy { new.blockedBy = try TaskPlacing(writing).blockers(new.blockedBy, of: new) }
        let kind: EventKind =
            old.status.isLive == new.status.isLive
            ? .taskChanged
            : new.status.isLive ? .taskReopened : .taskCompleted
        try finish(&new, was: old, kind, writing)
    }

    /// The task that an undo is about; one that is gone has changed.
    private func stored(_ id: TaskItem.ID, _ writing: TaskWriting) throws -> TaskItem {
        do {
            return try current(id, nil, writing)
        } catch let failure as Failure where failure.kind == .notFound {
            throw Self.changed
        }
    }

    /// A task on which nothing hangs that came after it.
    private static func isAlone(_ task: TaskItem, _ tx: ReadTransaction) throws -> Bool {
        let hangs: Bool? = try tx.value(
            "SELECT EXISTS (SELECT 1 FROM task WHERE parentId = ?1) OR EXISTS (SELECT 1 FROM comment WHERE taskId = ?1)",
            task.id)
        return hangs == false
    }

    private static func isStored(_ id: TaskItem.ID, _ tx: ReadTransaction) throws -> Bool {
        try tx.value("SELECT 1 FROM task WHERE id = ?", id) as Bool? == true
    }

    /// Whether a deleted task's parent lies in the trash by the same change, and will bring it back.
    private func isSubtaskOfTrashed(_ event: LoggedChange, _ tx: ReadTransaction) throws -> Bool {
        guard let parent = event.content["parentId"]?.integer, let entry = try TrashEntry.find(parent, tx) else {
            return false
        }
        return entry.change == event.content["with"]?.integer
    }

    private static var changed: Failure { Failure(.changed, field: "change", kind: .conflict) }
}

/// An event of tasks as it stands in the log.
struct LoggedChange {
    let seq: Int64
    let kind: EventKind
    let subject: Int64?
    let content: JSONObject
}

/// All events of one change.
enum ChangeEvents {
    /// - Errors: `.notFound` for what is no change of the caller's; `.conflict` when it is older than ten minutes.
    static func of(_ seq: Int64, by change: Change, _ tx: ReadTransaction) throws -> [LoggedChange] {
        if let refusal = try refusal(of: seq, to: change.caller, at: change.instant, tx) { throw refusal }
        let events = try all(seq, tx)
        guard events.first?.seq == seq, events.first?.content["with"] == nil else { throw Failure.notFound }
        return events
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
        event.seq >= ?1 AND event.seq < ifnull((
            SELECT e.seq FROM event e LEFT JOIN eventBody b ON b.seq = e.seq
            WHERE e.seq > ?1 AND json_extract(b.content, '$.with') IS NOT ?1 ORDER BY e.seq LIMIT 1), ?1 + 1000000)
        """

    /// Why a caller cannot take a change back, as far as its first event tells; nil where nothing is against it.
    static func refusal(
        of seq: Int64, to caller: Caller, at instant: Instant, _ tx: ReadTransaction
    ) throws -> Failure? {
        let first = try tx.one("SELECT at, actor, area FROM event WHERE seq = ?", seq) { row in
            (at: try row[0] as Instant, actor: try row[1] as String, area: try row[2] as String)
        }
        guard let first, first.actor == caller.actor, first.area == "tasks" else { return .notFound }
        guard first.at.adding(seconds: UndoRules.seconds) >= instant else {
            return Failure(.tooLate, field: "change", kind: .conflict)
        }
        return nil
    }
}
