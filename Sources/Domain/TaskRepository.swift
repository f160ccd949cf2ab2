/// The tasks as their callers may see and change them.
///
/// Every change appends its events in the same transaction, raises `version` by one, sets `updatedAt`, and is answered
/// only when it is durable. What would change nothing changes nothing: no event, no new version.
///
/// - Units: instants are UTC in whole seconds.
/// - Errors: `.notFound` if the task is absent or hidden from the caller; `.forbidden` if the caller is a member of its
///   project in a role that may not do this; `.stale` if `ifVersion` is given and is not the stored version;
///   `.unavailable` if the write lock stays busy beyond the deadline; `.storageFull` if the disk is.
/// - Source: `docs/design/0006-tasks.md`; tables `task`, `step`, `taskLabel`, `taskAssignee`, `taskBlock`, `taskSearch`.
package protocol TaskRepository: Sendable {
    /// One page of tasks.
    ///
    /// - Shape: at most `query.limit` tasks; `next` is nil on the last page.
    func list(_ query: TaskQuery, for caller: Caller) throws(Failure) -> TaskPage

    func find(_ id: TaskItem.ID, for caller: Caller) throws(Failure) -> TaskItem

    /// The tasks of these numbers, in that order, without those that are absent or hidden.
    func find(_ ids: [TaskItem.ID], for caller: Caller) throws(Failure) -> [TaskItem]

    /// The direct subtasks of a task, by number; those that lists hide until later too.
    ///
    /// - Shape: at most `limit`.
    func subtasks(of id: TaskItem.ID, limit: Int, for caller: Caller) throws(Failure) -> [TaskItem]

    /// How many tasks stand below one, however deep: those that go with it when it is deleted.
    func countBelow(_ id: TaskItem.ID, for caller: Caller) throws(Failure) -> Int

    /// The content of the dashboard, from one snapshot.
    func overview(_ frame: DayFrame, for caller: Caller) throws(Failure) -> TaskOverview

    /// - Shape: the task as stored; under a known retry key the task that the first request made, as it is now.
    /// - Errors: `.conflict` on `externalId` if another task has it; `.invalid` on `Idempotency-Key` if the key was
    ///   used for another request, and on `projectId`, `parentId`, `assignees` or `blockedBy` for what is not there or
    ///   goes round in a circle. Event `task_created`.
    func create(_ draft: TaskDraft, by change: Change) throws(Failure) -> TaskOutcome

    /// - Errors: as `create`; `.conflict` on `status` when an open task blocks one that is to be done, unless
    ///   `patch.force`. Event `task_changed` with what it was and what it is. A status of `done` sets `completedAt`.
    func update(
        _ id: TaskItem.ID, _ patch: TaskPatch, ifVersion: Int64?, by change: Change
    ) throws(Failure) -> TaskOutcome

    /// Marks a task done. Event `task_completed`.
    ///
    /// - Errors: `.conflict` on `status` when an open task blocks it, unless `force`.
    func complete(
        _ id: TaskItem.ID, force: Bool, ifVersion: Int64?, by change: Change
    ) throws(Failure) -> TaskOutcome

    /// Opens a task that is done or dropped. Event `task_reopened`.
    func reopen(_ id: TaskItem.ID, ifVersion: Int64?, by change: Change) throws(Failure) -> TaskOutcome

    /// Moves a task and its subtasks to the trash; an event `task_deleted` each keeps the whole of it.
    ///
    /// - Shape: the number of the change; nil when a retry finds it done.
    @discardableResult
    func delete(_ id: TaskItem.ID, ifVersion: Int64?, by change: Change) throws(Failure) -> Int64?

    /// Appends a step. Event `step_added`.
    ///
    /// - Errors: `.invalid` on `steps` when the task has 500.
    func addStep(_ step: StepDraft, to id: TaskItem.ID, by change: Change) throws(Failure) -> TaskOutcome

    /// One event for the thing that changed: `step_done`, `step_reopened`, `step_moved`, else `step_changed`.
    func updateStep(
        _ step: Int64, of id: TaskItem.ID, _ patch: StepPatch, ifVersion: Int64?, by change: Change
    ) throws(Failure) -> TaskOutcome

    /// Event `step_removed`.
    func removeStep(
        _ step: Int64, of id: TaskItem.ID, ifVersion: Int64?, by change: Change
    ) throws(Failure) -> TaskOutcome

    /// Makes a subtask of a step, with its title, state and assignee. Events `step_removed` and `task_created`.
    ///
    /// - Shape: the new task.
    func promoteStep(_ step: Int64, of id: TaskItem.ID, by change: Change) throws(Failure) -> TaskOutcome

    /// Carries out all of it in one transaction, or nothing.
    ///
    /// - Shape: what became of each, in their order; a deleted task is nil. Under a known retry key the tasks of the
    ///   first request, as they are now.
    /// - Errors: those of the first command that fails, with `field` naming its place, `[3].title`.
    func batch(_ commands: [BatchCommand], by change: Change) throws(Failure) -> BatchOutcome
}

