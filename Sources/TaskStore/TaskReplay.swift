import Domain
import JSON
import SQLite
import Store
import TaskChanges
import TaskDomain

/// The replay of events about tasks, their steps and comments, and the trash. Written as the changes themselves were.
struct TaskReplay {
    let event: ReplayedEvent
    let repository: SQLiteTaskRepository
    let erased: Set<TaskItem.ID>
    let tx: WriteTransaction

    private var rows: SQLiteTaskRows { SQLiteTaskRows(tx, key: repository.store.eventKey) }

    func apply(_ kind: TaskEventKind) throws {
        guard let id = event.subject else { return }
        switch kind {
        case .taskPurged: try tx.run("DELETE FROM trash WHERE taskId = ?", id)
        case .taskDeleted: try delete(id)
        case .trashMoved: try moveInTrash(id)
        default:
            // Without its beginning nothing can be made of what followed.
            guard let content = event.content, !erased.contains(id) else { return }
            switch kind {
            case .taskCreated, .taskImported, .taskRestored: try create(id, content)
            case .commentAdded, .commentChanged, .commentRemoved: try comment(kind, id, content)
            default: try change(id, content)
            }
        }
    }

    private func create(_ id: TaskItem.ID, _ content: JSONObject) throws {
        try tx.run("DELETE FROM trash WHERE taskId = ?", id)
        var task = try TaskContent.read(
            content, id: id, version: content["version"]?.integer ?? 1,
            at: content.instant("updatedAt") ?? event.instant)
        _ = try TaskRemains(rows).leaveOut(&task)
        _ = try rows.insert(task)
        for comment in content["comments"]?.items ?? [] {
            if let row = comment.object.flatMap({ CommentRow($0, taskId: id) }) { try rows.insert(row) }
        }
        // Of two that were restored side by side, the one that comes first finds the other by what it says here.
        for blocked in content["blocks"]?.integers ?? [] {
            try tx.run(
                """
                INSERT INTO taskBlock (blockedId, blockerId) SELECT id, CAST(? AS BIGINT) FROM task WHERE id = ?
                ON CONFLICT (blockedId, blockerId) DO NOTHING
                """, id,
                blocked)
        }
    }

    private func change(_ id: TaskItem.ID, _ content: JSONObject) throws {
        guard let before = content["from"]?.object, let now = content["to"]?.object else { return }
        let old = try stored(id)
        var new = old
        // Forwards is backwards with its ends exchanged.
        try TaskContent.goBack(&new, now: before, before: now)
        _ = try TaskRemains(rows).leaveOut(&new)
        new.becomeNextVersion(at: content.instant("updatedAt") ?? event.instant)
        try rows.save(&new, was: old)
    }

    private func comment(_ kind: TaskEventKind, _ id: TaskItem.ID, _ content: JSONObject) throws {
        guard let said = content["comment"]?.object, var row = CommentRow(said, taskId: id) else {
            throw Failure(.internalFault, "It does not say the comment.")
        }
        switch kind {
        case .commentAdded: try rows.insert(row)
        case .commentRemoved: try rows.removeComment(row.id)
        default:
            row.text = try content.text("to")
            row.mentions = content["mentions"]?.integers ?? row.mentions
            row.version = content.version ?? row.version
            row.editedAt = content["editedAt"] == nil ? event.instant : content.instant("editedAt")
            try rows.save(row)
        }
    }

    /// The event of a parent comes before those of its subtasks, whose rows still name it.
    private func delete(_ id: TaskItem.ID) throws {
        guard !erased.contains(id) else {
            try tx.run("DELETE FROM trash WHERE taskId = ?", id)
            return
        }
        let task = try stored(id)
        try tx.run("UPDATE task SET parentId = NULL WHERE parentId = ?", id)
        try rows.remove(task, at: event.instant)
        guard let content = event.content else { return }
        let seq = content["trash"]?.integer ?? event.seq
        let lying = event.lying ?? content
        try tx.run(
            """
            INSERT INTO event (seq, at, actor, area, kind, digest, mac)
            VALUES (?1, 0, '', '', '', ?2, ?2) ON CONFLICT (seq) DO NOTHING
            """, seq, [UInt8](repeating: 0, count: 32))
        try tx.run(
            """
            INSERT INTO trash
            (taskId, seq, change, projectId, inboxId, parentId, deletedAt, externalId, createdAt)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, id, seq, lying["with"]?.integer ?? seq, content["projectId"]?.integer, content["inboxId"]?.integer,
            lying["parentId"]?.integer, event.instant, lying["externalId"]?.string, lying["createdAt"]?.string)
    }

    private func moveInTrash(_ id: TaskItem.ID) throws {
        guard let now = event.content?["to"]?.object else { return }
        try tx.run(
            "UPDATE trash SET projectId = ?, inboxId = ? WHERE taskId = ?", now["projectId"]?.integer,
            now["inboxId"]?.integer, id)
    }

    private func stored(_ id: TaskItem.ID) throws -> TaskItem {
        do {
            return try SQLiteTaskRepository.find(id, Access(.commandLine), tx)
        } catch let failure as Failure where failure.kind == .notFound {
            throw Failure(.internalFault, "By the events before it there is no task \(id).")
        }
    }
}
