import Domain
import SQLite
import Store
import TaskDomain

/// The tasks of the places that somebody reaches, where these are few among the many of a house.
enum Reached {
    private static let limit = 2_000

    /// - Shape: false for the command line, which reaches everything.
    static func isFew(_ access: Access, _ tx: ReadTransaction) throws -> Bool {
        guard access.accountId != nil else { return false }
        return try tx.value(count, access.accountId) ?? 0 <= limit
    }

    private static let count = SQL(
        kept: """
            SELECT coalesce(sum(count), 0) FROM \(Access.placesReached) place
            CROSS JOIN taskCount WHERE taskCount.projectId = place.number
            """)

    /// With those that are assigned to the caller elsewhere, the newest of them.
    static func tasks(_ access: Access, _ tx: ReadTransaction) throws -> [TaskItem.ID] {
        try tx.all(newest, access.accountId) { try $0[0] }
    }

    private static let newest = SQL(
        kept: """
            SELECT task.id FROM projectMember m JOIN task ON task.projectId = m.projectId WHERE m.accountId = ?1
            UNION SELECT id FROM task WHERE inboxId = ?1
            UNION SELECT task.id FROM account a JOIN task ON task.inboxId = a.id WHERE a.ownerId = ?1
            UNION SELECT task.id FROM \(Access.guests)
            ORDER BY 1 DESC LIMIT \(2 * limit)
            """)
}
