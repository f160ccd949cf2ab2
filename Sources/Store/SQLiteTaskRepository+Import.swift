import Domain
import JSON
import SQLite

extension SQLiteTaskRepository {
    public func importBatch(_ items: [ImportedTask], by change: Change) throws(Failure) -> ImportCount {
        try writing(change) { writing in
            var counted = ImportCount()
            for item in items {
                let known: TaskItem.ID? = try writing.tx.value(
                    "SELECT id FROM task WHERE externalId = ?", item.draft.externalId)
                if let known {
                    let changed = try refresh(known, item, writing)
                    counted.updated += changed ? 1 : 0
                    counted.unchanged += changed ? 0 : 1
                } else {
                    try take(item, writing)
                    counted.created += 1
                }
            }
            // Now that all of the batch are there.
            for item in items { try connect(item, writing, &counted) }
            return counted
        }
    }

    public func finishImport(
        from source: String, _ count: ImportCount, by change: Change
    ) throws(Failure) {
        guard count.created + count.updated > 0 else { return }
        try store.write { [store] tx in
            let event = Event(.importFinished, subject: nil, by: change) { out in
                out.member("title", String(count.created + count.updated))
                out.member("source", source)
                out.member("created", count.created)
                out.member("updated", count.updated)
            }
            try tx.append(event, key: store.eventKey)
        }
    }

    private func take(_ item: ImportedTask, _ writing: TaskWriting) throws {
        let times = TaskTimes(created: item.createdAt, updated: item.updatedAt, completed: item.completedAt)
        let task = try insert(item.draft, times, writing)
        for comment in item.comments {
            let row = CommentRow(
                id: 0, taskId: task.id, authorId: nil, authorName: comment.author, text: comment.text,
                createdAt: comment.createdAt, editedAt: nil)
            try row.insert(writing.tx)
        }
        let comments = try CommentRow.all(of: task.id, writing.tx)
        try writing.append(.taskImported, task) { out in
            TaskContent.write(task, to: &out)
            CommentRow.write(comments, to: &out)
        }
    }

    /// Brings a task up to what its source says now, unless it was changed here after the source was.
    ///
    /// - Shape: whether anything changed.
    private func refresh(_ id: TaskItem.ID, _ item: ImportedTask, _ writing: TaskWriting) throws -> Bool {
        let old = try Self.find(id, writing.access, writing.tx)
        guard item.updatedAt > old.updatedAt else { return false }
        var new = old
        let names = TaskNames(writing)
        new.title = item.draft.title
        new.description = item.draft.description
        new.status = item.draft.status
        new.priority = item.draft.priority
        new.labels = try names.labels(item.draft.labels)
        new.assignees = try names.assignees(item.draft.assignees, in: old.projectId)
        new.completedAt = item.draft.status == .done ? item.completedAt ?? item.updatedAt : nil
        guard !TaskContent.isSame(old, new) else { return false }
        try save(&new, was: old, at: item.updatedAt, writing.tx)
        try writing.append(.taskChanged, new) { out in TaskContent.write(changes: old, new, to: &out) }
        return true
    }

    /// Ties a task to its parent and its blockers, as far as they are there: once, and never against what was
    /// changed here.
    private func connect(_ item: ImportedTask, _ writing: TaskWriting, _ count: inout ImportCount) throws {
        guard item.parent != nil || !item.blockers.isEmpty,
            let id = try known(item.draft.externalId, writing.tx)
        else { return }
        let old = try Self.find(id, writing.access, writing.tx)
        var new = old
        if new.parentId == nil, let parent = try known(item.parent, writing.tx) { new.parentId = parent }
        for blocker in item.blockers {
            guard let blocker = try known(blocker, writing.tx), !new.blockedBy.contains(blocker) else { continue }
            new.blockedBy.append(blocker)
        }
        new.blockedBy.sort()
        guard !TaskContent.isSame(old, new), item.updatedAt >= old.updatedAt else { return }
        do {
            let placing = TaskPlacing(writing)
            if new.parentId != old.parentId {
                try placing.place(&new, project: old.projectId, parent: new.parentId)
            }
            new.blockedBy = try placing.blockers(new.blockedBy, of: new)
        } catch let failure as Failure where failure.kind == .invalid {
            // A circle, or a parent too deep: the task is taken, the tie is not.
            count.untied += 1
            return
        }
        try save(&new, was: old, at: item.updatedAt, writing.tx)
        try writing.append(.taskChanged, new) { out in TaskContent.write(changes: old, new, to: &out) }
    }

    private func known(_ externalId: String?, _ tx: ReadTransaction) throws -> TaskItem.ID? {
        guard let externalId else { return nil }
        return try tx.value("SELECT id FROM task WHERE externalId = ?", externalId)
    }
}
