import Domain
import SQLite
import Store
import TaskChanges
import TaskDomain

/// Members as something else than a request about tasks writes them.
extension MemberWriting {
    /// - Shape: each event is a change of its own.
    package init(_ tx: WriteTransaction, key: [UInt8], by change: Change) {
        self.init(SQLiteTaskRows(tx, key: key)) { kind, project, content in
            let event = Event(.task(kind), subject: project, project: project, by: change, content: content)
            try tx.append(event, key: key)
        }
    }

    init(_ tx: WriteTransaction, key: [UInt8], actor: EventActor, at instant: Instant) {
        self.init(SQLiteTaskRows(tx, key: key)) { kind, project, content in
            let event = Event(
                .task(kind), subject: project, place: .project(project), actor: actor, at: instant, content: content)
            try tx.append(event, key: key)
        }
    }
}
