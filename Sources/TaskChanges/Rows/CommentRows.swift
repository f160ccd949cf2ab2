import Domain
import TaskDomain

/// Rows of comments and of whom they mention.
package protocol CommentRows {
    /// All comments of a task in their order: as many as `TaskRules.commentLimit` allows.
    func comments(of task: TaskItem.ID) throws -> [CommentRow]

    /// A comment of a task; nil where it is not there, or another task's.
    func comment(_ id: Int64, of task: TaskItem.ID) throws -> CommentRow?

    /// The number and length of a task's comments, without a look at them; nil where it never had any.
    func commentTotal(of task: TaskItem.ID) throws -> CommentTotal?

    /// Keeps a comment: a new one with the number 0, another under its own. An author or somebody mentioned who is gone
    /// is left out.
    ///
    /// - Shape: its number.
    func insert(_ comment: CommentRow) throws -> Int64

    /// Keeps another text of a comment, with its mentions, version and time.
    func save(_ comment: CommentRow) throws

    /// Forgets a comment.
    func removeComment(_ id: Int64) throws
}

/// The number of a task's comments, and their length together.
///
/// - Units: bytes.
package struct CommentTotal: Sendable {
    let count: Int
    let bytes: Int

    package init(count: Int, bytes: Int) {
        (self.count, self.bytes) = (count, bytes)
    }
}
