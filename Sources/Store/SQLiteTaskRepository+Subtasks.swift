import Domain
import SQLite

/// What stands below a task. Subtasks are in its project, so whoever sees it sees them.
extension SQLiteTaskRepository {
    public func subtasks(of id: TaskItem.ID, limit: Int, for caller: Caller) throws(Failure) -> [TaskItem] {
        try store.read { tx in
            let access = Access(caller)
            _ = try Self.find(id, access, tx)
            let found = try tx.all(
                SQL(
                    composed: """
                        SELECT \(Self.columns) FROM task WHERE task.parentId = ? AND \(Access.sight)
                        ORDER BY task.id LIMIT ?
                        """), id, access.accountId, limit, row: Self.item)
            return try Self.complete(found, access, tx)
        }
    }

    public func countBelow(_ id: TaskItem.ID, for caller: Caller) throws(Failure) -> Int {
        try store.read { tx in
            _ = try Self.find(id, Access(caller), tx)
            return try tx.value(
                """
                WITH RECURSIVE down (id) AS (
                    SELECT id FROM task WHERE parentId = ?
                    UNION SELECT task.id FROM down JOIN task ON task.parentId = down.id)
                SELECT count(*) FROM down
                """, id) ?? 0
        }
    }
}
