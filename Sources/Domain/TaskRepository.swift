/// The tasks as their callers may see and change them.
///
/// Every change appends its event in the same transaction, raises `version` by one, sets `updatedAt`, and is answered
/// only when it is durable. What would change nothing changes nothing: no event, no new version.
///
/// - Units: instants are UTC in whole seconds.
/// - Errors: `.notFound` if the task is absent or hidden from the caller; `.stale` if `ifVersion` is given and is not
///   the stored version; `.unavailable` if the write lock stays busy beyond the deadline; `.storageFull` if the disk is.
/// - Source: tables `task`, `step` and `taskSearch`, migration 0001.
public protocol TaskRepository: Sendable {
    /// One page of tasks, newest first.
    ///
    /// - Shape: at most `query.limit` tasks; `next` is nil on the last page.
    func list(_ query: TaskQuery, for caller: Caller) throws(Failure) -> TaskPage

    func find(_ id: TaskItem.ID, for caller: Caller) throws(Failure) -> TaskItem

    /// What the dashboard shows, from one snapshot.
    func overview(for caller: Caller, at instant: Instant) throws(Failure) -> TaskOverview

    /// - Shape: the task as stored; under a known retry key the task that the first request made, as it is now.
    /// - Errors: `.conflict` on `externalId` if another task has it; `.invalid` on `Idempotency-Key` if the key was
    ///   used for another request. Event `task_created`.
    func create(_ draft: TaskDraft, by change: Change) throws(Failure) -> TaskItem

    /// - Errors: as above. Event `task_changed` with what it was and what it is. A status of `done` sets `completedAt`.
    func update(
        _ id: TaskItem.ID, _ patch: TaskPatch, ifVersion: Int64?, by change: Change
    ) throws(Failure) -> TaskItem

    /// Marks a task done. Event `task_completed`.
    func complete(_ id: TaskItem.ID, ifVersion: Int64?, by change: Change) throws(Failure) -> TaskItem

    /// Opens a task that is done or dropped. Event `task_reopened`.
    func reopen(_ id: TaskItem.ID, ifVersion: Int64?, by change: Change) throws(Failure) -> TaskItem

    /// Removes a task with its steps; its event `task_deleted` keeps the whole of it.
    func delete(_ id: TaskItem.ID, ifVersion: Int64?, by change: Change) throws(Failure)

    /// Appends a step. Event `step_added`.
    ///
    /// - Errors: `.invalid` on `steps` when the task has 500.
    func addStep(_ title: String, to id: TaskItem.ID, by change: Change) throws(Failure) -> TaskItem

    /// Events `step_done`, `step_reopened`, `step_changed`, `step_moved`: one for each thing that changed.
    func updateStep(
        _ step: Int64, of id: TaskItem.ID, _ patch: StepPatch, ifVersion: Int64?, by change: Change
    ) throws(Failure) -> TaskItem

    /// Event `step_removed`.
    func removeStep(_ step: Int64, of id: TaskItem.ID, ifVersion: Int64?, by change: Change) throws(Failure) -> TaskItem

    /// Takes one batch of an import in one transaction, all of it or nothing.
    ///
    /// - Shape: how many were made, brought up to date, and found unchanged, matched by `externalId`.
    ///   Events `task_imported` and `task_changed`.
    func importBatch(_ items: [ImportedTask], by change: Change) throws(Failure) -> ImportCount

    /// Notes the end of an import that took something. Event `import_finished`.
    func finishImport(from source: String, _ count: ImportCount, by change: Change) throws(Failure)
}

public struct TaskQuery: Sendable, Equatable {
    /// Words that the title must have, each as a prefix; nil or empty asks for none.
    public var words: String?
    /// Empty asks for every status.
    public var statuses: [TaskStatus]
    /// Only tasks older than this one: the keyset of the page before.
    public var after: TaskItem.ID?
    /// 1 to 200.
    public var limit: Int

    public static let limitRange = 1...200

    public init(words: String? = nil, statuses: [TaskStatus] = [], after: TaskItem.ID? = nil, limit: Int = 50) {
        self.words = words
        self.statuses = statuses
        self.after = after
        self.limit = limit
    }
}

public struct TaskPage: Sendable, Equatable {
    public let tasks: [TaskItem]
    /// Goes into `after` of the next page.
    public let next: TaskItem.ID?

    public init(tasks: [TaskItem], next: TaskItem.ID?) {
        self.tasks = tasks
        self.next = next
    }
}

/// What the dashboard shows.
public struct TaskOverview: Sendable, Equatable {
    /// Tasks of each status, all of them counted.
    public let counts: [TaskStatus: Int]
    /// Each at most 50, by priority, then newest first.
    public let active: [TaskItem]
    public let open: [TaskItem]
    public let waiting: [TaskItem]
    /// At most 5, the latest first.
    public let recentlyDone: [TaskItem]
    /// Tasks completed on each of the last 14 days (UTC), today last.
    public let donePerDay: [Int]
    /// At most 8, the latest first.
    public let activity: [Activity]

    public init(
        counts: [TaskStatus: Int], active: [TaskItem], open: [TaskItem], waiting: [TaskItem],
        recentlyDone: [TaskItem], donePerDay: [Int], activity: [Activity]
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
public struct Activity: Sendable, Equatable {
    /// The account's name; nil when a program of the operator did it.
    public let actor: String?
    public let kind: EventKind
    public let taskId: TaskItem.ID?
    /// The task's title now, or when it was deleted; for an import the number of tasks.
    public let title: String
    public let at: Instant

    public init(actor: String?, kind: EventKind, taskId: TaskItem.ID?, title: String, at: Instant) {
        self.actor = actor
        self.kind = kind
        self.taskId = taskId
        self.title = title
        self.at = at
    }
}

/// A task as another system had it, its times included.
public struct ImportedTask: Sendable, Equatable {
    public let draft: TaskDraft
    public let createdAt: Instant
    public let updatedAt: Instant
    public let completedAt: Instant?

    public init(draft: TaskDraft, createdAt: Instant, updatedAt: Instant, completedAt: Instant?) {
        self.draft = draft
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.completedAt = completedAt
    }
}

public struct ImportCount: Sendable, Equatable {
    public var created: Int
    public var updated: Int
    public var unchanged: Int

    public init(created: Int = 0, updated: Int = 0, unchanged: Int = 0) {
        self.created = created
        self.updated = updated
        self.unchanged = unchanged
    }
}
