import Domain
import SQLite
import Store
import TaskChanges
import TaskDomain

extension SQLiteTaskRepository: CommentRepository {
    package func comments(of taskId: TaskItem.ID, for caller: Caller) throws(Failure) -> [Comment] {
        try store.read { tx in
            _ = try Self.find(taskId, Access(caller), tx)
            return try Self.named(try CommentRow.all(of: taskId, tx), tx)
        }
    }

    package func comment(_ id: Int64, of taskId: TaskItem.ID, for caller: Caller) throws(Failure) -> Comment {
        try store.read { tx in
            _ = try Self.find(taskId, Access(caller), tx)
            return try Self.named([try CommentRow.find(id, of: taskId, tx)], tx)[0]
        }
    }

    package func comments(
        of taskId: TaskItem.ID, _ query: CommentQuery, for caller: Caller
    ) throws(Failure) -> CommentPage {
        try store.read { tx in
            _ = try Self.find(taskId, Access(caller), tx)
            var rows = try CommentRow.page(of: taskId, query, tx)
            let hasMore = rows.count > query.limit
            if hasMore, case .after = query.cursor { rows.removeLast() }
            if hasMore, case .before = query.cursor { rows.removeFirst() }
            let total: Int? = try tx.value("SELECT count(*) FROM comment WHERE taskId = ?", taskId)
            return CommentPage(comments: try Self.named(rows, tx), hasMore: hasMore, total: total ?? 0)
        }
    }

    package func addComment(_ text: String, to taskId: TaskItem.ID, by change: Change) throws(Failure) -> CommentOutcome
    {
        try store.writing(change) { try CommentChanges($0).add(text, to: taskId) }
    }

    package func updateComment(
        _ id: Int64, of taskId: TaskItem.ID, _ text: String, by change: Change
    ) throws(Failure) -> CommentOutcome {
        try store.writing(change) { try CommentChanges($0).update(id, of: taskId, text) }
    }

    @discardableResult
    package func removeComment(_ id: Int64, of taskId: TaskItem.ID, by change: Change) throws(Failure) -> Int64? {
        try store.writing(change) { try CommentChanges($0).remove(id, of: taskId) }
    }

    static func named(_ rows: [CommentRow], _ tx: ReadTransaction) throws -> [Comment] {
        let names = try AccountNames.of(Set(rows.flatMap(\.accounts)), tx)
        return rows.map { $0.comment(names) }
    }
}
