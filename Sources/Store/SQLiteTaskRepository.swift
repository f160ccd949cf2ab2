import Domain
import SQLite

/// The tasks in SQLite; the contracts in `Domain` say what each function does.
public struct SQLiteTaskRepository: TaskRepository, TaskHistoryRepository {
    let store: Store

    public func find(_ id: TaskItem.ID, for caller: Caller) throws(Failure) -> TaskItem {
        try store.read { tx in
            let access = Access(caller)
            return try access.shown([try Self.find(id, access, tx)], tx)[0]
        }
    }

    public func find(_ ids: [TaskItem.ID], for caller: Caller) throws(Failure) -> [TaskItem] {
        guard !ids.isEmpty else { return [] }
        return try store.read { tx in
            let access = Access(caller)
            let found = try tx.all(
                SQL(
                    composed: """
                        SELECT \(Self.columns) FROM task
                        WHERE id IN (SELECT value FROM json_each(?)) AND \(Access.sight)
                        """), "[" + ids.map { String($0) }.joined(separator: ",") + "]", access.accountId,
                row: Self.item)
            let known = Dictionary(uniqueKeysWithValues: try Self.complete(found, access, tx).map { ($0.id, $0) })
            return ids.compactMap { known[$0] }
        }
    }

    static let columns = """
        task.id, task.title, task.description, task.status, task.priority, task.externalId, task.createdAt, \
        task.updatedAt, task.completedAt, task.version, task.projectId, task.parentId, task.startAt, task.dueAt, \
        task.waitUntil, task.estimateMinutes
        """

    /// The same without descriptions, which may be long.
    static let shortColumns = columns.replacing("task.description", with: "''")

    /// A task with all that belongs to it, hidden blockers too.
    ///
    /// - Errors: `.notFound`, also for one that is hidden.
    static func find(_ id: TaskItem.ID, _ access: Access, _ tx: ReadTransaction) throws -> TaskItem {
        var isHidden = false
        let found = try tx.one(
            """
            SELECT id, title, description, status, priority, externalId, createdAt, updatedAt, completedAt, version,
            task.projectId, parentId, startAt, dueAt, waitUntil, estimateMinutes, projectMember.role
            FROM task LEFT JOIN projectMember ON projectMember.projectId = task.projectId AND accountId = ?2
            WHERE id = ?1
            """, id, access.accountId
        ) { row in
            let task = try item(row)
            let role: ProjectRole? = try row[16]
            isHidden = task.projectId != nil && access.accountId != nil && role == nil
            return task
        }
        guard var task = found, !isHidden else { throw Failure.notFound }
        try TaskParts(of: [id], tx).complete(&task)
        return task
    }

    /// A row of `columns`, without what stands in other tables.
    static func item(_ row: borrowing Row) throws -> TaskItem {
        var task = TaskItem(
            id: try row[0], title: try row[1], description: try row[2], status: try row[3], priority: try row[4],
            externalId: try row[5], createdAt: try row[6], updatedAt: try row[7], completedAt: try row[8],
            version: try row[9])
        task.projectId = try row[10]
        task.parentId = try row[11]
        task.startAt = try row[12]
        task.dueAt = try row[13]
        task.waitUntil = try row[14]
        task.estimateMinutes = try row[15]
        return task
    }

    /// Gives each task what stands in other tables, with one statement for all of them, less what is hidden.
    static func complete(_ tasks: [TaskItem], _ access: Access, _ tx: ReadTransaction) throws -> [TaskItem] {
        let parts = try TaskParts(of: tasks.map(\.id), tx)
        return try access.shown(
            tasks.map { task in
                var task = task
                parts.complete(&task)
                return task
            }, tx)
    }
}

extension Access {
    /// The tasks without the numbers of tasks that are hidden from the caller.
    func shown(_ tasks: [TaskItem], _ tx: ReadTransaction) throws -> [TaskItem] {
        let named = Set(tasks.flatMap { $0.blockedBy + $0.blocks })
        guard !named.isEmpty, let projects = try projects(tx) else { return tasks }
        let hidden = Set(
            try tx.all(
                """
                SELECT id, projectId FROM task
                WHERE id IN (SELECT value FROM json_each(?)) AND projectId IS NOT NULL
                """, "[" + named.map { String($0) }.joined(separator: ",") + "]"
            ) { row in (id: try row[0] as TaskItem.ID, project: try row[1] as Int64) }
            .filter { !projects.contains($0.project) }.map(\.id))
        guard !hidden.isEmpty else { return tasks }
        return tasks.map { task in
            var task = task
            task.blockedBy.removeAll(where: hidden.contains)
            task.openBlockers.removeAll(where: hidden.contains)
            task.blocks.removeAll(where: hidden.contains)
            return task
        }
    }
}
