/// The permissions of tasks, projects, labels and saved views.
package enum TaskPermission: String, CaseIterable, Sendable {
    case read = "tasks:read"
    case write = "tasks:write"
}

extension Permission {
    package static let tasksRead = tasks(.read)
    package static let tasksWrite = tasks(.write)
}
