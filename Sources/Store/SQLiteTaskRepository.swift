import Domain
import SQLite

/// The tasks in SQLite; the contracts in `Domain` say what each function does.
package struct SQLiteTaskRepository: TaskRepository, TaskHistoryRepository {
    let store: Store

    package func find(_ id: TaskItem.ID, for caller: Caller) throws(Failure) -> TaskItem {
        try store.read { tx in
            let access = Access(caller)
            return try access.shown([try Self.find(id, access, tx)], tx)[0]
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
        var isHidden = false
        let found = try tx.one(selectOne, access.accountId, id) { row in
            isHidden = try !(row[0] as Bool)
            return try TaskColumn.task(row)
        }
        guard var task = found, !isHidden else { throw Failure.notFound }
        try TaskParts(of: [task], tx).fill(&task)
        return task
    }

    /// Gives each task what stands in other tables, with one statement for all of them, less what is hidden.
    static func withParts(_ tasks: [TaskItem], _ access: Access, _ tx: ReadTransaction) throws -> [TaskItem] {
        let parts = try TaskParts(of: tasks, tx)
        return try access.shown(
            tasks.map { task in
                var task = task
                parts.fill(&task)
                return task
            }, tx)
    }
}

extension Access {
    /// The tasks without what they would tell of tasks that are hidden from the caller.
    func shown(_ tasks: [TaskItem], _ tx: ReadTransaction) throws -> [TaskItem] {
        guard accountId != nil else { return tasks }
        let hidden = try hidden(among: tasks.flatMap { $0.blockedBy + $0.blocks + [$0.parentId].compactMap { $0 } }, tx)
        let counts = try progress(ofSubtasks: tasks.filter(mayHideSubtasks), tx)
        guard !hidden.isEmpty || !counts.isEmpty else { return tasks }
        return tasks.map { task in
            var task = task
            task.blockedBy.removeAll(where: hidden.contains)
            task.openBlockers.removeAll(where: hidden.contains)
            task.blocks.removeAll(where: hidden.contains)
            if let parent = task.parentId, hidden.contains(parent) { task.parentId = nil }
            task.subtasks = counts[task.id] ?? task.subtasks
            return task
        }
    }

    private func hidden(among named: [TaskItem.ID], _ tx: ReadTransaction) throws -> Set<TaskItem.ID> {
        guard !named.isEmpty else { return [] }
        return Set(
            try tx.all(Self.selectHidden, accountId, IDList(Set(named))) { try $0[0] })
    }

    private static let selectHidden = SQL(
        kept: "SELECT id FROM task WHERE id IN (\(IDList.rows(boundTo: "?2"))) AND NOT \(sightOfFirst)")

    /// All subtasks of a project's task are seen by whoever sees it, and so are those in the caller's own inbox.
    private func mayHideSubtasks(_ task: TaskItem) -> Bool {
        task.inboxId != nil && task.subtasks.total > 0 && !task.inboxPeople.contains { $0.id == accountId }
    }

    private func progress(
        ofSubtasks tasks: [TaskItem], _ tx: ReadTransaction
    ) throws -> [TaskItem.ID: Progress] {
        guard !tasks.isEmpty else { return [:] }
        let ids = tasks.map(\.id)
        let found = try tx.all(
            SQL(
                composed: """
                    SELECT parentId, count(*) FILTER (WHERE status IN \(TaskStatus.over)), count(*) FROM task
                    WHERE parentId IN (\(IDList.rows)) AND \(Access.sight) GROUP BY parentId
                    """), values: [IDList(ids)] + who
        ) { row in (id: try row[0] as TaskItem.ID, progress: Progress(done: try row[1], total: try row[2])) }
        let none = Progress(done: 0, total: 0)
        return Dictionary(uniqueKeysWithValues: ids.map { ($0, none) })
            .merging(found.map { ($0.id, $0.progress) }) { $1 }
    }
}
