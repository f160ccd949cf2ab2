import Domain
import TaskDomain

/// Rows of inboxes, for whoever gives all of one to somebody else.
package protocol InboxRows {
    /// Tells whether there is a task in an account's inbox, or one in the trash from there.
    func hasAnything(inInboxOf account: Int64) throws -> Bool

    /// The tasks in an account's inbox, ascending, no more than `limit`.
    func tasks(inInboxOf account: Int64, limit: Int) throws -> [TaskItem.ID]

    /// The deleted tasks that were in an account's inbox, the first that went first, no more than `limit`.
    func trash(fromInboxOf account: Int64, limit: Int) throws -> [TaskItem.ID]

    /// Makes a deleted task one that was in an account's inbox.
    func moveInTrash(_ id: TaskItem.ID, toInboxOf account: Int64) throws
}
