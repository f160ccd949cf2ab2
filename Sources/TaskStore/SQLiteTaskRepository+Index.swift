import Domain
import SQLite
import TaskDomain

extension SQLiteTaskRepository {
    /// Fills the index from the tasks, for a database that was made before it.
    package static func indexAll(_ tx: WriteTransaction) throws {
        var last: TaskItem.ID = 0
        while true {
            let tasks = try tx.all(
                "SELECT id, title, description FROM task WHERE id > ? ORDER BY id LIMIT 500", last
            ) { row in (id: try row[0] as TaskItem.ID, title: try row[1] as String, text: try row[2] as String) }
            guard let end = tasks.last else { return }
            for task in tasks { try TaskIndex.add(task.id, title: task.title, description: task.text, tx) }
            last = end.id
        }
    }
}