/// A task as a change left it, and the number of that change.
package struct TaskOutcome: Sendable, Equatable {
    package let task: TaskItem
    /// The `seq` of the change's first event, by which it can be undone; nil when nothing changed.
    package let change: Int64?

    package init(task: TaskItem, change: Int64?) {
        self.task = task
        self.change = change
    }
}

/// One of several changes that are carried out together.
package enum BatchCommand: Sendable {
    case create(TaskDraft)
    case update(TaskItem.ID, TaskPatch, ifVersion: Int64?)
    case delete(TaskItem.ID, ifVersion: Int64?)
}

package struct BatchOutcome: Sendable, Equatable {
    package let tasks: [ChangedTask?]
    /// As `TaskOutcome.change`, of all of them together.
    package let change: Int64?

    package init(tasks: [ChangedTask?], change: Int64?) {
        self.tasks = tasks
        self.change = change
    }
}

/// One of several tasks as a change left it.
///
/// - Shape: whole where there are few, as many as a page of a list has; of more only the version, since thousands of
///   tasks with their descriptions are hundreds of megabytes.
package struct ChangedTask: Identifiable, Sendable, Equatable {
    package let id: TaskItem.ID
    package let version: Int64
    package let whole: TaskItem?

    package static let wholeLimit = TaskQuery.limitRange.upperBound

    package init(_ task: TaskItem) {
        (id, version, whole) = (task.id, task.version, task)
    }

    package init(id: TaskItem.ID, version: Int64) {
        (self.id, self.version, whole) = (id, version, nil)
    }
}

/// Now, and the day it is for the person who asks.
package struct DayFrame: Sendable {
    package let now: Instant
    package let today: CivilDate
    /// When any day begins for the person.
    package let days: any DayBounds
    /// When each of the last 14 days of the person began, today's last.
    package let starts: [Instant]

    package init(now: Instant, today: CivilDate, days: any DayBounds) {
        self.now = now
        self.today = today
        self.days = days
        starts = (-13...0).map { days.start(of: today.adding(days: $0)) }
        endOfToday = days.start(of: today.adding(days: 1))
    }

    /// When the person's next day begins; a day of its zone may have 23 or 25 hours.
    package let endOfToday: Instant

    /// The days of UTC.
    package init(utc now: Instant) {
        self.init(now: now, today: now.day, days: UTCDays())
    }
}

/// When days begin.
package protocol DayBounds: Sendable {
    /// - Shape: where a day has no midnight, since the clocks were put forward then, its first moment.
    func start(of date: CivilDate) -> Instant
}

struct UTCDays: DayBounds {
    func start(of date: CivilDate) -> Instant { Instant(seconds: date.daysSince1970 * 86_400) }
}

package struct TaskQuery: Sendable {
    package var filter: TaskFilter
    /// The meaning of `me`, today and now in the filter.
    package var frame: DayFrame
    /// The `next` of the page before.
    package var after: String?
    /// 1 to 200.
    package var limit: Int

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

    package init(tasks: [TaskItem], next: String?) {
        self.tasks = tasks
        self.next = next
    }
}

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
    /// Who made the token by which the actor acted, where that was somebody else.
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
