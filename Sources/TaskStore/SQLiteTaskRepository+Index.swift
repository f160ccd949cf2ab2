import Domain
import SQLite
import TaskDomain

extension SQLiteTaskRepository {
    /// Fills the index from the tasks and comments, for a database that was made before it.
    package static func indexAll(_ tx: WriteTransaction) throws {
        try forEach("SELECT id FROM task WHERE id > ? ORDER BY id LIMIT 500", tx) { id in
            if let task = try IndexedTask(stored: id, tx) { try TaskIndex.add(task, tx) }
        }
        try forEach("SELECT id FROM comment WHERE id > ? ORDER BY id LIMIT 500", tx) { id in
            if let comment = try IndexedComment(stored: id, tx) { try TaskIndex.add(comment, tx) }
        }
    }

    private static func forEach(_ statement: SQL, _ tx: WriteTransaction, _ body: (Int64) throws -> Void) throws {
        var last: Int64 = 0
        while true {
            let ids = try tx.all(statement, last) { row in try row[0] as Int64 }
            guard let end = ids.last else { return }
            for id in ids { try body(id) }
            last = end
        }
    }
}

extension IndexedTask {
    /// As it is stored; nil where it is not there.
    init?(stored id: TaskItem.ID, _ tx: ReadTransaction) throws {
        let task = try tx.one("SELECT title, description FROM task WHERE id = ?", id) { row in
            (title: try row[0] as String, description: try row[1] as String)
        }
        guard let task else { return nil }
        let steps = try tx.all("SELECT title FROM step WHERE taskId = ? ORDER BY position", id) { row in
            try row[0] as String
        }
        self.init(id, title: task.title, description: task.description, steps: steps)
    }
}

extension IndexedComment {
    /// As it is stored; nil where it is not there.
    init?(stored id: Int64, _ tx: ReadTransaction) throws {
        let comment = try tx.one("SELECT taskId, text FROM comment WHERE id = ?", id) { row in
            (task: try row[0] as TaskItem.ID, text: try row[1] as String)
        }
        guard let comment else { return nil }
        self.init(id, of: comment.task, comment.text)
    }
}
