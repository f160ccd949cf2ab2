import Domain
import SQLite

/// The tasks in SQLite; the contract in `Domain` says what each function does.
public struct SQLiteTaskRepository: TaskRepository {
    let store: Store

    public func find(_ id: TaskItem.ID, for caller: Caller) throws(Failure) -> TaskItem {
        try store.read { tx in try Self.find(id, tx) }
    }

    static let columns =
        "id, title, description, status, priority, externalId, createdAt, updatedAt, completedAt, version"

    /// - Errors: `.notFound`.
    static func find(_ id: TaskItem.ID, _ tx: ReadTransaction) throws -> TaskItem {
        let found = try tx.one(
            """
            SELECT id, title, description, status, priority, externalId, createdAt, updatedAt, completedAt, version
            FROM task WHERE id = ?
            """, id, row: item)
        guard var task = found else { throw Failure.notFound }
        task.steps = try tx.all("SELECT id, title, done FROM step WHERE taskId = ? ORDER BY position", id) { row in
            TaskStep(id: try row[0], title: try row[1], done: try row[2])
        }
        return task
    }

    /// A row of `columns`, without its steps.
    static func item(_ row: borrowing Row) throws -> TaskItem {
        TaskItem(
            id: try row[0], title: try row[1], description: try row[2], status: try row[3], priority: try row[4],
            externalId: try row[5], createdAt: try row[6], updatedAt: try row[7], completedAt: try row[8],
            version: try row[9])
    }

    /// Gives each task its steps, with one statement for all of them.
    static func withSteps(_ tasks: [TaskItem], _ tx: ReadTransaction) throws -> [TaskItem] {
        guard !tasks.isEmpty else { return [] }
        let ids = "[" + tasks.map { String($0.id) }.joined(separator: ",") + "]"
        var steps: [TaskItem.ID: [TaskStep]] = [:]
        try tx.each(
            """
            SELECT taskId, id, title, done FROM step WHERE taskId IN (SELECT value FROM json_each(?))
            ORDER BY taskId, position
            """, ids
        ) { row in
            let step = TaskStep(id: try row[1], title: try row[2], done: try row[3])
            steps[try row[0], default: []].append(step)
        }
        return tasks.map { task in
            var task = task
            task.steps = steps[task.id] ?? []
            return task
        }
    }
}
