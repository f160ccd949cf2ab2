import Domain
import SQLite
import Store
import TaskDomain

/// The replay of events of tasks, projects, labels and saved views.
package enum TaskEvents {
    /// The replay, into another database, of what the log of this one says.
    package static func replay(of live: ReadTransaction, into made: Store) throws -> AreaReplay {
        let (repository, erased) = (made.tasks, try erasedTasks(live))
        return { event, tx in try replay(event, erased: erased, into: repository, tx) }
    }

    /// Tasks of which a body was erased.
    private static func erasedTasks(_ tx: ReadTransaction) throws -> Set<TaskItem.ID> {
        Set(
            try tx.all(
                SQL(
                    composed: """
                        SELECT DISTINCT subject FROM event LEFT JOIN eventBody USING (seq)
                        WHERE content IS NULL AND subject IS NOT NULL AND \(TaskEventKind.concerns(.task, in: "kind"))
                        """)
            ) { try $0[0] })
    }

    private static func replay(
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
