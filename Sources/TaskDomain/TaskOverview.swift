import Domain

/// The content of the dashboard: of each list at most 50 tasks, and how many there are in `counts` where that is kept.
package struct TaskOverview: Sendable, Equatable {
    /// Tasks of each status that the caller may see.
    package var counts: [TaskStatus: Int] = [:]
    /// Live tasks whose due day or instant has passed, the latest first.
    package var overdue: [TaskItem] = []
    /// Live tasks that are due today, or begin today, by time.
    package var today: [TaskItem] = []
    /// Tasks in progress, by priority and due date; those of others only where nobody is assigned.
    package var active: [TaskItem] = []
    /// Open tasks assigned to the caller, or to nobody, that are not due by today; by priority and due date.
    package var open: [TaskItem] = []
    /// Tasks with the status `waiting`.
    package var waiting: [TaskItem] = []
    /// At most 5, the latest first.
    package var recentlyDone: [TaskItem] = []
    /// Tasks completed on each of the frame's days, today last.
    package var donePerDay: [Int] = []
    /// Live tasks at the end of each of the frame's days, today last.
    package var openPerDay: [Int] = []
    /// At most 8, the latest first.
    package var activity: [Activity] = []

    /// Tasks that are neither done nor dropped.
    package var live: Int { TaskStatus.allCases.filter(\.isLive).reduce(0) { $0 + (counts[$1] ?? 0) } }

    package init(
        counts: [TaskStatus: Int] = [:], active: [TaskItem] = [], open: [TaskItem] = [], waiting: [TaskItem] = [],
        recentlyDone: [TaskItem] = [], donePerDay: [Int] = [], activity: [Activity] = []
    ) {
        self.counts = counts
        self.active = active
        self.open = open
        self.waiting = waiting
        self.recentlyDone = recentlyDone
        self.donePerDay = donePerDay
        self.activity = activity
    }
}

/// One line of the log as people read it: who did what to which task.
package struct Activity: Sendable, Equatable {
    /// The account's name; nil when a program of the operator did it.
    package let actor: String?
    /// The maker of the token by which the actor acted, where that was somebody else.
    package let tokenMaker: String?
    package let kind: TaskEventKind
    package let taskId: TaskItem.ID?
    /// The task's title now, or when it was deleted; for an import the number of tasks.
    package let title: String
    package let at: Instant

    package init(
        actor: String?, tokenMaker: String? = nil, kind: TaskEventKind, taskId: TaskItem.ID?, title: String, at: Instant
    ) {
        self.actor = actor
        self.tokenMaker = tokenMaker
        self.kind = kind
        self.taskId = taskId
        self.title = title
        self.at = at
    }
}
