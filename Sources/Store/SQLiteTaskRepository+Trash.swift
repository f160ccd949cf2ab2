import Domain
import JSON
import SQLite

extension SQLiteTaskRepository {
    @discardableResult
    public func delete(_ id: TaskItem.ID, ifVersion: Int64?, by change: Change) throws(Failure) -> Int64? {
        try writing(change) { writing in
            guard try RetryLog.subject(of: change, writing.tx) == nil else { return nil }
            try delete(id, ifVersion, writing)
            try RetryLog.remember(change, subject: id, writing.tx)
            return writing.seq
        }
    }

    /// Moves a task to the trash, and its subtasks after it.
    func delete(_ id: TaskItem.ID, _ ifVersion: Int64?, _ writing: TaskWriting) throws {
        let task = try current(id, ifVersion, writing)
        try discard(task, writing)
    }

    private func discard(_ task: TaskItem, _ writing: TaskWriting) throws {
        let tx = writing.tx
        let subtasks: [TaskItem.ID] = try tx.all("SELECT id FROM task WHERE parentId = ? ORDER BY id", task.id) {
            try $0[0]
        }
        // The subtasks' rows go first, as they name this one; its event comes first, as it is restored first.
        let comments = try CommentRow.all(of: task.id, tx)
        let seq = try writing.append(.taskDeleted, subject: task.id, project: task.projectId) { out in
            TaskContent.write(task, to: &out)
            out.member("blocks", JSON.integers(task.blocks))
            CommentRow.write(comments, to: &out)
        }
        for id in subtasks { try discard(try Self.find(id, writing.access, tx), writing) }
        try remove(task, at: writing.change.instant, tx)
        try tx.run(
            "INSERT INTO trash (taskId, seq, projectId, deletedAt) VALUES (?, ?, ?, ?)", task.id, seq,
            task.projectId, writing.change.instant)
    }

    public func trash(before: Int64?, limit: Int, for caller: Caller) throws(Failure) -> [TrashedTask] {
        try store.read { tx in
            let access = Access(caller)
            return try tx.all(
                SQL(
                    composed: """
                        SELECT trash.taskId, trash.seq, json_extract(content, '$.title'), trash.projectId, deletedAt,
                        account.name
                        FROM trash JOIN event ON event.seq = trash.seq JOIN eventBody ON eventBody.seq = trash.seq
                        LEFT JOIN account ON event.actor = 'account:' || account.id
                        AND account.id = CAST(substr(event.actor, 9) AS INTEGER)
                        WHERE trash.seq < ? AND \(Access.sight(of: "trash.projectId"))
                        ORDER BY trash.seq DESC LIMIT ?
                        """), before ?? Int64.max, access.accountId, limit
            ) { row in
                TrashedTask(
                    id: try row[0], seq: try row[1], title: try row[2], projectId: try row[3], deletedAt: try row[4],
                    actor: try row[5])
            }
        }
    }

    public func restore(_ id: TaskItem.ID, by change: Change) throws(Failure) -> RestoreOutcome {
        try writing(change) { writing in
            var missing: Set<String> = []
            try restore(id, writing, &missing)
            let outcome = try writing.outcome(id)
            return RestoreOutcome(task: outcome.task, change: outcome.change ?? 0, missing: missing.sorted())
        }
    }

    /// - Errors: `.notFound` for what is not in the trash, or hidden.
    func restore(_ id: TaskItem.ID, _ writing: TaskWriting, _ missing: inout Set<String>) throws {
        let tx = writing.tx
        guard let entry = try TrashEntry.find(id, tx) else { throw Failure.notFound }
        let project = entry.projectId
        let isProjectThere: Bool? = try tx.value("SELECT 1 FROM project WHERE id = ?", project)
        if project == nil || isProjectThere == true { try writing.access.require(.editor, in: project, tx) }
        var task = try TaskContent.read(entry.content, id: id, version: 1, at: writing.change.instant)
        task.version = (try tx.value("SELECT count(*) + 1 FROM event WHERE area = 'tasks' AND subject = ?", id)) ?? 1
        missing.formUnion(try TaskRemains(tx).leaveOut(&task))
        task = try add(task, tx)
        try tx.run("DELETE FROM trash WHERE taskId = ?", id)
        try TaskRemains(tx).bringBack(entry.content, to: task)
        let restored = try Self.find(id, writing.access, tx)
        try writing.append(.taskRestored, restored) { out in TaskContent.write(restored, to: &out) }
        for subtask in try TrashEntry.deletedTogether(with: entry, parent: id, tx) {
            try restore(subtask, writing, &missing)
        }
    }

    public func purgeTrash(deletedBefore instant: Instant, by change: Change) throws(Failure) -> Int {
        try writing(change) { writing in
            let tx = writing.tx
            let entries = try tx.all(
                "SELECT taskId, projectId FROM trash WHERE deletedAt < ? ORDER BY seq LIMIT 1000", instant
            ) { row in (id: try row[0] as TaskItem.ID, project: try row[1] as Int64?) }
            for entry in entries {
                try TrashEntry.purge(entry.id, project: entry.project, writing)
            }
            return entries.count
        }
    }
}

