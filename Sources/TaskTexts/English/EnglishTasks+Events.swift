import Domain

/// Somebody's deeds, around the name of what they were done to.
extension EnglishTasks {
    package func activity(_ kind: TaskEventKind) -> (before: String, after: String) {
        switch kind {
        case .taskCreated: ("added", "")
        case .taskChanged: ("changed", "")
        case .taskCompleted: ("completed", "")
        case .taskReopened: ("reopened", "")
        case .taskDeleted: ("deleted", "")
        case .taskImported: ("imported", "")
        case .importFinished: ("imported", "tasks")
        case .stepAdded: ("added a step to", "")
        case .stepDone: ("completed a step of", "")
        case .stepReopened: ("reopened a step of", "")
        case .stepChanged: ("changed a step of", "")
        case .stepMoved: ("moved a step of", "")
        case .stepRemoved: ("deleted a step of", "")
        case .taskRestored: ("restored", "")
        case .taskPurged: ("deleted for good:", "")
        case .trashMoved: ("moved within the trash:", "")
        case .commentAdded: ("commented on", "")
        case .commentChanged: ("changed a comment on", "")
        case .commentRemoved: ("deleted a comment on", "")
        case .projectCreated: ("created the project", "")
        case .projectChanged: ("changed the project", "")
        case .projectDeleted: ("deleted the project", "")
        case .memberSet: ("added a member:", "")
        case .memberRemoved: ("removed a member:", "")
        case .labelCreated: ("created the label", "")
        case .labelChanged: ("changed the label", "")
        case .labelDeleted: ("deleted the label", "")
        case .labelRestored: ("restored the label", "")
        case .viewSaved: ("saved the view", "")
        case .viewChanged: ("changed the view", "")
        case .viewRemoved: ("removed the view", "")
        }
    }
}
