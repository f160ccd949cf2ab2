import Domain
import SQLite

extension SQLiteTaskRepository {
    public func overview(for caller: Caller, at instant: Instant) throws(Failure) -> TaskOverview {
        try store.read { tx in
            TaskOverview(
                counts: try Self.counts(tx), active: try Self.section(.active, tx),
                open: try Self.section(.open, tx), waiting: try Self.section(.waiting, tx),
                recentlyDone: try Self.recentlyDone(tx), donePerDay: try Self.donePerDay(instant, tx),
                activity: try Self.activity(tx))
        }
    }

    private static func counts(_ tx: ReadTransaction) throws -> [TaskStatus: Int] {
        let pairs = try tx.all("SELECT status, count FROM taskCount") { row in
            (try row[0] as TaskStatus, try row[1] as Int)
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    private static func section(_ status: TaskStatus, _ tx: ReadTransaction) throws -> [TaskItem] {
        let tasks = try tx.all(
            """
            SELECT id, title, '', status, priority, externalId, createdAt, updatedAt, completedAt, version
            FROM task WHERE status = ? ORDER BY priority, id DESC LIMIT 50
            """, status, row: item)
        return try withSteps(tasks, tx)
    }

    private static func recentlyDone(_ tx: ReadTransaction) throws -> [TaskItem] {
        try tx.all(
            """
            SELECT id, title, '', status, priority, externalId, createdAt, updatedAt, completedAt, version
            FROM task WHERE completedAt IS NOT NULL ORDER BY completedAt DESC LIMIT 5
            """, row: item)
    }

    /// 14 numbers, today's last.
    private static func donePerDay(_ instant: Instant, _ tx: ReadTransaction) throws -> [Int] {
        let today = instant.seconds / 86_400
        var days = [Int](repeating: 0, count: 14)
        try tx.each("SELECT day, count FROM doneOnDay WHERE day BETWEEN ? AND ?", today - 13, today) { row in
            let place = 13 - Int(today - (try row[0] as Int64))
            if days.indices.contains(place) { days[place] = try row[1] }
        }
        return days
    }

    private static func activity(_ tx: ReadTransaction) throws -> [Activity] {
        try tx.all(
            """
            SELECT a.name, e.kind, t.id, coalesce(t.title, json_extract(b.content, '$.title'), ''), e.at
            FROM event e INDEXED BY eventOfActivity
            LEFT JOIN account a ON e.actor = 'account:' || a.id AND a.id = CAST(substr(e.actor, 9) AS INTEGER)
            LEFT JOIN task t ON t.id = e.subject
            LEFT JOIN eventBody b ON b.seq = e.seq
            WHERE e.area = 'tasks' AND e.kind <> 'task_imported' ORDER BY e.seq DESC LIMIT 8
            """
        ) { row in
            Activity(actor: try row[0], kind: try row[1], taskId: try row[2], title: try row[3], at: try row[4])
        }
    }
}
