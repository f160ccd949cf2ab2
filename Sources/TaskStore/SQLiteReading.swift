import Domain
import SQLite
import Store
import TaskChanges
import TaskDomain

/// Rows for which a snapshot is enough.
protocol SQLiteReading: SightRows, ChangeRows {
    var reading: ReadTransaction { get }
}

/// The rows in a snapshot, for whoever only looks.
struct SQLiteSnapshotRows: SQLiteReading {
    let reading: ReadTransaction
}

extension Access {
    /// The rights and the sight of the caller in a transaction.
    func rights(_ tx: ReadTransaction) -> CallerRights { CallerRights(accountId, SQLiteSnapshotRows(reading: tx)) }
}

extension SQLiteReading {
    func hasProject(_ id: Int64) throws -> Bool {
        try reading.isTrue("SELECT 1 FROM project WHERE id = ?", id)
    }

    func role(of account: Int64, in project: Int64) throws -> ProjectRole? {
        try reading.value("SELECT role FROM projectMember WHERE projectId = ? AND accountId = ?", project, account)
    }

    func isAgent(_ account: Int64, of person: Int64) throws -> Bool {
        try reading.isTrue("SELECT 1 FROM account WHERE id = ? AND ownerId = ?", account, person)
    }

    func hidden(among ids: Set<TaskItem.ID>, seenBy account: Int64?) throws -> Set<TaskItem.ID> {
        Set(try reading.all(Access.selectHidden, account, IDList(ids)) { try $0[0] })
    }

    func progress(ofSubtasksOf ids: [TaskItem.ID], seenBy account: Int64?) throws -> [TaskItem.ID: Progress] {
        let found = try reading.all(
            SQL(
                composed: """
                    SELECT parentId, count(*) FILTER (WHERE status IN \(TaskStatus.over)), count(*) FROM task
                    WHERE parentId IN (\(IDList.rows)) AND \(Access.sight) GROUP BY parentId
                    """), values: [IDList(ids)] + Access(accountId: account).who
        ) { row in (id: try row[0] as TaskItem.ID, progress: Progress(done: try row[1], total: try row[2])) }
        return Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0.progress) })
    }
}

extension Access {
    fileprivate static let selectHidden = SQL(
        kept: "SELECT id FROM task WHERE id IN (\(IDList.rows(boundTo: "?2"))) AND NOT \(sightOfFirst)")
}

extension SQLiteReading {
    func event(_ seq: Int64) throws -> EventOrigin? {
        try reading.one("SELECT at, actor, area FROM event WHERE seq = ?", seq) { row in
            EventOrigin(at: try row[0], by: try row[1], in: try row[2])
        }
    }

    func events(ofChange seq: Int64) throws -> [LoggedChange] {
        try reading.all(
            SQL(
                composed: """
                    SELECT event.seq, kind, subject, content FROM event JOIN eventBody ON eventBody.seq = event.seq
                    WHERE \(EventLog.ofChange) ORDER BY event.seq
                    """), seq
        ) { row in
            LoggedChange(
                seq: try row[0], kind: try row[1], subject: try row[2], content: try EventBody.read(try row[3]))
        }
    }
}
