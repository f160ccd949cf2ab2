import Domain
import SQLite
import Store
import TaskDomain

/// The tasks below a task, as far as the caller sees them.
extension SQLiteTaskRepository {
    package func subtasks(of id: TaskItem.ID, limit: Int, for caller: Caller) throws(Failure) -> [TaskItem] {
        try store.read { tx in
            let access = Access(caller)
            _ = try Self.find(id, access, tx)
            let found = try tx.all(
                SQL(
                    composed: """
                        SELECT \(TaskColumn.selected) FROM task WHERE task.parentId = ? AND \(Access.sight)
                        ORDER BY task.id LIMIT ?
                        """), values: [id] + access.who + [limit], row: TaskColumn.task)
            return try Self.withParts(found, access, tx)
        }
    }

    package func countBelow(_ id: TaskItem.ID, for caller: Caller) throws(Failure) -> Int {
        try store.read { tx in
            let access = Access(caller)
            _ = try Self.find(id, access, tx)
            return try tx.value(
                SQL(
                    composed: """
                        WITH RECURSIVE down (id) AS (
                            SELECT id FROM task WHERE parentId = ?
                            UNION SELECT task.id FROM down JOIN task ON task.parentId = down.id)
                        SELECT count(*) FROM down JOIN task ON task.id = down.id WHERE \(Access.sight)
                        """), values: [id] + access.who) ?? 0
        }
    }
}
