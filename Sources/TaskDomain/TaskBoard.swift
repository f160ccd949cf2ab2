import Domain

/// Tasks side by side in lanes.
///
/// - Source: `docs/design/0006-tasks.md`; tables as `TaskRepository`.
package protocol BoardRepository: Sendable {
    /// The content of a board, from one snapshot and with a handful of statements whatever the number of tasks.
    ///
    /// - Shape: one task may stand in several lanes of assignees. A filter with words looks at the tasks of the newest
    ///   `TaskBoard.wordMatches` rows of the index that have them, a task and each comment being one.
    func board(_ query: BoardQuery, for caller: Caller) throws(Failure) -> TaskBoard
}

/// By what a board divides tasks into lanes: the field that a card's move changes.
package enum BoardField: String, CaseIterable, Sendable {
    case status, priority, project, assignee
}

package struct BoardQuery: Sendable {
    package var field: BoardField
    /// Its order does not count: a board has its own.
    package var filter: TaskFilter
    package var frame: DayFrame
    /// Cards of one lane, 1 to 200.
    package var limit: Int

    package init(by field: BoardField, _ filter: TaskFilter = TaskFilter(), frame: DayFrame, limit: Int = 50) {
        self.field = field
        self.filter = filter
        self.frame = frame
        self.limit = limit
    }
}

package struct TaskBoard: Sendable, Equatable {
    package let lanes: [Lane]

    /// Lanes of projects or people, at most; beside them the one for none.
    package static let laneLimit = 11
    package static let wordMatches = 5_000

    package struct Lane: Sendable, Equatable {
        package let value: Value
        /// By priority and due date, the newest of equals first; done ones by when they were done, the latest first.
        package let tasks: [TaskItem]
        /// The lane has more tasks than `limit`.
        package let hasMore: Bool

        package init(value: Value, tasks: [TaskItem], hasMore: Bool) {
            self.value = value
            self.tasks = tasks
            self.hasMore = hasMore
        }
    }

    /// The value that the tasks of a lane have in common.
    package enum Value: Sendable, Hashable {
        case status(TaskStatus)
        case priority(TaskPriority)
        /// nil for the tasks in inboxes.
        case project(TaskMenu.ProjectEntry?)
        /// nil for tasks that are nobody's.
        case assignee(AccountName?)
    }

    package init(lanes: [Lane]) {
        self.lanes = lanes
    }
}
