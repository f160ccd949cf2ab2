/// What the event log can say, noun then past verb.
public enum EventKind: String, CaseIterable, Sendable {
    case accountCreated = "account_created"
    case sessionStarted = "session_started"
    case sessionEnded = "session_ended"
    case sessionRefused = "session_refused"
    case taskCreated = "task_created"
    case taskChanged = "task_changed"
    case taskCompleted = "task_completed"
    case taskReopened = "task_reopened"
    case taskDeleted = "task_deleted"
    case taskImported = "task_imported"
    case importFinished = "import_finished"
    case stepAdded = "step_added"
    case stepDone = "step_done"
    case stepReopened = "step_reopened"
    case stepChanged = "step_changed"
    case stepMoved = "step_moved"
    case stepRemoved = "step_removed"

    /// The area the event belongs to: `auth` or `tasks`.
    public var area: String {
        switch self {
        case .accountCreated, .sessionStarted, .sessionEnded, .sessionRefused: "auth"
        default: "tasks"
        }
    }
}
