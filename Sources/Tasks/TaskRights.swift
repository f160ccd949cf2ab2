import Domain

/// What a caller may do with a task, so that pages offer nothing else. `Store` asks once more when it is done.
struct TaskRights: Equatable {
    let mayEdit: Bool
    let mayComment: Bool
    /// Also remove what others wrote.
    let mayRemoveComments: Bool

    /// - Shape: `role` is the caller's in the task's project; nil for a task of the house.
    init(_ caller: Caller, role: ProjectRole?) {
        let mayWrite = caller.may(.tasksWrite)
        mayEdit = mayWrite && (role ?? .editor) >= .editor
        mayComment = mayWrite && (role ?? .editor) >= .commenter
        mayRemoveComments = mayWrite && (role.map { $0 == .owner } ?? caller.may(.usersManage))
    }
}
