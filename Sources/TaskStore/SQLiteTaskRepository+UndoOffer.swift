import Domain
import SQLite
import Store
import TaskChanges
import TaskDomain

extension SQLiteTaskRepository {
    package func undoOffer(_ seq: Int64, at instant: Instant, for caller: Caller) throws(Failure) -> UndoOffer? {
        try store.read { tx in
            let events = ChangeEvents(SQLiteSnapshotRows(reading: tx))
            guard try events.refusal(of: seq, to: caller, at: instant) == nil else { return nil }
            if let offer = try Self.offerOfImport(seq, tx) { return offer }
            var (kinds, subjects) = ([] as Set<TaskEventKind>, [] as Set<TaskItem.ID>)
            var (title, isUndo) = (nil as String?, false)
            var label: (kind: TaskEventKind, name: String)?
            try tx.each(
                SQL(
                    composed: """
                        SELECT kind, event.subject, CAST(content ->> 'undoes' AS BIGINT),
                        coalesce(task.title, content ->> 'title', ''), content ->> 'name', content ->> 'made'
                        FROM event JOIN eventBody ON eventBody.seq = event.seq
                        LEFT JOIN task ON task.id = subject AND \(TaskEventKind.concerns(.task, in: "kind"))
                        LEFT JOIN trash ON trash.taskId = subject AND \(TaskEventKind.concerns(.task, in: "kind"))
                        WHERE \(EventLog.ofChange)
                            AND \(Access.sightOfEvent("event", task: "task", trash: "trash")) ORDER BY event.seq
                        """), values: [seq] + Access(caller).who
            ) { row in
                guard let kind = TaskEventKind(try row[0]) else { return }
                if kind.isOfLabelsLife, try (row[5] as Bool?) == nil {
                    label = (kind, try row[4])
                    isUndo = try (row[2] as Int64?) != nil
                }
                guard kind.subject == .task else { return }
                kinds.insert(kind)
                subjects.insert(try row[1])
                isUndo = try (row[2] as Int64?) != nil
                title = try title ?? row[3]
            }
            if let label {
                return UndoOffer(change: seq, kind: label.kind, count: 1, title: label.name, isUndo: isUndo)
            }
            guard let title, let kind = kinds.first else { return nil }
            return UndoOffer(
                change: seq, kind: kinds.count == 1 ? kind : .taskChanged, count: subjects.count, title: title,
                isUndo: isUndo)
        }
    }

    /// - Shape: nil for what is no import, or one that is too large to be taken back at once.
    private static func offerOfImport(_ seq: Int64, _ tx: ReadTransaction) throws -> UndoOffer? {
        let found = try tx.one(
            """
            SELECT CAST(body.content ->> 'created' AS BIGINT) + CAST(body.content ->> 'updated' AS BIGINT),
                coalesce(task.title, first.content ->> 'title', '')
            FROM event JOIN eventBody body ON body.seq = event.seq
            LEFT JOIN eventBody first ON first.seq = (
                SELECT min(e.seq) FROM event e WHERE e.seq >= CAST(body.content -> 'changes' ->> 0 AS BIGINT)
                AND e.kind IN ('task_imported', 'task_changed', 'comment_added'))
            LEFT JOIN event told ON told.seq = first.seq LEFT JOIN task ON task.id = told.subject
            WHERE event.seq = ? AND event.kind = 'import_finished'
                AND body.content -> 'changes' ->> 0 IS NOT NULL
            """, seq
        ) { row in (count: try row[0] as Int, title: try row[1] as String) }
        return found.map {
            UndoOffer(change: seq, kind: .taskImported, count: $0.count, title: $0.title, isUndo: false)
        }
    }
}
