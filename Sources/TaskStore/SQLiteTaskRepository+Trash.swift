import Domain
import JSON
import SQLite
import Store
import TaskDomain

extension SQLiteTaskRepository {
    @discardableResult
    package func delete(_ id: TaskItem.ID, ifVersion: Int64?, by change: Change) throws(Failure) -> Int64? {
        try writing(change) { writing in
            guard try RetryLog.subject(of: change, writing.tx) == nil else { return nil }
            try delete(id, ifVersion, writing)
            try RetryLog.remember(change, subject: id, writing.tx)
            return writing.seq
        }
    }

    /// Moves a task to the trash, and its subtasks after it.
    ///
    /// - Shape: `seq` is the event by which it lay there before, where that is to count again: its restoring was undone.
    func delete(
        _ id: TaskItem.ID, _ ifVersion: Int64?, _ writing: TaskWriting, lyingAs seq: Int64? = nil
    ) throws {
        let task = try current(id, ifVersion, writing)
        try writing.access.requireKeeper(of: task, writing.tx)
        writing.field = "subtasks"
        try discard(task, writing, lyingAs: seq)
        writing.field = "change"
    }

    private func discard(_ task: TaskItem, _ writing: TaskWriting, lyingAs before: Int64? = nil) throws {
        let tx = writing.tx
        // When it comes back, each tie is looked at for a circle; going, none is.
        try tx.count(work: 500 * (task.blockedBy.count + task.blocks.count))
        let subtasks: [TaskItem.ID] = try tx.all("SELECT id FROM task WHERE parentId = ? ORDER BY id", task.id) {
            try $0[0]
        }
        // The subtasks' rows go first, as they name this one; its event comes first, as it is restored first.
        let comments = try CommentRow.all(of: task.id, tx)
        let seq = try writing.append(.taskDeleted, subject: task.id, place: task.place) { out in
            TaskContent.write(task, to: &out)
            out.member("blocks", JSON.integers(task.blocks))
            CommentRow.write(comments, to: &out)
            if let before { out.member("trash", before) }
        }
        for id in subtasks { try discard(try Self.find(id, writing.access, tx), writing) }
        try remove(task, at: writing.change.instant, tx)
        try TrashEntry.add(task, before ?? seq, at: writing.change.instant, tx)
    }

    package func trash(before: Int64?, limit: Int, for caller: Caller) throws(Failure) -> [TrashedTask] {
        try store.read { tx in
            let access = Access(caller)
            return try tx.all(
                SQL(
                    composed: """
                        SELECT trash.taskId, trash.seq, content ->> 'title', trash.projectId, deletedAt,
                        account.name, (SELECT name FROM account a WHERE a.id = trash.inboxId)
                        FROM trash JOIN event ON event.seq = trash.seq JOIN eventBody ON eventBody.seq = trash.seq
                        LEFT JOIN account ON \(EventActor.isAccount("account.id", in: "event.actor"))
                        WHERE trash.seq < ? AND \(Access.reaches(Access.place(of: "trash")))
                        ORDER BY trash.seq DESC LIMIT ?
                        """), values: [before ?? Int64.max] + access.whoReaches + [limit]
            ) { row in
                TrashedTask(
                    id: try row[0], seq: try row[1], title: try row[2], projectId: try row[3], inbox: try row[6],
                    deletedAt: try row[4], actor: try row[5])
            }
        }
    }

    package func restore(_ id: TaskItem.ID, by change: Change) throws(Failure) -> RestoreOutcome {
        try writing(change, bringsBack: true) { writing in
            if let known = try RetryLog.subject(of: change, writing.tx) {
                let missing = try ChangeEvents.all(known, writing.tx).flatMap { $0.content["missing"]?.items ?? [] }
                return RestoreOutcome(
                    task: try writing.outcome(id).task, change: known,
                    missing: Set(missing.compactMap(\.string)).sorted())
            }
            guard let entry = try TrashEntry.find(id, writing.tx) else { throw Failure.notFound }
            var restoring = TaskRestoring(writing)
            try restoring.restore(entry.pieces(writing.tx))
            let outcome = try writing.outcome(id)
            try RetryLog.remember(change, subject: outcome.change ?? 0, writing.tx)
            return RestoreOutcome(
                task: outcome.task, change: outcome.change ?? 0, missing: restoring.missing.sorted())
        }
    }

    package func purgeTrash(deletedBefore instant: Instant, by change: Change) throws(Failure) -> Int {
        try Erasing(store, change).trash("deletedAt < ?", instant)
    }
}
