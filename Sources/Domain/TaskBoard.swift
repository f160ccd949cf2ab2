/// Tasks side by side in lanes.
///
/// - Source: `docs/design/0006-tasks.md`; tables as `TaskRepository`.
public protocol BoardRepository: Sendable {
    /// The content of a board, from one snapshot and with a handful of statements whatever the number of tasks.
    ///
    /// - Shape: one task may stand in several lanes of assignees. A filter with words looks at the newest
    ///   `TaskBoard.wordMatches` tasks that have them.
    func board(_ query: BoardQuery, for caller: Caller) throws(Failure) -> TaskBoard
}

/// By what a board divides tasks into lanes: the field that a card's move changes.
public enum BoardField: String, CaseIterable, Sendable {
    case status, priority, project, assignee
}

public struct BoardQuery: Sendable {
    public var field: BoardField
    /// Its order does not count: a board has its own.
    public var filter: TaskFilter
    public var frame: DayFrame
    /// Cards of one lane, 1 to 200.
    public var limit: Int

    public init(by field: BoardField, _ filter: TaskFilter = TaskFilter(), frame: DayFrame, limit: Int = 50) {
        self.field = field
        self.filter = filter
        self.frame = frame
        self.limit = limit
    }
}

public struct TaskBoard: Sendable, Equatable {
    public let lanes: [Lane]

    /// Lanes of projects or people, at most; beside them the one for none.
    public static let laneLimit = 11
    public static let wordMatches = 5_000

    public struct Lane: Sendable, Equatable {
        public let value: Value
        /// By priority and due date, the newest of equals first; done ones by when they were done, the latest first.
        public let tasks: [TaskItem]
        /// The lane has more tasks than `limit`.
        public let hasMore: Bool

        public init(value: Value, tasks: [TaskItem], hasMore: Bool) {
            self.value = value
            self.tasks = tasks
            self.hasMore = hasMore
        }
    }

    /// The value that the tasks of a lane have in common.
    public enum Value: Sendable, Hashable {
        case status(TaskStatus)
        case priority(TaskPriority)
        /// nil for the tasks in inboxes.
        case project(TaskMenu.ProjectEntry?)
        /// nil for tasks that are nobody's.
        case assignee(AccountName?)
    }

    public init(lanes: [Lane]) {
        self.lanes = lanes
    }
}
