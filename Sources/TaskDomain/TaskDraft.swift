import Domain

/// A task about to be made, every field within its rules.
package struct TaskDraft: Planned, Sendable, Equatable {
    package var title: String
    package var description: String
    package var status: TaskStatus
    package var priority: TaskPriority
    package var steps: [StepDraft]
    package var externalId: String?
    package var projectId: Int64?
    /// The name of the account in whose inbox it is to be, where it is to be in none of the projects; nil for the
    /// maker's own.
    package var inbox: String?
    package var parentId: TaskItem.ID?
    /// Names; one that there is no label of yet becomes a label.
    package var labels: [String] = []
    /// Names of accounts.
    package var assignees: [String] = []
    package var plan = TaskPlan()
    package var blockedBy: [TaskItem.ID] = []

    /// - Errors: `.invalid` naming the field: `title` 1–500 characters on one line, `description` at most 65,536
    ///   bytes, at most 500 `steps` of 1–500 characters, `externalId` at most 200 characters.
    package init(
        title: String, description: String = "", status: TaskStatus = .open, priority: TaskPriority = .normal,
        steps: [String] = [], externalId: String? = nil
    ) throws(Failure) {
        self.title = try TaskRules.title(title)
        self.description = try TaskRules.description(description)
        self.status = status
        self.priority = priority
        self.steps = try TaskRules.steps(steps.map { StepDraft(title: $0) })
        self.externalId = try TaskRules.externalId(externalId)
    }
}

/// A step about to be made, or to be kept under its number.
package struct StepDraft: Sendable, Equatable {
    /// nil for a new one.
    package var id: Int64?
    package var title: String
    package var done: Bool
    /// The name of an account.
    package var assignee: String?

    package init(id: Int64? = nil, title: String, done: Bool = false, assignee: String? = nil) {
        self.id = id
        self.title = title
        self.done = done
        self.assignee = assignee
    }
}

/// The changes of a task; nil leaves a field as it is, `.some(nil)` empties one that can be empty.
package struct TaskPatch: Sendable, Equatable {
    package var title: String?
    package var description: String?
    package var status: TaskStatus?
    package var priority: TaskPriority?
    /// `.some(nil)` takes it out of its project, into the inbox of whoever does so; what is in an inbox stays there.
    package var projectId: Int64??
    /// The name of the account into whose inbox it is to go.
    package var inbox: String?
    package var parentId: TaskItem.ID??
    package var labels: [String]?
    /// For changes of many tasks, which have other labels beside these.
    package var addedLabels: [String] = []
    package var removedLabels: [String] = []
    package var assignees: [String]?
    /// For a change of one of several; `removedAssignees` leave before `addedAssignees` come.
    package var addedAssignees: [String] = []
    package var removedAssignees: [String] = []
    /// nil as a value empties the field.
    package var plan: [PlainField: PlainValue?] = [:]
    package var steps: [StepDraft]?
    package var blockedBy: [TaskItem.ID]?
    package var externalId: String??
    /// A task that others block may be completed all the same.
    package var force = false

    /// - Errors: as `TaskDraft.init`.
    package init(
        title: String? = nil, description: String? = nil, status: TaskStatus? = nil, priority: TaskPriority? = nil
    ) throws(Failure) {
        if let title { self.title = try TaskRules.title(title) }
        if let description { self.description = try TaskRules.description(description) }
        self.status = status
        self.priority = priority
    }
}

/// The changes of a step; nil leaves it as it is.
package struct StepPatch: Sendable, Equatable {
    package var title: String?
    package var done: Bool?
    /// The place it moves to, counted from 0; beyond the end means the end.
    package var position: Int?
    /// The name of an account; `.some(nil)` for nobody.
    package var assignee: String??
    /// The step as whoever changes it saw it; nil where that is not said.
    package var seen: StepDraft?

    package init(
        title: String? = nil, done: Bool? = nil, position: Int? = nil, assignee: String?? = nil,
        seen: StepDraft? = nil
    ) throws(Failure) {
        self.seen = seen
        if let title { self.title = try TaskRules.stepTitle(title) }
        self.done = done
        if let position, position < 0 {
            throw Failure(.range(0, TaskRules.stepLimit - 1), field: "position")
        }
        self.position = position
        self.assignee = assignee
    }
}
