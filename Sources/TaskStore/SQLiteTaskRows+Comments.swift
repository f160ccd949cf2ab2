import Domain
import SQLite
import TaskChanges
import TaskDomain

/// Comments and whom they mention.
extension SQLiteTaskRows {
    func comments(of task: TaskItem.ID) throws -> [CommentRow] { try CommentRow.all(of: task, tx) }

    func comment(_ id: Int64, of task: TaskItem.ID) throws -> CommentRow? { try CommentRow.known(id, of: task, tx) }

    func commentTotal(of task: TaskItem.ID) throws -> CommentTotal? {
        try tx.one("SELECT count, bytes FROM commentTotal WHERE taskId = ?", task) { row in
            CommentTotal(count: try row[0], bytes: try row[1])
        }
    }

    @discardableResult
    func insert(_ comment: CommentRow) throws -> Int64 {
        try tx.run(
            """
            INSERT INTO comment (id, taskId, authorId, authorName, text, createdAt, editedAt, version)
            VALUES (?, ?, (SELECT id FROM account WHERE id = ?), ?, ?, ?, ?, ?)
            """, comment.id == 0 ? nil : comment.id, comment.taskId, comment.authorId, comment.authorName, comment.text,
            comment.createdAt, comment.editedAt, comment.version)
        let id = try tx.lastInsertRowID
        try saveMentions(comment.mentions, of: id)
        try TaskIndex.add(IndexedComment(id, of: comment.taskId, comment.text), tx)
        try TaskCitations.add([comment.text], of: comment.taskId, comment: id, tx)
        return id
    }

    func save(_ comment: CommentRow) throws {
        if let old = try IndexedComment(stored: comment.id, tx) { try TaskIndex.remove(old, tx) }
        try TaskIndex.add(IndexedComment(comment), tx)
        try TaskCitations.renew([comment.text], of: comment.taskId, comment: comment.id, tx)
        try tx.run(
            "UPDATE comment SET text = ?, editedAt = ?, version = ? WHERE id = ?", comment.text, comment.editedAt,
            comment.version, comment.id)
        try tx.run("DELETE FROM mention WHERE commentId = ?", comment.id)
        try saveMentions(comment.mentions, of: comment.id)
    }

    private func saveMentions(_ mentions: [Int64], of id: Int64) throws {
        for account in mentions {
            try tx.run(
                """
                INSERT INTO mention (commentId, accountId) SELECT CAST(? AS BIGINT), id FROM account WHERE id = ?
                ON CONFLICT (commentId, accountId) DO NOTHING
                """, id, account)
        }
    }

    func removeComment(_ id: Int64) throws {
        if let old = try IndexedComment(stored: id, tx) {
            try TaskIndex.remove(old, tx)
            try TaskCitations.remove(of: SearchNumber.task(of: old.number), comment: id, tx)
        }
        try tx.run("DELETE FROM comment WHERE id = ?", id)
    }
}

extension IndexedComment {
    init(_ comment: CommentRow) { self.init(comment.id, of: comment.taskId, comment.text) }
}
