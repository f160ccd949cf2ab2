import Domain
import JSON
import SQLite
import Store
import TaskDomain

/// A comment as it is stored and as the log has it.
struct CommentRow: Equatable {
    let id: Int64
    let taskId: TaskItem.ID
    var authorId: Int64?
    /// The name of an imported comment's author, empty where nobody was named; nil for a comment written here.
    let authorName: String?
    var text: String
    let createdAt: Instant
    var editedAt: Instant?
    var version: Int64 = 1
    var mentions: [Int64] = []

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
        guard let found = try known(id, of: taskId, tx) else { throw Failure.notFound }
        return found
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

    /// Requires that the task may have this comment beside the others, or in the place of one. Of the others nothing is
    /// read.
    ///
    /// - Errors: `.invalid` on `comments`.
    func requireRoom(replacing old: CommentRow? = nil, _ tx: ReadTransaction) throws {
        let total = try tx.one("SELECT count, bytes FROM commentTotal WHERE taskId = ?", taskId) { row in
            (count: try row[0] as Int, bytes: try row[1] as Int)
        }
        guard let total else { return }
        guard total.count - (old == nil ? 0 : 1) < TaskRules.commentLimit else {
            throw Failure(.tooMany(TaskRules.commentLimit), field: "comments")
        }
        guard total.bytes - (old?.text.utf8.count ?? 0) + text.utf8.count <= TaskRules.commentsByteLimit else {
            throw Failure(.tooManyBytes(TaskRules.commentsByteLimit), field: "comments")
        }
    }

    /// Writes it as it is: a new one with the number 0, another under its own.
    ///
    /// - Shape: its number.
    @discardableResult
    func insert(_ tx: WriteTransaction) throws -> Int64 {
        try tx.run(
            """
            INSERT INTO comment (id, taskId, authorId, authorName, text, createdAt, editedAt, version)
            VALUES (?, ?, (SELECT id FROM account WHERE id = ?), ?, ?, ?, ?, ?)
            """, id == 0 ? nil : id, taskId, authorId, authorName, text, createdAt, editedAt, version)
        let id = try tx.lastInsertRowID
        try writeMentions(of: id, tx)
        return id
    }

    func update(_ tx: WriteTransaction) throws {
        try tx.run(
            "UPDATE comment SET text = ?, editedAt = ?, version = ? WHERE id = ?", text, editedAt, version, id)
        try tx.run("DELETE FROM mention WHERE commentId = ?", id)
        try writeMentions(of: id, tx)
    }

    private func writeMentions(of id: Int64, _ tx: WriteTransaction) throws {
        for account in mentions {
            try tx.run(
                """
                INSERT INTO mention (commentId, accountId) SELECT CAST(? AS BIGINT), id FROM account WHERE id = ?
                ON CONFLICT (commentId, accountId) DO NOTHING
                """, id, account)
        }
    }

    func write(to out: inout JSONWriter) {
        out.member("id", id)
        out.member("authorId", authorId)
        out.member("authorName", authorName)
        out.member("text", text)
        out.member("mentions", JSON.integers(mentions))
        out.member("createdAt", createdAt.rfc3339)
        out.member("editedAt", editedAt?.rfc3339)
        out.member("version", version)
    }

    /// Writes the comment as it was, and what is different about it now.
    func write(changing old: CommentRow, to out: inout JSONWriter) {
        out.member("comment", object: old.write)
        out.member("to", text)
        out.member("mentions", JSON.integers(mentions))
        out.member("editedAt", editedAt?.rfc3339)
        out.member("version", version)
    }

    static func write(_ comments: [CommentRow], to out: inout JSONWriter) {
        guard !comments.isEmpty else { return }
        out.member("comments", array: { out in for comment in comments { out.object { comment.write(to: &$0) } } })
    }

    /// Tells whether a task's comments are those that the log has. Their versions do not count: an edit that was taken
    /// back leaves a higher one behind.
    static func areSame(_ comments: [CommentRow], _ logged: [JSON], taskId: TaskItem.ID) -> Bool {
        let known = logged.compactMap { $0.object.flatMap { CommentRow($0, taskId: taskId) } }
        guard known.count == logged.count, known.count == comments.count else { return false }
        return zip(comments, known).allSatisfy { stored, known in
            var known = known
            known.version = stored.version
            return stored == known
        }
    }

    init?(_ object: JSONObject, taskId: TaskItem.ID) {
        guard let id = object["id"]?.integer, let text = object["text"]?.string,
            let created = object["createdAt"]?.string.flatMap({ Instant(rfc3339: $0) })
        else { return nil }
        self.init(
            id: id, taskId: taskId, authorId: object["authorId"]?.integer, authorName: object["authorName"]?.string,
            text: text, createdAt: created, editedAt: object["editedAt"]?.string.flatMap { Instant(rfc3339: $0) })
        mentions = object["mentions"]?.integers ?? []
        version = object.version ?? 1
    }

    init(
        id: Int64, taskId: TaskItem.ID, authorId: Int64?, authorName: String?, text: String, createdAt: Instant,
        editedAt: Instant?
    ) {
        (self.id, self.taskId, self.authorId, self.authorName) = (id, taskId, authorId, authorName)
        (self.text, self.createdAt, self.editedAt) = (text, createdAt, editedAt)
    }

    static func bringBack(_ object: JSONObject, to taskId: TaskItem.ID, _ tx: WriteTransaction) throws {
        try CommentRow(object, taskId: taskId)?.insert(tx)
    }

    /// Takes a comment's event back: what was written goes, what was changed or removed comes again.
    ///
    /// - Errors: `.conflict` where the comment is no longer as the change left it; `.forbidden` for whoever may not
    ///   comment any more, or for another's whoever owns the project no more.
    static func takeBack(_ event: LoggedChange, of task: TaskItem, _ writing: TaskWriting) throws {
        guard let before = event.content["comment"]?.object, var row = CommentRow(before, taskId: task.id) else {
            return
        }
        let isOwn = row.authorId == writing.access.accountId
        // Whoever brought a comment along may take it away again: it is no account's.
        let isImported = event.kind == .commentAdded && row.authorId == nil && event.content["undoes"] == nil
        try writing.access.require(isOwn ? .commenter : isImported ? .editor : .owner, on: task, writing.tx)
        let stored = try known(row.id, of: task.id, writing.tx)
        let changed = TaskUndo.changed
        switch event.kind {
        case .commentAdded:
            guard let stored, stored.text == row.text else { throw changed }
            try stored.remove(task, writing)
        case .commentRemoved:
            guard stored == nil else { throw changed }
            try row.requireRoom(writing.tx)
            try row.insert(writing.tx)
            try writing.append(.commentAdded, task) { out in out.member("comment", object: row.write) }
        default:
            guard let stored, stored.text == event.content["to"]?.string else { throw changed }
            row.mentions = before["mentions"]?.integers ?? []
            row.version = stored.version + 1
            try row.update(writing.tx)
            try writing.append(.commentChanged, task) { out in
                row.write(changing: stored, to: &out)
            }
        }
    }

    func remove(_ task: TaskItem, _ writing: TaskWriting) throws {
        try writing.tx.run("DELETE FROM comment WHERE id = ?", id)
        try writing.append(.commentRemoved, task) { out in out.member("comment", object: write) }
    }
}
