import Domain
import TaskDomain

/// The rights of a caller to a task, so that pages offer nothing else. `TaskChanges` asks once more when one is used.
struct TaskRights: Equatable {
    let mayEdit: Bool
    let mayComment: Bool
    /// Also remove what others wrote.
    let mayRemoveComments: Bool

    /// Also decide where it is, what stands below it, and who sees it; delete it. In a project whoever edits may do so,
    /// in an inbox whoever that belongs to.
    let mayKeep: Bool

    /// - Shape: `role` is the caller's in a project; nil for the command line, which may everything.
    init(_ caller: Caller, role: ProjectRole?) {
        let (mayWrite, role) = (caller.may(.tasksWrite), role ?? .owner)
        mayEdit = mayWrite && role >= .editor
        mayComment = mayWrite && role >= .commenter
        mayRemoveComments = mayWrite && role == .owner
        mayKeep = mayEdit
    }

    /// With a task that is in an inbox, and that the caller sees.
    init(_ caller: Caller, inInbox task: TaskItem) {
        mayEdit = caller.may(.tasksWrite)
        mayComment = mayEdit
        mayKeep = mayEdit && (caller.accountId == nil || task.inboxPeople.contains { $0.id == caller.accountId })
        mayRemoveComments = mayKeep
    }

    /// - Shape: `role` is the caller's in the task's project.
    init(_ caller: Caller, _ task: TaskItem, role: ProjectRole?) {
        self = task.projectId == nil ? TaskRights(caller, inInbox: task) : TaskRights(caller, role: role)
    }
}