/// One line of the trash with what its event keeps.
struct TrashEntry {
    let id: TaskItem.ID
    let seq: Int64
    /// The change that it was deleted by.
    let change: Int64
    let projectId: Int64?
    let content: JSONObject

    static func find(_ id: TaskItem.ID, _ tx: ReadTransaction) throws -> TrashEntry? {
        try tx.one(
            """
            SELECT trash.seq, trash.projectId, content FROM trash JOIN eventBody ON eventBody.seq = trash.seq
            WHERE taskId = ?
            """, id
        ) { row in
            let (seq, content): (Int64, JSONObject) = (try row[0], try EventBody.read(try row[2]))
            return TrashEntry(
                id: id, seq: seq, change: content["with"]?.integer ?? seq, projectId: try row[1], content: content)
        }
    }

    /// The subtasks that went into the trash with their parent.
    static func deletedTogether(
        with entry: TrashEntry, parent: TaskItem.ID, _ tx: ReadTransaction
    ) throws -> [TaskItem.ID] {
        try tx.all(
            """
            SELECT trash.taskId FROM trash JOIN eventBody ON eventBody.seq = trash.seq
            WHERE json_extract(content, '$.with') = ? AND json_extract(content, '$.parentId') = ? ORDER BY trash.seq
            """, entry.change, parent
        ) { try $0[0] }
    }
}

extension TrashEntry {
    /// Erases all that was ever written of a deleted task. The events stay, so the chain holds. Event `task_purged`.
    static func purge(_ id: TaskItem.ID, project: Int64?, _ writing: TaskWriting) throws {
        try writing.tx.run(
            """
            DELETE FROM eventBody WHERE seq IN
            (SELECT seq FROM event WHERE area = 'tasks' AND subject = ? AND kind NOT LIKE 'project_%'
             AND kind NOT LIKE 'member_%' AND kind NOT LIKE 'label_%' AND kind NOT LIKE 'import_%')
            """, id)
        try writing.tx.run("DELETE FROM trash WHERE taskId = ?", id)
        try writing.append(.taskPurged, subject: id, project: project)
    }
}

enum EventBody {
    /// - Errors: `.internalFault` for a body that no event of ours has.
    static func read(_ text: String) throws -> JSONObject {
        guard case .object(let object) = try? JSONParser.parse(Array(text.utf8)) else {
            throw Failure(.internalFault, "An event cannot be read.")
        }
        return object
    }
}

/// What is left of the things that a deleted task knew.
struct TaskRemains {
    private let tx: WriteTransaction

    init(_ tx: WriteTransaction) {
        self.tx = tx
    }

    /// Takes from a task what is gone by now.
    ///
    /// - Shape: the names of the fields that lost something.
    func leaveOut(_ task: inout TaskItem) throws -> Set<String> {
        var missing: Set<String> = []
        if let project = task.projectId, try !isThere("SELECT 1 FROM project WHERE id = ?", project) {
            task.projectId = nil
            missing.insert("projectId")
        }
        if let parent = task.parentId {
            let found = try tx.one("SELECT projectId FROM task WHERE id = ?", parent) { try $0[0] as Int64? }
            if let found, found == task.projectId {
            } else {
                task.parentId = nil
                missing.insert("parentId")
            }
        }
        try filter(&task.labels, "labels", &missing) { try isThere("SELECT 1 FROM label WHERE id = ?", $0.id) }
        try filter(&task.assignees, "assignees", &missing) {
            try isThere("SELECT 1 FROM account WHERE id = ?", $0.id)
        }
        try filter(&task.blockedBy, "blockedBy", &missing) { try isThere("SELECT 1 FROM task WHERE id = ?", $0) }
        if let externalId = task.externalId,
            try tx.value("SELECT 1 FROM task WHERE externalId = ? AND id <> ?", externalId, task.id) as Bool? == true
        {
            task.externalId = nil
            missing.insert("externalId")
        }
        for place in task.steps.indices {
            guard let assignee = task.steps[place].assignee,
                try !isThere("SELECT 1 FROM account WHERE id = ?", assignee.id)
            else { continue }
            task.steps[place].assignee = nil
            missing.insert("steps")
        }
        return missing
    }

    private func filter<Element>(
        _ elements: inout [Element], _ name: String, _ missing: inout Set<String>, _ isKept: (Element) throws -> Bool
    ) throws {
        let kept = try elements.filter(isKept)
        if kept.count < elements.count { missing.insert(name) }
        elements = kept
    }

    private func isThere(_ sql: SQL, _ id: Int64) throws -> Bool { try tx.value(sql, id) as Bool? == true }

    /// The comments, and the tasks that waited for this one.
    func bringBack(_ content: JSONObject, to task: TaskItem) throws {
        for blocked in content["blocks"]?.integers ?? [] where !task.blockedBy.contains(blocked) {
            guard try isThere("SELECT 1 FROM task WHERE id = ?", blocked) else { continue }
            try tx.run("INSERT OR IGNORE INTO taskBlock (blockedId, blockerId) VALUES (?, ?)", blocked, task.id)
        }
        for comment in content["comments"]?.items ?? [] {
            guard let comment = comment.object else { continue }
            try CommentRow.bringBack(comment, to: task.id, tx)
        }
    }
}
