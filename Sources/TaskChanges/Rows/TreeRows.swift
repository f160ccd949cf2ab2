import Domain
import TaskDomain

/// Rows of tasks with their parts, and of how they stand to each other.
///
/// - Shape: as `TaskRows`.
package protocol TreeRows {
    /// A task with all that belongs to it, hidden parents, blockers and subtasks too; nil where it is not there or the
    /// account does not see it.
    func task(_ id: TaskItem.ID, seenBy account: Int64?) throws -> TaskItem?

    /// The version of each of some tasks, as far as they are there and seen.
    func versions(of ids: [TaskItem.ID], seenBy account: Int64?) throws -> [TaskItem.ID: Int64]

    /// The place of a task; nil where it is not there, is not seen, or is nowhere.
    func place(of id: TaskItem.ID, seenBy account: Int64?) throws -> Place?

    /// Those of some tasks that are there.
    func tasks(among ids: [TaskItem.ID]) throws -> Set<TaskItem.ID>

    /// Those of some tasks that are neither done nor dropped, ascending.
    func open(among ids: [TaskItem.ID]) throws -> [TaskItem.ID]

    /// The direct subtasks of a task, hidden ones too, ascending.
    func subtasks(of id: TaskItem.ID) throws -> [TaskItem.ID]

    /// The number of direct subtasks, hidden ones too.
    func countSubtasks(of id: TaskItem.ID) throws -> Int

    /// A task and those above it, in that order; no more of those than `limit`.
    func lineage(of id: TaskItem.ID, limit: Int) throws -> [TaskItem.ID]

    /// The number of tasks that stand below each other from this one on, itself not counted; no walk goes further than
    /// one beyond `limit`.
    func height(of id: TaskItem.ID, limit: Int) throws -> Int

    /// Tells whether a task is in another place than its parent or one of its direct subtasks.
    func isApart(_ id: TaskItem.ID) throws -> Bool

    /// The direct blockers of a task, hidden ones too.
    func blockers(of id: TaskItem.ID) throws -> Set<TaskItem.ID>

    /// The number of tasks that wait for one directly, hidden ones too.
    func countBlocked(by id: TaskItem.ID) throws -> Int

    /// Tells whether a task is one of these, or one that they wait for, directly or by way of others that the account
    /// sees.
    func waits(_ id: TaskItem.ID, in blockers: Set<TaskItem.ID>, seenBy account: Int64?) throws -> Bool

    /// Makes a task wait for another; one that waits for it already goes on so.
    func block(_ blocked: TaskItem.ID, by blocker: TaskItem.ID) throws

    /// Tells whether another task in a place has this name from elsewhere.
    func isTaken(externalId: String, in place: Place?, besides id: TaskItem.ID) throws -> Bool

    /// Keeps a task that is not there.
    ///
    /// - Shape: with its number and those of its steps; a number of its own it keeps.
    /// - Errors: `Failure.externalIdTaken`.
    func insert(_ task: TaskItem) throws -> TaskItem

    /// Keeps a changed task, with its version and times as they are.
    ///
    /// - Shape: `old` is as it was kept; new steps get their numbers, one with a number that is not kept comes back
    ///   under it.
    /// - Errors: `Failure.externalIdTaken`.
    func save(_ task: inout TaskItem, was old: TaskItem) throws

    /// Forgets a task that nothing stands below, at this time.
    ///
    /// - Shape: `task` is as it was kept; what it was is for its event to say.
    func remove(_ task: TaskItem, at instant: Instant) throws
}

extension Failure {
    /// For the name of a task from elsewhere that another one in its place has.
    package static var externalIdTaken: Failure {
        Failure(.conflict, "externalId: another task there has this one already.", field: "externalId")
    }
}
