import Domain
import SQLite
import Store
import TaskChanges
import TaskDomain

/// The tasks in SQLite; the contracts in `TaskDomain` say what each function does.
package struct SQLiteTaskRepository: TaskRepository, TaskHistoryRepository {
    let store: Store

    package func find(_ id: TaskItem.ID, for caller: Caller) throws(Failure) -> TaskItem {
        try store.read { tx in
            let access = Access(caller)
            return try access.rights(tx).shown([try Self.find(id, access, tx)])[0]
        }
    }

    package func find(_ ids: [TaskItem.ID], for caller: Caller) throws(Failure) -> [TaskItem] {
        guard !ids.isEmpty else { return [] }
        return try store.read { tx in
            let access = Access(caller)
            let found = try tx.all(
                Self.selectSeen, access.accountId, IDList(ids), row: TaskColumn.task)
            let known = Dictionary(uniqueKeysWithValues: try Self.withParts(found, access, tx).map { ($0.id, $0) })
            return ids.compactMap { known[$0] }
        }
    }

    private static let selectSeen = SQL(
        kept: """
            SELECT \(TaskColumn.selected) FROM task
            WHERE id IN (\(IDList.rows(boundTo: "?2"))) AND \(Access.sightOfFirst)
            """)
    private static let selectOne = SQL(
        kept: "SELECT \(Access.sightOfFirst), \(TaskColumn.selected) FROM task WHERE id = ?2")

    /// A task with all that belongs to it, hidden blockers too.
    ///
    /// - Errors: `.notFound`, also for one that is hidden.
    static func find(_ id: TaskItem.ID, _ access: Access, _ tx: ReadTransaction) throws -> TaskItem {
        try known(id, access, tx).orNotFound()
    }

    /// - Shape: nil for one that is not there or hidden.
    static func known(_ id: TaskItem.ID, _ access: Access, _ tx: ReadTransaction) throws -> TaskItem? {
        var isHidden = false
        let found = try tx.one(selectOne, access.accountId, id) { row in
            isHidden = try !(row[0] as Bool)
            return try TaskColumn.task(row)
        }
        guard var task = found, !isHidden else { return nil }
        try TaskParts(of: [task], tx).fill(&task)
        return task
    }

    /// Gives each task what stands in other tables, with one statement for all of them, less what is hidden.
    static func withParts(_ tasks: [TaskItem], _ access: Access, _ tx: ReadTransaction) throws -> [TaskItem] {
        let parts = try TaskParts(of: tasks, tx)
        return try access.rights(tx).shown(
            tasks.map { task in
                var task = task
                parts.fill(&task)
                return task
            })
    }
}
