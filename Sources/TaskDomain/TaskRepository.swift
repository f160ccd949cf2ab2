import Domain

/// The tasks as their callers may see and change them.
///
/// Every change appends its events in the same transaction, raises `version` by one, sets `updatedAt`, and is answered
/// only when it is durable. What would change nothing changes nothing: no event, no new version.
///
/// - Units: instants are UTC in whole seconds.
/// - Errors: `.notFound` if the task is absent or hidden from the caller; `.forbidden` if the caller is a member of its
///   project in a role that may not do this; `.stale` if `ifVersion` is given and is not the stored version;
///   `.unavailable` if the write lock stays busy beyond the deadline; `.storageFull` if the disk is.
/// - Source: `docs/design/0006-tasks.md`; tables `task`, `step`, `taskLabel`, `taskAssignee`, `taskBlock`, `taskSearch`.
package protocol TaskRepository: Sendable {
    /// One page of tasks.
    ///
    /// - Shape: at most `query.limit` tasks; `next` is nil on the last page.
    func list(_ query: TaskQuery, for caller: Caller) throws(Failure) -> TaskPage

    /// One task with its parts, less what the caller does not see.
    func find(_ id: TaskItem.ID, for caller: Caller) throws(Failure) -> TaskItem

    /// The tasks of these numbers, in that order, without those that are absent or hidden.
    func find(_ ids: [TaskItem.ID], for caller: Caller) throws(Failure) -> [TaskItem]

    /// The direct subtasks of a task, by number; those that lists hide until later too.
    ///
    /// - Shape: at most `limit`.
    func subtasks(of id: TaskItem.ID, limit: Int, for caller: Caller) throws(Failure) -> [TaskItem]

    /// The number of tasks that stand below one, however deep: those that go with it when it is deleted.
    func countBelow(_ id: TaskItem.ID, for caller: Caller) throws(Failure) -> Int

    /// The content of the dashboard, from one snapshot.
    func overview(_ frame: DayFrame, for caller: Caller) throws(Failure) -> TaskOverview

    /// - Shape: the task as stored; under a known retry key the task that the first request made, as it is now.
    /// - Errors: `.conflict` on `externalId` if another task has it; `.invalid` on `Idempotency-Key` if the key was
    ///   used for another request, and on `projectId`, `parentId`, `assignees` or `blockedBy` for what is not there or
    ///   goes round in a circle. Event `task_created`.
    func create(_ draft: TaskDraft, by change: Change) throws(Failure) -> TaskOutcome

    /// - Errors: as `create`; `.conflict` on `status` when an open task blocks one that is to be done, unless
    ///   `patch.force`. Event `task_changed` with what it was and what it is. A status of `done` sets `completedAt`.
    func update(
        _ id: TaskItem.ID, _ patch: TaskPatch, ifVersion: Int64?, by change: Change
    ) throws(Failure) -> TaskOutcome

    /// Marks a task done. Event `task_completed`.
    ///
    /// - Errors: `.conflict` on `status` when an open task blocks it, unless `force`.
    func complete(
        _ id: TaskItem.ID, force: Bool, ifVersion: Int64?, by change: Change
    ) throws(Failure) -> TaskOutcome

    /// Opens a task that is done or dropped. Event `task_reopened`.
    func reopen(_ id: TaskItem.ID, ifVersion: Int64?, by change: Change) throws(Failure) -> TaskOutcome

    /// Moves a task and its subtasks to the trash; an event `task_deleted` each keeps the whole of it.
    ///
    /// - Shape: the number of the change; nil when a retry finds it done.
    @discardableResult
    func delete(_ id: TaskItem.ID, ifVersion: Int64?, by change: Change) throws(Failure) -> Int64?

    /// Appends a step. Event `step_added`.
    ///
    /// - Errors: `.invalid` on `steps` when the task has 500.
    func addStep(_ step: StepDraft, to id: TaskItem.ID, by change: Change) throws(Failure) -> TaskOutcome

    /// One event for the thing that changed: `step_done`, `step_reopened`, `step_moved`, else `step_changed`.
    func updateStep(
        _ step: Int64, of id: TaskItem.ID, _ patch: StepPatch, ifVersion: Int64?, by change: Change
    ) throws(Failure) -> TaskOutcome

    /// Event `step_removed`.
    func removeStep(
        _ step: Int64, of id: TaskItem.ID, ifVersion: Int64?, by change: Change
    ) throws(Failure) -> TaskOutcome

    /// Makes a subtask of a step, with its title, state and assignee. Events `step_removed` and `task_created`.
    ///
    /// - Shape: the new task.
    func promoteStep(_ step: Int64, of id: TaskItem.ID, by change: Change) throws(Failure) -> TaskOutcome

    /// Carries out all of it in one transaction, or nothing.
    ///
    /// - Shape: what became of each, in their order; a deleted task is nil. Under a known retry key the tasks of the
    ///   first request, as they are now.
    /// - Errors: those of the first command that fails, with `field` naming its place, `[3].title`.
    func batch(_ commands: [BatchCommand], by change: Change) throws(Failure) -> BatchOutcome
}
