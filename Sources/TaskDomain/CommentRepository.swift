import Domain

/// The comments on tasks.
///
/// - Errors: as `TaskRepository`; a commenter's role suffices for one's own comments. `.stale` where the change is made
///   for another version of the comment than the stored one.
/// - Source: tables `comment` and `mention`, migration 0004.
package protocol CommentRepository: Sendable {
    /// All of them, the oldest first.
    func comments(of taskId: TaskItem.ID, for caller: Caller) throws(Failure) -> [Comment]

    /// One comment of a task.
    func comment(_ id: Int64, of taskId: TaskItem.ID, for caller: Caller) throws(Failure) -> Comment

    /// One page of them, the oldest first.
    func comments(of taskId: TaskItem.ID, _ query: CommentQuery, for caller: Caller) throws(Failure) -> CommentPage

    /// Event `comment_added`. Whoever `@name` names and may see the task is among its mentions.
    ///
    /// - Errors: `.invalid` on `comments` when the task has as many as it may have, or as long ones; on `text` when it
    ///   names too many people.
    func addComment(_ text: String, to taskId: TaskItem.ID, by change: Change) throws(Failure) -> CommentOutcome

    /// Event `comment_changed`.
    ///
    /// - Errors: `.forbidden` for another's.
    func updateComment(
        _ id: Int64, of taskId: TaskItem.ID, _ text: String, by change: Change
    ) throws(Failure) -> CommentOutcome

    /// Event `comment_removed`. An owner of the project, too, may remove one.
    ///
    /// - Shape: the number of the change.
    @discardableResult
    func removeComment(_ id: Int64, of taskId: TaskItem.ID, by change: Change) throws(Failure) -> Int64?
}

/// The comments of a task that are wanted.
package struct CommentQuery: Sendable {
    package enum Cursor: Sendable, Equatable {
        /// The first that are newer than this one.
        case after(Int64)
        /// The last that are older than this one.
        case before(Int64)
    }

    package let cursor: Cursor
    package let limit: Int

    package static let limitRange = 1...200
    package static let usual = 50

    package init(_ cursor: Cursor, limit: Int = usual) {
        (self.cursor, self.limit) = (cursor, limit)
    }

    /// The last ones there are.
    package static var newest: CommentQuery { CommentQuery(.before(.max)) }
}

package struct CommentPage: Sendable, Equatable {
    /// The oldest first.
    package let comments: [Comment]
    /// There are more comments in the direction that was asked for.
    package let hasMore: Bool
    /// All that the task has.
    package let total: Int

    package init(comments: [Comment], hasMore: Bool, total: Int) {
        (self.comments, self.hasMore, self.total) = (comments, hasMore, total)
    }
}

package struct Comment: Identifiable, Sendable, Equatable {
    package let id: Int64
    /// nil where it was imported, or the account is gone.
    package let author: AccountName?
    /// The name of an imported comment's author, empty where nobody was named: a name, and no account. nil for a
    /// comment that was written here.
    package let importedAuthor: String?
    package let text: String
    package let mentions: [AccountName]
    package let createdAt: Instant
    package let editedAt: Instant?
    /// Begins at 1 and grows with every change.
    package let version: Int64

    package init(
        id: Int64, author: AccountName?, importedAuthor: String?, text: String, mentions: [AccountName],
        createdAt: Instant, editedAt: Instant?, version: Int64 = 1
    ) {
        self.version = version
        self.id = id
        self.author = author
        self.importedAuthor = importedAuthor
        self.text = text
        self.mentions = mentions
        self.createdAt = createdAt
        self.editedAt = editedAt
    }

    /// The comment was brought along by a file, so nobody here said it.
    package var isImported: Bool { importedAuthor != nil }

    /// The name of its author, as far as anybody knows.
    package var authorName: String? { author?.name ?? (importedAuthor == "" ? nil : importedAuthor) }
}

/// A comment as a change left it, and the number of that change; nil when nothing changed.
package struct CommentOutcome: Sendable, Equatable {
    package let comment: Comment
    package let change: Int64?

    package init(comment: Comment, change: Int64?) {
        self.comment = comment
        self.change = change
    }
}
