import Domain

/// Hands tasks out whole, any number of them.
///
/// - Source: docs/api/export.md.
package protocol ExportRepository: Sendable {
    /// Tasks in the order of their numbers, with what people said about them.
    ///
    /// - Shape: at most `limit`, those after `id`, empty at the end. Without `query` all that the caller may see, also
    ///   those that lists leave out: hidden until later, or in a project that is archived.
    func exportTasks(
        _ query: TaskQuery?, after id: TaskItem.ID, limit: Int, for caller: Caller
    ) throws(Failure) -> [ExportedTask]
}

package struct ExportedTask: Sendable, Equatable {
    package let task: TaskItem
    /// The oldest first.
    package let comments: [Comment]

    package init(task: TaskItem, comments: [Comment]) {
        self.task = task
        self.comments = comments
    }
}
