import Domain
import SQLite
import Store
import TaskDomain

extension SQLiteTaskRepository {
    package func trash(before: Int64?, limit: Int, for caller: Caller) throws(Failure) -> [TrashedTask] {
        try store.read { tx in
            let access = Access(caller)
            return try tx.all(
                SQL(
                    composed: """
                        SELECT trash.taskId, trash.seq, content ->> 'title', trash.projectId, deletedAt,
                        account.name, (SELECT name FROM account a WHERE a.id = trash.inboxId)
                        FROM trash JOIN event ON event.seq = trash.seq JOIN eventBody ON eventBody.seq = trash.seq
                        LEFT JOIN account ON \(EventActor.isAccount("account.id", in: "event.actor"))
                        WHERE trash.seq < ? AND \(Access.reaches(Access.place(of: "trash")))
                        ORDER BY trash.seq DESC LIMIT ?
                        """), values: [before ?? Int64.max] + access.whoReaches + [limit]
            ) { row in
                TrashedTask(
                    id: try row[0], seq: try row[1], title: try row[2], projectId: try row[3], inbox: try row[6],
                    deletedAt: try row[4], actor: try row[5])
            }
        }
    }

    package func purgeTrash(deletedBefore instant: Instant, by change: Change) throws(Failure) -> Int {
        try Erasing(store, change).trash("deletedAt < ?", instant)
    }
}
