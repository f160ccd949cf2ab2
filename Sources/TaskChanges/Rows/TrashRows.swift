import Domain
import JSON
import TaskDomain

/// Rows of the trash.
package protocol TrashRows {
    /// The line of a deleted task; nil where it does not lie in the trash.
    func trashEntry(_ id: TaskItem.ID) throws -> TrashEntry?

    /// The lines of the subtasks right below a deleted task that went with it by the same change, the first that went
    /// first.
    func trashEntries(below id: TaskItem.ID, deletedBy change: Int64) throws -> [TrashEntry]

    /// Lays a task into the trash, as the event of this number has it.
    func addToTrash(_ task: TaskItem, seq: Int64, at instant: Instant) throws

    /// Takes a task out of the trash.
    func removeFromTrash(_ id: TaskItem.ID) throws

    /// A version that a task has not had yet: one more than there are events of tasks, projects and labels of its
    /// number.
    func freeVersion(of id: TaskItem.ID) throws -> Int64
}

/// One line of the trash with what its event keeps.
package struct TrashEntry: Sendable {
    package let id: TaskItem.ID
    /// The event by which it lies there.
    package let seq: Int64
    /// The change that it was deleted by.
    package let change: Int64
    /// The place that it lies in, which may be another than it was deleted in.
    package let place: Place?
    package let parentId: TaskItem.ID?
    package let content: JSONObject

    package init(
        id: TaskItem.ID, seq: Int64, change: Int64, place: Place?, parentId: TaskItem.ID?, content: JSONObject
    ) {
        (self.id, self.seq, self.change, self.place) = (id, seq, change, place)
        (self.parentId, self.content) = (parentId, content)
    }
}
