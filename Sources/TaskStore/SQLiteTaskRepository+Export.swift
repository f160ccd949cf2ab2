import Domain
import SQLite
import Store
import TaskChanges
import TaskDomain

extension SQLiteTaskRepository: ExportRepository {
    package func exportTasks(
        _ query: TaskQuery?, after id: TaskItem.ID, limit: Int, for caller: Caller
    ) throws(Failure) -> [ExportedTask] {
        try store.read { tx in
            let access = Access(caller)
            let found = try query.map { try Self.meant(by: $0, after: id, limit, access, tx) }
            let tasks = try Self.withParts(found ?? Self.all(after: id, limit, access, tx), access, tx)
            let comments = try Self.comments(of: tasks.map(\.id), tx)
            return tasks.map { ExportedTask(task: $0, comments: comments[$0.id] ?? []) }
        }
    }

    private static func meant(
        by query: TaskQuery, after id: TaskItem.ID, _ limit: Int, _ access: Access, _ tx: ReadTransaction
    ) throws -> [TaskItem] {
        let asked = try ListConditions(query.filter, query.frame, access, tx, isRanked: query.filter.sort.isEmpty)
        if let search = asked.search {
            return try tasks(TaskSearch(search, asked, tx).tasks(beyond: id, limit: limit), tx)
        }
        return try tx.all(
            SQL(
                composed: """
                    SELECT \(TaskColumn.selected) FROM task
                    WHERE \(asked.conditions.joined(separator: " AND ")) AND task.id > ? ORDER BY task.id LIMIT ?
                    """), values: asked.values + [id, limit], row: TaskColumn.task)
    }

    private static func all(
        after id: TaskItem.ID, _ limit: Int, _ access: Access, _ tx: ReadTransaction
    ) throws -> [TaskItem] {
        try tx.all(
            SQL(
                composed:
                    "SELECT \(TaskColumn.selected) FROM task WHERE task.id > ? AND \(Access.sight) ORDER BY task.id LIMIT ?"
            ),
            values: [id] + access.who + [limit], row: TaskColumn.task)
    }

    /// Most tasks have none, and those are not asked for one by one.
    private static func comments(of ids: [TaskItem.ID], _ tx: ReadTransaction) throws -> [TaskItem.ID: [Comment]] {
        let commented: [TaskItem.ID] = try tx.all(selectCommented, IDList(ids)) { try $0[0] }
        var found: [TaskItem.ID: [Comment]] = [:]
        for id in commented { found[id] = try named(try CommentRow.all(of: id, tx), tx) }
        return found
    }

    private static let selectCommented = SQL(
        kept: "SELECT DISTINCT taskId FROM comment WHERE taskId IN (\(IDList.rows))")
}
