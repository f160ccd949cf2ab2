import Domain
import TaskChanges
import TaskDomain

/// Inboxes.
extension TaskRowsInMemory {
    package func hasAnything(inInboxOf account: Int64) throws -> Bool {
        try !tasks(inInboxOf: account, limit: 1).isEmpty || !trash(fromInboxOf: account, limit: 1).isEmpty
    }

    package func tasks(inInboxOf account: Int64, limit: Int) throws -> [TaskItem.ID] {
        Array(tables.tasks.values.filter { $0.inboxId == account }.map(\.id).sorted().prefix(limit))
    }

    package func trash(fromInboxOf account: Int64, limit: Int) throws -> [TaskItem.ID] {
        let found = tables.trash.values.filter { $0.place == .inbox(account) }
        return found.sorted { $0.seq < $1.seq }.prefix(limit).map(\.id)
    }

    package func moveInTrash(_ id: TaskItem.ID, toInboxOf account: Int64) throws {
        guard let old = tables.trash[id] else { return }
        tables.trash[id] = TrashEntry(
            id: id, seq: old.seq, change: old.change, place: .inbox(account), parentId: old.parentId,
            content: old.content)
    }
}
