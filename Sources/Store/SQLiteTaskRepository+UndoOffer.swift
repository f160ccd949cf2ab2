import Domain
import SQLite

extension SQLiteTaskRepository {
    public func undoOffer(_ seq: Int64, at instant: Instant, for caller: Caller) throws(Failure) -> UndoOffer? {
        try store.read { tx in
            guard try ChangeEvents.refusal(of: seq, to: caller, at: instant, tx) == nil else { return nil }
            var (kinds, subjects) = ([] as Set<EventKind>, [] as Set<TaskItem.ID>)
            var (title, isUndo) = (nil as String?, false)
            var label: (kind: EventKind, name: String)?
            try tx.each(
                SQL(
                    composed: """
                        SELECT kind, subject, json_extract(content, '$.undoes'),
                        coalesce(task.title, json_extract(content, '$.title'), ''), json_extract(content, '$.name')
                        FROM event JOIN eventBody ON eventBody.seq = event.seq
                        LEFT JOIN task ON task.id = subject AND kind IN \(EventKind.ofTasks)
                        WHERE \(ChangeEvents.range) AND \(Access.sight(of: "event.project")) ORDER BY event.seq
                        """), seq, caller.accountId
            ) { row in
                let kind: EventKind = try row[0]
                if kind.isOfLabelsLife {
                    label = (kind, try row[4])
                    isUndo = try (row[2] as Int64?) != nil
                }
                guard kind.isOfTask else { return }
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
}
