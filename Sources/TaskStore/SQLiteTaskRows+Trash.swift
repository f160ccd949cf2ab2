import Domain
import SQLite
import Store
import TaskChanges
import TaskDomain

/// The trash.
extension SQLiteTaskRows {
    func trashEntry(_ id: TaskItem.ID) throws -> TrashEntry? {
        try tx.one(
            """
            SELECT taskId, trash.seq, change, coalesce(projectId, -inboxId), parentId, content
            FROM trash JOIN eventBody ON eventBody.seq = trash.seq WHERE taskId = ?
            """, id, row: Self.read)
    }

    func trashEntries(below id: TaskItem.ID, deletedBy change: Int64) throws -> [TrashEntry] {
        try tx.all(
            """
            SELECT taskId, trash.seq, change, coalesce(projectId, -inboxId), parentId, content
            FROM trash JOIN eventBody ON eventBody.seq = trash.seq WHERE parentId = ? AND change = ? ORDER BY trash.seq
            """, id, change, row: Self.read)
    }

    private static func read(_ row: borrowing Row) throws -> TrashEntry {
        TrashEntry(
            id: try row[0], seq: try row[1], change: try row[2],
            place: (try row[3] as Int64?).map(Place.init(number:)), parentId: try row[4],
            content: try EventBody.read(try row[5]))
    }

    func addToTrash(_ task: TaskItem, seq: Int64, at instant: Instant) throws {
        try tx.run(
            """
            INSERT INTO trash
            (taskId, seq, change, projectId, inboxId, parentId, deletedAt, externalId, createdAt)
            SELECT ?1, ?2, coalesce(CAST(content ->> 'with' AS BIGINT), ?2), ?4, ?5,
                CAST(content ->> 'parentId' AS BIGINT), ?3, content ->> 'externalId', content ->> 'createdAt'
            FROM eventBody WHERE seq = ?2
            """, task.id, seq, instant, task.projectId, task.inboxId)
    }

    func removeFromTrash(_ id: TaskItem.ID) throws { try tx.run("DELETE FROM trash WHERE taskId = ?", id) }

    func freeVersion(of id: TaskItem.ID) throws -> Int64 {
        try tx.value("SELECT count(*) + 1 FROM event WHERE area = 'tasks' AND subject = ?", id) ?? 1
    }
}
