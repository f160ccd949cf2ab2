import Domain
import JSON
import TaskDomain

/// A comment as it is stored and as the log has it.
package struct CommentRow: Equatable, Sendable {
    package let id: Int64
    package let taskId: TaskItem.ID
    package var authorId: Int64?
    /// The name of an imported comment's author, empty where nobody was named; nil for a comment written here.
    package let authorName: String?
    package var text: String
    package let createdAt: Instant
    package var editedAt: Instant?
    package var version: Int64 = 1
    package var mentions: [Int64] = []

    package init(
        id: Int64, taskId: TaskItem.ID, authorId: Int64?, authorName: String?, text: String, createdAt: Instant,
        editedAt: Instant?
    ) {
        (self.id, self.taskId, self.authorId, self.authorName) = (id, taskId, authorId, authorName)
        (self.text, self.createdAt, self.editedAt) = (text, createdAt, editedAt)
    }

    /// All accounts that it names.
    package var accounts: Set<Int64> { Set([authorId].compactMap { $0 } + mentions) }

    /// The comment as it is shown, with the names of `accounts`; whoever is not there has none.
    package func comment(_ names: [Int64: AccountName]) -> Comment {
        Comment(
            id: id, author: authorId.flatMap { names[$0] }, importedAuthor: authorName, text: text,
            mentions: mentions.compactMap { names[$0] }, createdAt: createdAt, editedAt: editedAt, version: version)
    }
}

/// The comment in the event log.
extension CommentRow {
    /// - Shape: nil for a comment that no event of ours has.
    package init?(_ object: JSONObject, taskId: TaskItem.ID) {
        guard let id = object["id"]?.integer, let text = object["text"]?.string,
            let created = object["createdAt"]?.string.flatMap({ Instant(rfc3339: $0) })
        else { return nil }
        self.init(
            id: id, taskId: taskId, authorId: object["authorId"]?.integer, authorName: object["authorName"]?.string,
            text: text, createdAt: created, editedAt: object["editedAt"]?.string.flatMap { Instant(rfc3339: $0) })
        mentions = object["mentions"]?.integers ?? []
        version = object["version"]?.integer ?? 1
    }

    package func write(to out: inout JSONWriter) {
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

    package static func write(_ comments: [CommentRow], to out: inout JSONWriter) {
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
}
