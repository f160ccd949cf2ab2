/// The kinds of events of tasks, projects, labels and saved views.
package enum TaskEventKind: String, AreaEventKind {
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

    package static let area = AreaName.tasks

    package var subject: EventSubject {
        switch self {
        case .taskCreated, .taskChanged, .taskCompleted, .taskReopened, .taskDeleted, .taskImported, .taskRestored,
            .taskPurged, .trashMoved, .stepAdded, .stepDone, .stepReopened, .stepChanged, .stepMoved, .stepRemoved,
            .commentAdded, .commentChanged, .commentRemoved:
            .task
        case .projectCreated, .projectChanged, .projectDeleted, .memberSet, .memberRemoved: .project
        case .labelCreated, .labelChanged, .labelDeleted, .labelRestored: .label
        case .viewSaved, .viewChanged, .viewRemoved: .view
        case .importFinished: .none
        }
    }

    package var topics: [TopicRule] {
        switch subject {
        case .task: Self.topicsOfTask
        case .project: Self.topicsOfProject
        case .label: Self.topicsOfLabel
        default: []
        }
    }

    private static let topicsOfTask: [TopicRule] = [.whole(.tasks), .subject(.tasks), .project(.projects)]
    private static let topicsOfProject: [TopicRule] = [.whole(.tasks), .project(.projects)]
    private static let topicsOfLabel: [TopicRule] = [.whole(.tasks)]

    package var concernsRights: Bool {
        switch self {
        case .projectCreated, .projectDeleted, .memberSet, .memberRemoved: true
        case .taskCreated, .taskChanged, .taskCompleted, .taskReopened, .taskDeleted, .taskImported, .taskRestored,
            .taskPurged, .trashMoved, .importFinished, .commentAdded, .commentChanged, .commentRemoved,
            .projectChanged, .labelCreated, .labelChanged, .labelDeleted, .labelRestored, .viewSaved, .viewChanged,
            .viewRemoved, .stepAdded, .stepDone, .stepReopened, .stepChanged, .stepMoved, .stepRemoved:
            false
        }
    }

    /// It makes another version of a task that is there.
    package var makesVersion: Bool {
        switch self {
        case .taskCreated, .taskChanged, .taskCompleted, .taskReopened, .taskImported, .taskRestored, .stepAdded,
            .stepDone, .stepReopened, .stepChanged, .stepMoved, .stepRemoved:
            true
        case .taskDeleted, .taskPurged, .trashMoved, .importFinished, .commentAdded, .commentChanged, .commentRemoved,
            .projectCreated, .projectChanged, .projectDeleted, .memberSet, .memberRemoved, .labelCreated,
            .labelChanged, .labelDeleted, .labelRestored, .viewSaved, .viewChanged, .viewRemoved:
            false
        }
    }

    /// A task comes to be there by it; one that was there before has versions of its own.
    package var isBeginning: Bool { [.taskCreated, .taskImported, .taskRestored].contains(self) }
}

extension EventSubject {
    package static let task = EventSubject("task", member: "taskId")
    package static let project = EventSubject("project", member: "projectId")
    package static let label = EventSubject("label", member: "labelId")
    package static let view = EventSubject("view")
}

extension TopicName {
    /// Everything that happens to tasks, labels and projects in the listener's sight; with a number, to one task.
    package static let tasks = TopicName("tasks", isWhole: true, isNumbered: true, permission: .tasksRead)
    package static let projects = TopicName("projects", isWhole: false, isNumbered: true, permission: .tasksRead)
}

extension Topic {
    package static let tasks = Topic(.tasks)
    package static func task(_ id: Int64) -> Topic { Topic(.tasks, id) }
    package static func project(_ id: Int64) -> Topic { Topic(.projects, id) }
}

extension EventKind {
    package static func task(_ kind: TaskEventKind) -> EventKind { kind.kind }
}
