import Domain
import JSON
import TaskChanges
import TaskDomain

/// Comments.
extension TaskRowsInMemory {
    package func comments(of task: TaskItem.ID) throws -> [CommentRow] {
        tables.comments.values.filter { $0.taskId == task }.sorted { $0.id < $1.id }
    }

    package func comment(_ id: Int64, of task: TaskItem.ID) throws -> CommentRow? {
        tables.comments[id].flatMap { $0.taskId == task ? $0 : nil }
    }

    package func commentTotal(of task: TaskItem.ID) throws -> CommentTotal? {
        let texts = try comments(of: task).map(\.text.utf8.count)
        return CommentTotal(count: texts.count, bytes: texts.reduce(0, +))
    }

    package func insert(_ comment: CommentRow) throws -> Int64 {
        try spend(comment.text.utf8.count)
        let id = number(.comment, own: comment.id)
        var row = CommentRow(
            id: id, taskId: comment.taskId, authorId: comment.authorId.flatMap { tables.accounts[$0]?.name.id },
            authorName: comment.authorName, text: comment.text, createdAt: comment.createdAt,
            editedAt: comment.editedAt)
        (row.version, row.mentions) = (comment.version, known(comment.mentions))
        tables.comments[id] = row
        return id
    }

    package func save(_ comment: CommentRow) throws {
        try spend(comment.text.utf8.count)
        guard var row = tables.comments[comment.id] else { return }
        (row.text, row.version, row.editedAt) = (comment.text, comment.version, comment.editedAt)
        row.mentions = known(comment.mentions)
        tables.comments[comment.id] = row
    }

    private func known(_ mentions: [Int64]) -> [Int64] { mentions.filter { tables.accounts[$0] != nil }.sorted() }

    package func removeComment(_ id: Int64) throws { tables.comments[id] = nil }
}

/// The trash.
extension TaskRowsInMemory {
    package func trashEntry(_ id: TaskItem.ID) throws -> TrashEntry? { tables.trash[id] }

    package func trashEntries(below id: TaskItem.ID, deletedBy change: Int64) throws -> [TrashEntry] {
        tables.trash.values.filter { $0.parentId == id && $0.change == change }.sorted { $0.seq < $1.seq }
    }

    package func addToTrash(_ task: TaskItem, seq: Int64, at instant: Instant) throws {
        guard let event = tables.events.first(where: { $0.seq == seq }) else { return }
        tables.trash[task.id] = TrashEntry(
            id: task.id, seq: seq, change: event.content["with"]?.integer ?? seq, place: task.place,
            parentId: event.content["parentId"]?.integer, content: event.content)
    }

    package func removeFromTrash(_ id: TaskItem.ID) throws { tables.trash[id] = nil }

    package func freeVersion(of id: TaskItem.ID) throws -> Int64 {
        Int64(tables.events.count { $0.subject == id && $0.kind.area == TaskEventKind.area.rawValue } + 1)
    }
}
