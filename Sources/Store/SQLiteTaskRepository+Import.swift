import Domain
import JSON
import SQLite

extension SQLiteTaskRepository {
    public func importBatch(_ items: [ImportedTask], by change: Change) throws(Failure) -> ImportCount {
        try store.write { tx in
            var counted = ImportCount()
            for item in items {
                let known: TaskItem.ID? = try tx.value(
                    "SELECT id FROM task WHERE externalId = ?", item.draft.externalId)
                if let known {
                    let changed = try refresh(known, item, by: change, tx)
                    counted.updated += changed ? 1 : 0
                    counted.unchanged += changed ? 0 : 1
                } else {
                    try take(item, by: change, tx)
                    counted.created += 1
                }
            }
            return counted
        }
    }

    public func finishImport(
        from source: String, _ count: ImportCount, by change: Change
    ) throws(Failure) {
        guard count.created + count.updated > 0 else { return }
        try store.write { tx in
            let event = Event(.importFinished, subject: nil, by: change) { out in
                out.member("title", String(count.created + count.updated))
                out.member("source", source)
                out.member("created", count.created)
                out.member("updated", count.updated)
            }
            try tx.append(event, key: store.eventKey)
        }
    }

    private func take(_ item: ImportedTask, by change: Change, _ tx: WriteTransaction) throws {
        let times = TaskTimes(created: item.createdAt, updated: item.updatedAt, completed: item.completedAt)
        let task = try insert(item.draft, times, tx)
        try append(.taskImported, task, by: change, tx) { out in TaskContent.write(task, to: &out) }
    }

    /// Brings a task up to what its source says now, unless it was changed here after the source was.
    ///
    /// - Shape: whether anything changed.
    private func refresh(_ id: TaskItem.ID, _ item: ImportedTask, by change: Change, _ tx: WriteTransaction) throws
        -> Bool
    {
        let old = try Self.find(id, tx)
        guard item.updatedAt > old.updatedAt else { return false }
        var new = old
        new.title = item.draft.title
        new.description = item.draft.description
        new.status = item.draft.status
        new.priority = item.draft.priority
        new.completedAt = item.draft.status == .done ? item.completedAt ?? item.updatedAt : nil
        guard new != old else { return false }
        try save(&new, was: old, at: item.updatedAt, tx)
        try append(.taskChanged, new, by: change, tx) { out in TaskContent.write(changes: old, new, to: &out) }
        return true
    }
}
