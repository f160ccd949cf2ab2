import Domain

/// Something to be done, with everything that is edited as part of it. (`Task` is Swift's own word.)
package struct TaskItem: Identifiable, Planned, Sendable, Equatable {
    package typealias ID = Int64

    package var id: ID
    package var title: String
    package var description: String
    package var status: TaskStatus
    package var priority: TaskPriority
    /// nil for a task that is in somebody's inbox.
    package var projectId: Int64?
    /// The account whose inbox it is in; nil in a project.
    package var inboxId: Int64?
    /// The task that this one is a part of.
    package var parentId: ID?
    /// By name.
    package var labels: [TaskLabel] = []
    /// By name.
    package var assignees: [AccountName] = []
    package var plan = TaskPlan()
    /// In their order.
    package var steps: [TaskStep]
    /// Tasks that must be done before this one, ascending.
    package var blockedBy: [ID] = []
    /// The task's name in the system it was imported from; unique in its project, or in its inbox.
    package var externalId: String?
    package var createdAt: Instant
    package var updatedAt: Instant
    /// Set while the status is `done`.
    package var completedAt: Instant?
    /// Begins at 1 and grows with every change, its steps' included.
    package var version: Int64

    // What others say of this one; it is not edited here.
    /// The account whose inbox the task is in; where that is an agent, also the person the agent belongs to.
    package var inboxPeople: [AccountName] = []
    /// The people whom those assignees belong to that are agents, by the agent's number. Whoever an agent belongs to can
    /// act by it, and so see what it sees.
    package var agentOwners: [Int64: AccountName] = [:]

    /// Tasks that wait for this one, ascending.
    package var blocks: [ID] = []
    /// Those of `blockedBy` that are neither done nor dropped.
    package var openBlockers: [ID] = []
    /// The number of direct subtasks that are done or dropped, of all.
    package var subtasks = Progress(done: 0, total: 0)

    package init(
        id: ID, title: String, description: String = "", status: TaskStatus = .open,
        priority: TaskPriority = .normal, steps: [TaskStep] = [], externalId: String? = nil,
        createdAt: Instant, updatedAt: Instant, completedAt: Instant? = nil, version: Int64 = 1
    ) {
        self.id = id
        self.title = title
        self.description = description
        self.status = status
        self.priority = priority
        self.steps = steps
        self.externalId = externalId
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.completedAt = completedAt
        self.version = version
    }

    /// Computed from steps and direct subtasks, never stored.
    package var progress: Progress {
        Progress(done: steps.count(where: \.done) + subtasks.done, total: steps.count + subtasks.total)
    }
}

/// One part of a task, ticked on its own.
package struct TaskStep: Identifiable, Sendable, Equatable {
    package let id: Int64
    package var title: String
    package var done: Bool
    package var assignee: AccountName?

    package init(id: Int64, title: String, done: Bool, assignee: AccountName? = nil) {
        self.id = id
        self.title = title
        self.done = done
        self.assignee = assignee
    }
}

/// The progress of a task: `done` of `total` steps; a total of 0 means that it has none.
package struct Progress: Sendable, Equatable {
    package let done: Int
    package let total: Int

    package init(done: Int, total: Int) {
        self.done = done
        self.total = total
    }
}

package enum TaskStatus: String, CaseIterable, Sendable {
    case open, active, waiting, done, dropped

    /// Neither done nor dropped.
    package var isLive: Bool { self != .done && self != .dropped }
}

/// From what burns to what may be never; the order of the cases is the order of lists.
package enum TaskPriority: String, CaseIterable, Sendable {
    case urgent, high, normal, low, someday

    /// 0 is `urgent`, 4 is `someday`: as the database keeps it.
    package var rank: Int { Self.allCases.firstIndex(of: self)! }

    package init?(rank: Int) {
        guard Self.allCases.indices.contains(rank) else { return nil }
        self = Self.allCases[rank]
    }
}
