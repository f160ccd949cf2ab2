import Domain
import JSON
import TaskDomain

/// Writes, changes and removes comments by their rules.
package struct CommentChanges {
    private let writing: TaskWriting
    private let rows: any TaskRows

    package init(_ writing: TaskWriting) {
        (self.writing, rows) = (writing, writing.rows)
    }

    /// As `CommentRepository.addComment`.
    package func add(_ text: String, to taskId: TaskItem.ID) throws -> CommentOutcome {
        let change = writing.change
        let task = try writing.task(taskId)
        try writing.rights.require(.commenter, on: task)
        if let known = try rows.outcome(of: change) {
            writing.seq = known.change
            return try outcome(find(known.subject, of: taskId))
        }
        var row = CommentRow(
            id: 0, taskId: taskId, authorId: change.caller.accountId, authorName: nil, text: text,
            createdAt: change.instant, editedAt: nil)
        row.mentions = try Mentions(rows).accounts(in: text, of: task)
        try requireRoom(for: row)
        let stored = try find(rows.insert(row), of: taskId)
        try writing.append(.commentAdded, task) { out in out.member("comment", object: stored.write) }
        try rows.remember(change, subject: stored.id, seq: writing.seq)
        return try outcome(stored)
    }

    /// As `CommentRepository.updateComment`.
    package func update(_ id: Int64, of taskId: TaskItem.ID, _ text: String) throws -> CommentOutcome {
        let change = writing.change
        let task = try writing.task(taskId)
        try writing.rights.require(.commenter, on: task)
        let old = try find(id, of: taskId)
        if try rows.outcome(of: change) != nil { return try outcome(old) }
        guard old.authorId == change.caller.accountId else {
            throw Failure(.forbidden, "The comment is another's.")
        }
        try change.require(version: old.version)
        try rows.remember(change, subject: id, seq: nil)
        guard old.text != text else { return try outcome(old) }
        var new = old
        new.text = text
        new.version = old.version + 1
        new.editedAt = change.instant
        new.mentions = try Mentions(rows).accounts(in: text, of: task)
        try requireRoom(for: new, replacing: old)
        try rows.save(new)
        try writing.append(.commentChanged, task) { out in new.write(changing: old, to: &out) }
        return try outcome(find(id, of: taskId))
    }

    /// As `CommentRepository.removeComment`.
    package func remove(_ id: Int64, of taskId: TaskItem.ID) throws -> Int64? {
        let task = try writing.task(taskId)
        guard try rows.outcome(of: writing.change) == nil else { return nil }
        let row = try find(id, of: taskId)
        let isOwn = row.authorId == writing.change.caller.accountId
        try writing.rights.require(isOwn ? .commenter : .owner, on: task)
        try writing.change.require(version: row.version)
        try remove(row, of: task)
        try rows.remember(writing.change, subject: id, seq: nil)
        return writing.seq
    }

    /// Requires that the task may have this comment beside the others, or in the place of one. Of the others nothing is
    /// read.
    ///
    /// - Errors: `.invalid` on `comments`.
    package func requireRoom(for row: CommentRow, replacing old: CommentRow? = nil) throws {
        guard let total = try rows.commentTotal(of: row.taskId) else { return }
        try CountLimit.requireRoom(
            TaskRules.commentLimit, field: "comments", beside: total.count - (old == nil ? 0 : 1))
        let bytes = total.bytes - (old?.text.utf8.count ?? 0) + row.text.utf8.count
        guard bytes <= TaskRules.commentsByteLimit else {
            throw Failure(.tooManyBytes(TaskRules.commentsByteLimit), field: "comments")
        }
    }

    private func remove(_ row: CommentRow, of task: TaskItem) throws {
        try rows.removeComment(row.id)
        try writing.append(.commentRemoved, task) { out in out.member("comment", object: row.write) }
    }

    private func outcome(_ row: CommentRow) throws -> CommentOutcome {
        CommentOutcome(comment: row.comment(try rows.names(of: row.accounts)), change: writing.seq)
    }

    /// - Errors: `.notFound` for one of another task too.
    private func find(_ id: Int64, of taskId: TaskItem.ID) throws -> CommentRow {
        try rows.comment(id, of: taskId).orNotFound()
    }
}

extension CommentChanges {
    /// Takes a comment's event back: what was written goes, what was changed or removed comes again.
    ///
    /// - Errors: `.conflict` where the comment is no longer as the change left it; `.forbidden` for whoever may not
    ///   comment any more, or for another's whoever owns the project no more.
    func takeBack(_ event: LoggedChange, of task: TaskItem) throws {
        guard let before = event.content["comment"]?.object, let row = CommentRow(before, taskId: task.id) else {
            return
        }
        let isOwn = row.authorId == writing.rights.accountId
        // Whoever brought a comment along may take it away again: it is no account's.
        let isImported = event.kind == .commentAdded && row.authorId == nil && event.content["undoes"] == nil
        try writing.rights.require(isOwn ? .commenter : isImported ? .editor : .owner, on: task)
        let stored = try rows.comment(row.id, of: task.id)
        switch event.kind {
        case .commentAdded:
            guard let stored, stored.text == row.text else { throw TaskUndo.changed }
            try remove(stored, of: task)
        case .commentRemoved:
            guard stored == nil else { throw TaskUndo.changed }
            try bringBack(row, to: task)
        default:
            guard let stored, stored.text == event.content["to"]?.string else { throw TaskUndo.changed }
            try goBack(from: stored, to: row, of: task)
        }
    }

    private func bringBack(_ row: CommentRow, to task: TaskItem) throws {
        try requireRoom(for: row)
        _ = try rows.insert(row)
        try writing.append(.commentAdded, task) { out in out.member("comment", object: row.write) }
    }

    private func goBack(from stored: CommentRow, to former: CommentRow, of task: TaskItem) throws {
        var row = former
        row.version = stored.version + 1
        try rows.save(row)
        try writing.append(.commentChanged, task) { out in row.write(changing: stored, to: &out) }
    }
}
