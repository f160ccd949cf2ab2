import Domain
import SQLite
import Store
import TaskChanges
import TaskDomain

/// Inboxes.
extension SQLiteTaskRows {
    func hasAnything(inInboxOf account: Int64) throws -> Bool { try Self.hasAnything(inInboxOf: account, tx) }

    static func hasAnything(inInboxOf account: Int64, _ tx: ReadTransaction) throws -> Bool {
        try tx.isTrue(
            """
            SELECT EXISTS (SELECT 1 FROM task WHERE inboxId = ?1) OR EXISTS (SELECT 1 FROM trash WHERE inboxId = ?1)
            """, account)
    }

    func tasks(inInboxOf account: Int64, limit: Int) throws -> [TaskItem.ID] {
        try tx.all("SELECT id FROM task WHERE inboxId = ? ORDER BY id LIMIT ?", account, limit) { try $0[0] }
    }

    func trash(fromInboxOf account: Int64, limit: Int) throws -> [TaskItem.ID] {
        try tx.all("SELECT taskId FROM trash WHERE inboxId = ? ORDER BY seq LIMIT ?", account, limit) { try $0[0] }
    }

    func moveInTrash(_ id: TaskItem.ID, toInboxOf account: Int64) throws {
        try tx.run("UPDATE trash SET inboxId = ? WHERE taskId = ?", account, id)
    }
}
