/// The kinds of events, noun then past verb.
public enum EventKind: String, CaseIterable, Sendable {
    case accountCreated = "account_created"
    case accountChanged = "account_changed"
    case accountDisabled = "account_disabled"
    case accountEnabled = "account_enabled"
    case accountDeleted = "account_deleted"
    case passwordChanged = "password_changed"
    case factorAdded = "factor_added"
    case factorRemoved = "factor_removed"
    case codesMade = "codes_made"
    case codeUsed = "code_used"
    case sessionStarted = "session_started"
    case sessionEnded = "session_ended"
    case sessionRefused = "session_refused"
    case sessionReplayed = "session_replayed"
    case sessionProved = "session_proved"
    case tokenMade = "token_made"
    case tokenRevoked = "token_revoked"
    case roleSaved = "role_saved"
    case roleRemoved = "role_removed"
    case invitationMade = "invitation_made"
    case invitationUsed = "invitation_used"
    case invitationRevoked = "invitation_revoked"
    case resetMade = "reset_made"
    case databaseRestored = "database_restored"
    /// A text was taken out of what others say (`TextErasureRepository`).
    case textErased = "text_erased"
    case taskCreated = "task_created"
    case taskChanged = "task_changed"
    case taskCompleted = "task_completed"
    case taskReopened = "task_reopened"
    case taskDeleted = "task_deleted"
    case taskImported = "task_imported"
    case taskRestored = "task_restored"
    case taskPurged = "task_purged"
    case trashMoved = "trash_moved"
    case importFinished = "import_finished"
    case commentAdded = "comment_added"
    case commentChanged = "comment_changed"
    case commentRemoved = "comment_removed"
    case projectCreated = "project_created"
    case projectChanged = "project_changed"
    case projectDeleted = "project_deleted"
    case memberSet = "member_set"
    case memberRemoved = "member_removed"
    case labelCreated = "label_created"
    case labelChanged = "label_changed"
    case labelDeleted = "label_deleted"
    case labelRestored = "label_restored"
    case viewSaved = "view_saved"
    case viewChanged = "view_changed"
    case viewRemoved = "view_removed"
    case stepAdded = "step_added"
    case stepDone = "step_done"
    case stepReopened = "step_reopened"
    case stepChanged = "step_changed"
    case stepMoved = "step_moved"
    case stepRemoved = "step_removed"

    /// The area the event belongs to: `auth` or `tasks`.
    public var area: String {
        switch self {
        case .accountCreated, .accountChanged, .accountDisabled, .accountEnabled, .accountDeleted, .passwordChanged,
            .factorAdded, .factorRemoved, .codesMade, .codeUsed, .sessionStarted, .sessionEnded, .sessionRefused,
            .sessionReplayed, .sessionProved, .tokenMade, .tokenRevoked, .roleSaved, .roleRemoved, .invitationMade,
            .invitationUsed, .invitationRevoked, .resetMade, .databaseRestored, .textErased:
            "auth"
        default: "tasks"
        }
    }

    /// It makes another version of a task that is there.
    public var makesVersion: Bool {
        switch self {
        case .taskDeleted, .taskPurged, .trashMoved, .commentAdded, .commentChanged, .commentRemoved: false
        default: isOfTask
        }
    }

    /// Whether a task comes to be there by it; one that was there before has versions of its own.
    public var isBeginning: Bool { [.taskCreated, .taskImported, .taskRestored].contains(self) }

    /// Whether its subject is a task; else it is a project, a label or a saved view.
    public var isOfTask: Bool {
        switch self {
        case .taskCreated, .taskChanged, .taskCompleted, .taskReopened, .taskDeleted, .taskImported, .taskRestored,
            .taskPurged, .trashMoved, .stepAdded, .stepDone, .stepReopened, .stepChanged, .stepMoved, .stepRemoved,
            .commentAdded,
            .commentChanged, .commentRemoved:
            true
        default: false
        }
    }

    /// Its subject is a label.
    public var isOfLabel: Bool {
        switch self {
        case .labelCreated, .labelChanged, .labelDeleted, .labelRestored: true
        default: false
        }
    }
}
