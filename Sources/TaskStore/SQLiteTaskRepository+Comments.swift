import Domain
import JSON
import SQLite
import Store
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
        try writing(change) { writing in try addComment(text, to: taskId, writing) }
    }

    func addComment(_ text: String, to taskId: TaskItem.ID, _ writing: TaskWriting) throws -> CommentOutcome {
        let (change, tx) = (writing.change, writing.tx)
        let task = try Self.find(taskId, writing.access, tx)
        try writing.access.require(.commenter, on: task, tx)
        if let known = try RetryLog.outcome(of: change, tx) {
            writing.seq = known.change
            return try Self.outcome(try CommentRow.find(known.subject, of: taskId, tx), writing)
        }
        var row = CommentRow(
            id: 0, taskId: taskId, authorId: change.caller.accountId, authorName: nil, text: text,
            createdAt: change.instant, editedAt: nil)
        row.mentions = try Mentions.accounts(in: text, of: task, tx)
        try row.requireRoom(tx)
        let stored = try CommentRow.find(try row.insert(tx), of: taskId, tx)
        try writing.append(.commentAdded, task) { out in out.member("comment", object: stored.write) }
        try RetryLog.remember(change, subject: stored.id, seq: writing.seq, tx)
        return try Self.outcome(stored, writing)
    }

    package func updateComment(
        _ id: Int64, of taskId: TaskItem.ID, _ text: String, by change: Change
    ) throws(Failure) -> CommentOutcome {
        try writing(change) { writing in
            let task = try Self.find(taskId, writing.access, writing.tx)
            try writing.access.require(.commenter, on: task, writing.tx)
            let old = try CommentRow.find(id, of: taskId, writing.tx)
            if try RetryLog.subject(of: change, writing.tx) != nil { return try Self.outcome(old, writing) }
            guard old.authorId == change.caller.accountId else { throw Self.anothers }
            try change.require(version: old.version)
            try RetryLog.remember(change, subject: id, writing.tx)
            guard old.text != text else { return try Self.outcome(old, writing) }
            var new = old
            new.text = text
            new.version = old.version + 1
            new.editedAt = change.instant
            new.mentions = try Mentions.accounts(in: text, of: task, writing.tx)
            try new.requireRoom(replacing: old, writing.tx)
            try new.update(writing.tx)
            try writing.append(.commentChanged, task) { out in
                new.write(changing: old, to: &out)
            }
            return try Self.outcome(try CommentRow.find(id, of: taskId, writing.tx), writing)
        }
    }

    @discardableResult
    package func removeComment(_ id: Int64, of taskId: TaskItem.ID, by change: Change) throws(Failure) -> Int64? {
        try writing(change) { writing in
            let task = try Self.find(taskId, writing.access, writing.tx)
            guard try RetryLog.subject(of: change, writing.tx) == nil else { return nil }
            let row = try CommentRow.find(id, of: taskId, writing.tx)
            let isOwn = row.authorId == change.caller.accountId
            try writing.access.require(isOwn ? .commenter : .owner, on: task, writing.tx)
            try change.require(version: row.version)
            try row.remove(task, writing)
            try RetryLog.remember(change, subject: id, writing.tx)
            return writing.seq
        }
    }

    private static var anothers: Failure { Failure(.forbidden, "The comment is another's.") }

    private static func outcome(_ row: CommentRow, _ writing: TaskWriting) throws -> CommentOutcome {
        CommentOutcome(comment: try named([row], writing.tx)[0], change: writing.seq)
    }

    static func named(_ rows: [CommentRow], _ tx: ReadTransaction) throws -> [Comment] {
        let ids = Set(rows.flatMap { [$0.authorId].compactMap { $0 } + $0.mentions })
        let names = try AccountNames.of(ids, tx)
        return rows.map { row in
            Comment(
                id: row.id, author: row.authorId.flatMap { names[$0] }, importedAuthor: row.authorName,
                text: row.text, mentions: row.mentions.compactMap { names[$0] }, createdAt: row.createdAt,
                editedAt: row.editedAt, version: row.version)
        }
    }
}

/// `@name` in a text.
enum Mentions {
    /// Accounts that are named and may see what is said; names may have spaces, so the longest that fits counts.
    static func accounts(in text: String, of task: TaskItem, _ tx: ReadTransaction) throws -> [Int64] {
        guard text.contains("@") else { return [] }
        let people = try tx.all(
            selectPeople, task.projectId, task.inboxId, IDList(task.assignees.map(\.id))
        ) { row in (id: try row[0] as Int64, name: try row[1] as String) }
        let ids = Dictionary(people.map { ($0.name, $0.id) }) { first, _ in first }
        let lengths = Set(people.map(\.name.count)).sorted(by: >)
        let pieces = text.lowercased().split(separator: "@", omittingEmptySubsequences: false).dropFirst()
        let found = Set(pieces.compactMap { named(at: $0, lengths, ids) })
        guard found.count <= TaskRules.mentionLimit else {
            throw Failure(.tooManyMentions(TaskRules.mentionLimit), field: "text")
        }
        return found.sorted()
    }

    private static let selectPeople = SQL(
        kept: """
            SELECT id, nameKey FROM account WHERE disabledAt IS NULL AND CASE WHEN CAST(?1 AS BIGINT) IS NULL
            THEN id = ?2 OR id = (SELECT ownerId FROM account WHERE id = ?2) OR id IN (\(IDList.rows(boundTo: "?3")))
            ELSE EXISTS (SELECT 1 FROM projectMember WHERE projectId = ?1 AND accountId = account.id) END
            """)

    /// Looks names up by their lengths: there may be thousands of both accounts and signs.
    private static func named(at piece: Substring, _ lengths: [Int], _ ids: [String: Int64]) -> Int64? {
        for length in lengths {
            guard let end = piece.index(piece.startIndex, offsetBy: length, limitedBy: piece.endIndex),
                end == piece.endIndex || !(piece[end].isLetter || piece[end].isNumber)
            else { continue }
            if let id = ids[String(piece[..<end])] { return id }
        }
        return nil
    }
}
