import Domain
import SQLite
import Store
import TaskChanges
import TaskDomain

/// Comments as a snapshot has them.
extension CommentRow {
    private static let columns = "id, taskId, authorId, authorName, text, createdAt, editedAt, version"

    /// All comments of a task: as many as `TaskRules.commentLimit` allows.
    static func all(of taskId: TaskItem.ID, _ tx: ReadTransaction) throws -> [CommentRow] {
        try withMentions(
            try tx.all(
                SQL(composed: "SELECT \(columns) FROM comment WHERE taskId = ? ORDER BY id"), taskId, row: read), tx)
    }

    /// One more than asked for, where there is one; the oldest first.
    static func page(
        of taskId: TaskItem.ID, _ query: CommentQuery, _ tx: ReadTransaction
    ) throws -> [CommentRow] {
        let rows: [CommentRow] =
            switch query.cursor {
            case .after(let id):
                try tx.all(
                    SQL(composed: "SELECT \(columns) FROM comment WHERE taskId = ? AND id > ? ORDER BY id LIMIT ?"),
                    taskId, id, query.limit + 1, row: read)
            case .before(let id):
                Array(
                    try tx.all(
                        SQL(
                            composed:
                                "SELECT \(columns) FROM comment WHERE taskId = ? AND id < ? ORDER BY id DESC LIMIT ?"
                        ), taskId, id, query.limit + 1, row: read
                    ).reversed())
            }
        return try withMentions(rows, tx)
    }

    /// - Errors: `.notFound` for one of another task too.
    static func find(_ id: Int64, of taskId: TaskItem.ID, _ tx: ReadTransaction) throws -> CommentRow {
        try known(id, of: taskId, tx).orNotFound()
    }

    static func known(_ id: Int64, of taskId: TaskItem.ID, _ tx: ReadTransaction) throws -> CommentRow? {
        try withMentions(
            try tx.all(
                SQL(composed: "SELECT \(columns) FROM comment WHERE id = ? AND taskId = ?"), id, taskId, row: read), tx
        ).first
    }

    private static func read(_ row: borrowing Row) throws -> CommentRow {
        var comment = CommentRow(
            id: try row[0], taskId: try row[1], authorId: try row[2], authorName: try row[3], text: try row[4],
            createdAt: try row[5], editedAt: try row[6])
        comment.version = try row[7]
        return comment
    }

    private static func withMentions(_ rows: [CommentRow], _ tx: ReadTransaction) throws -> [CommentRow] {
        guard !rows.isEmpty else { return [] }
        var mentions: [Int64: [Int64]] = [:]
        try tx.each(selectMentions, IDList(rows.map(\.id))) { row in
            mentions[try row[0], default: []].append(try row[1])
        }
        return rows.map { row in
            var row = row
            row.mentions = mentions[row.id] ?? []
            return row
        }
    }

    private static let selectMentions = SQL(
        kept: "SELECT commentId, accountId FROM mention WHERE commentId IN (\(IDList.rows)) ORDER BY accountId")
}
