import Domain
import SQLite
import Store
import TaskChanges
import TaskDomain

/// Tasks, and their standing to each other.
extension SQLiteTaskRows {
    func task(_ id: TaskItem.ID, seenBy account: Int64?) throws -> TaskItem? {
        try SQLiteTaskRepository.known(id, Access(accountId: account), tx)
    }

    func versions(of ids: [TaskItem.ID], seenBy account: Int64?) throws -> [TaskItem.ID: Int64] {
        let found = try tx.all(
            SQL(
                composed: """
                    SELECT task.id, task.version FROM task
                    WHERE task.id IN (\(IDList.rows)) AND \(Access.sight)
                    """), values: [IDList(ids)] + Access(accountId: account).who
        ) { row in (id: try row[0] as TaskItem.ID, version: try row[1] as Int64) }
        return Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0.version) })
    }

    func place(of id: TaskItem.ID, seenBy account: Int64?) throws -> Place? {
        let found: Int64? = try tx.value(
            SQL(composed: "SELECT \(Access.place(of: "task")) FROM task WHERE id = ? AND \(Access.sight)"),
            values: [id] + Access(accountId: account).who)
        return found.map(Place.init(number:))
    }

    func tasks(among ids: [TaskItem.ID]) throws -> Set<TaskItem.ID> {
        Set(try tx.all(Self.selectTasks, IDList(ids)) { try $0[0] as TaskItem.ID })
    }

    private static let selectTasks = SQL(kept: "SELECT id FROM task WHERE id IN (\(IDList.rows))")

    func open(among ids: [TaskItem.ID]) throws -> [TaskItem.ID] {
        try tx.all(Self.selectOpen, IDList(ids)) { try $0[0] }
    }

    private static let selectOpen = SQL(
        kept: "SELECT id FROM task WHERE id IN (\(IDList.rows)) AND status NOT IN \(TaskStatus.over) ORDER BY id")

    func subtasks(of id: TaskItem.ID) throws -> [TaskItem.ID] {
        try tx.all("SELECT id FROM task WHERE parentId = ? ORDER BY id", id) { try $0[0] }
    }

    func countSubtasks(of id: TaskItem.ID) throws -> Int {
        try tx.value("SELECT count(*) FROM task WHERE parentId = ?", id) ?? 0
    }

    func lineage(of id: TaskItem.ID, limit: Int) throws -> [TaskItem.ID] {
        try tx.all(
            """
            WITH RECURSIVE up (id, depth) AS (
                SELECT CAST(?1 AS BIGINT), 1
                UNION ALL SELECT task.parentId, depth + 1 FROM up JOIN task ON task.id = up.id
                WHERE task.parentId IS NOT NULL AND depth <= ?2)
            SELECT id FROM up
            """, id, limit
        ) { try $0[0] }
    }

    func height(of id: TaskItem.ID, limit: Int) throws -> Int {
        try tx.value(
            """
            WITH RECURSIVE down (id, depth) AS (
                SELECT CAST(?1 AS BIGINT), 0
                UNION ALL SELECT task.id, depth + 1 FROM down JOIN task ON task.parentId = down.id WHERE depth <= ?2)
            SELECT max(depth) FROM down
            """, id, limit) ?? 0
    }

    func isApart(_ id: TaskItem.ID) throws -> Bool {
        try tx.isTrue(
            """
            SELECT EXISTS (SELECT 1 FROM task one JOIN task other ON other.parentId = one.id OR other.id = one.parentId
                WHERE one.id = ?1 AND (other.projectId IS DISTINCT FROM one.projectId
                    OR other.inboxId IS DISTINCT FROM one.inboxId))
            """, id)
    }

    func blockers(of id: TaskItem.ID) throws -> Set<TaskItem.ID> {
        Set(try tx.all("SELECT blockerId FROM taskBlock WHERE blockedId = ?", id) { try $0[0] as TaskItem.ID })
    }

    func countBlocked(by id: TaskItem.ID) throws -> Int {
        try tx.value("SELECT count(*) FROM taskBlock WHERE blockerId = ?", id) ?? 0
    }

    func waits(_ id: TaskItem.ID, in blockers: Set<TaskItem.ID>, seenBy account: Int64?) throws -> Bool {
        try tx.isTrue(
            SQL(
                composed: """
                    WITH RECURSIVE before (id) AS (
                        \(IDList.rows)
                        UNION SELECT task.id FROM before JOIN taskBlock ON blockedId = before.id
                        JOIN task ON task.id = blockerId AND \(Access.sight))
                    SELECT EXISTS (SELECT 1 FROM before WHERE id = ?)
                    """), values: [IDList(blockers)] + Access(accountId: account).who + [id])
    }

    func block(_ blocked: TaskItem.ID, by blocker: TaskItem.ID) throws {
        try tx.run(
            "INSERT INTO taskBlock (blockedId, blockerId) VALUES (?, ?) ON CONFLICT (blockedId, blockerId) DO NOTHING",
            blocked, blocker)
    }

    func isTaken(externalId: String, in place: Place?, besides id: TaskItem.ID) throws -> Bool {
        try tx.isTrue(
            SQL(
                composed:
                    "SELECT 1 FROM task WHERE externalId = ? AND id <> ? AND \(Access.place(of: "task")) IS NOT DISTINCT FROM ?"
            ), externalId, id, place?.number)
    }
}
