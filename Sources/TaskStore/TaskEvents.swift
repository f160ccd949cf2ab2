import Domain
import SQLite
import Store
import TaskDomain

/// The replay of events of tasks, projects, labels and saved views.
package enum TaskEvents {
    /// - Shape: `erased` are the tasks of which a body was erased.
    /// - Errors: `.internalFault` for an event of another area, and for one that does not say what it must.
    package static func replay(
        _ event: ReplayedEvent, erased: Set<TaskItem.ID>, into repository: SQLiteTaskRepository, _ tx: WriteTransaction
    ) throws {
        guard let kind = TaskEventKind(rawValue: event.kind) else { throw Failure.unreplayable }
        switch kind {
        case .projectCreated, .projectChanged, .projectDeleted, .memberSet, .memberRemoved:
            try ProjectReplay(event: event, tx: tx).apply(kind)
        case .labelCreated, .labelRestored, .labelChanged, .labelDeleted:
            try LabelReplay(event: event, tx: tx).apply(kind)
        case .viewSaved, .viewChanged, .viewRemoved: try SavedViewReplay(event: event, tx: tx).apply(kind)
        case .taskCreated, .taskChanged, .taskCompleted, .taskReopened, .taskDeleted, .taskImported, .taskRestored,
            .taskPurged, .trashMoved, .commentAdded, .commentChanged, .commentRemoved, .stepAdded, .stepDone,
            .stepReopened, .stepChanged, .stepMoved, .stepRemoved:
            try TaskReplay(event: event, repository: repository, erased: erased, tx: tx).apply(kind)
        // What it brought is told by the events of each.
        case .importFinished: break
        }
    }
}
