import Domain

package struct TaskQuery: Sendable {
    package var filter: TaskFilter
    /// The meaning of `me`, today and now in the filter.
    package var frame: DayFrame
    /// The `next` of the page before.
    package var after: String?
    /// 1 to 200.
    package var limit: Int

    /// Where a search finds nothing, what is nearly so is shown instead.
    package var isForgiving = false
    /// The page has the comments by which its tasks were found.
    package var hasComments = false

    package static let limitRange = 1...200

    package init(_ filter: TaskFilter, frame: DayFrame, after: String? = nil, limit: Int = 50) {
        self.filter = filter
        self.frame = frame
        self.after = after
        self.limit = limit
    }
}

package struct TaskPage: Sendable, Equatable {
    package let tasks: [TaskItem]
    /// Goes into `after` of the next page.
    package let next: String?
    /// The filter whose tasks these are, where a search finds none by the one that was asked for.
    package let instead: TaskFilter?
    /// The texts of the comments by which tasks were found, by the number of the task, where the query asks for them.
    package let comments: [TaskItem.ID: String]

    package init(
        tasks: [TaskItem], next: String?, instead: TaskFilter? = nil, comments: [TaskItem.ID: String] = [:]
    ) {
        (self.tasks, self.next, self.instead, self.comments) = (tasks, next, instead, comments)
    }
}
