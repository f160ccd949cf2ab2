import Domain
import Texts

/// History, undo and trash.
extension EnglishTasks {
    package func deed(_ kind: TaskEventKind) -> String {
        switch kind {
        case .taskCreated: "added the task"
        case .taskCompleted: "completed the task"
        case .taskReopened: "reopened the task"
        case .taskDeleted: "deleted the task"
        case .taskImported: "imported the task"
        case .taskRestored: "restored the task"
        case .commentAdded: "commented"
        case .commentChanged: "changed a comment"
        case .commentRemoved: "deleted a comment"
        case .stepAdded: "added a step"
        case .stepDone: "completed a step"
        case .stepReopened: "reopened a step"
        case .stepChanged: "changed a step"
        case .stepMoved: "moved a step"
        case .stepRemoved: "deleted a step"
        case .taskChanged, .taskPurged, .trashMoved: "changed the task"
        // Never about a task alone.
        case .importFinished, .projectCreated, .projectChanged, .projectDeleted, .memberSet, .memberRemoved,
            .labelCreated, .labelChanged, .labelDeleted, .labelRestored, .viewSaved, .viewChanged, .viewRemoved:
            "changed the task"
        }
    }

    package func done(_ kind: TaskEventKind, _ name: String) -> String {
        let (before, after) = activity(kind)
        return English.sentence([before, name, after])
    }

    package func done(_ kind: TaskEventKind, tasks count: Int) -> String {
        let deed =
            switch kind {
            case .taskCreated: "added"
            case .taskCompleted: "completed"
            case .taskReopened: "reopened"
            case .taskDeleted: "deleted"
            case .taskRestored: "restored"
            case .taskImported: "imported"
            case .taskChanged, .taskPurged, .trashMoved, .commentAdded, .commentChanged, .commentRemoved, .stepAdded,
                .stepDone, .stepReopened, .stepChanged, .stepMoved, .stepRemoved:
                "changed"
            // Never about a task alone.
            case .importFinished, .projectCreated, .projectChanged, .projectDeleted, .memberSet, .memberRemoved,
                .labelCreated, .labelChanged, .labelDeleted, .labelRestored, .viewSaved, .viewChanged, .viewRemoved:
                "changed"
            }
        return "\(count) tasks \(deed)."
    }

    package func notRestored(_ fields: [String]) -> String {
        "The task is back, except for what no longer exists: \(fields.joined(separator: ", "))."
    }

    package func trashLead(days: Int) -> String {
        "What was deleted stays here for \(days) days. Then it goes for good."
    }

    package func deletedBy(_ name: String, _ when: String) -> String { "deleted by \(name), \(when)" }

    package func goneIn(days: Int) -> String {
        switch days {
        case 0: "deleted for good within hours"
        case 1: "1 day left"
        default: "\(days) days left"
        }
    }
}
