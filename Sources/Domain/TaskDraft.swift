/// A task about to be made, every field within its rules.
public struct TaskDraft: Planned, Sendable, Equatable {
    public var title: String
    public var description: String
    public var status: TaskStatus
    public var priority: TaskPriority
    public var steps: [StepDraft]
    public var externalId: String?
    public var projectId: Int64?
    /// The name of the account in whose inbox it is to be, where it is to be in none of the projects; nil for the
    /// maker's own.
    public var inbox: String?
    public var parentId: TaskItem.ID?
    /// Names; one that there is no label of yet becomes a label.
    public var labels: [String] = []
    /// Names of accounts.
    public var assignees: [String] = []
    public var plan = TaskPlan()
    public var blockedBy: [TaskItem.ID] = []

    /// - Errors: `.invalid` naming the field: `title` 1–500 characters on one line, `description` at most 65,536
    ///   bytes, at most 500 `steps` of 1–500 characters, `externalId` at most 200 characters.
    public init(
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
public struct StepDraft: Sendable, Equatable {
    /// nil for a new one.
    public var id: Int64?
    public var title: String
    public var done: Bool
    /// The name of an account.
    public var assignee: String?

    public init(id: Int64? = nil, title: String, done: Bool = false, assignee: String? = nil) {
        self.id = id
        self.title = title
        self.done = done
        self.assignee = assignee
    }
}

/// The changes of a task; nil leaves a field as it is, `.some(nil)` empties one that can be empty.
public struct TaskPatch: Sendable, Equatable {
    public var title: String?
    public var description: String?
    public var status: TaskStatus?
    public var priority: TaskPriority?
    /// `.some(nil)` takes it out of its project, into the inbox of whoever does so; what is in an inbox stays there.
    public var projectId: Int64??
    /// The name of the account into whose inbox it is to go.
    public var inbox: String?
    public var parentId: TaskItem.ID??
    public var labels: [String]?
    /// For changes of many tasks, which have other labels beside these.
    public var addedLabels: [String] = []
    public var removedLabels: [String] = []
    public var assignees: [String]?
    /// For a change of one of several; `removedAssignees` leave before `addedAssignees` come.
    public var addedAssignees: [String] = []
    public var removedAssignees: [String] = []
    /// nil as a value empties the field.
    public var plan: [PlainField: PlainValue?] = [:]
    public var steps: [StepDraft]?
    public var blockedBy: [TaskItem.ID]?
    public var externalId: String??
    /// A task that others block may be completed all the same.
    public var force = false

    /// - Errors: as `TaskDraft.init`.
    public init(
        title: String? = nil, description: String? = nil, status: TaskStatus? = nil, priority: TaskPriority? = nil
    ) throws(Failure) {
        if let title { self.title = try TaskRules.title(title) }
        if let description { self.description = try TaskRules.description(description) }
        self.status = status
        self.priority = priority
    }
}

/// The changes of a step; nil leaves it as it is.
public struct StepPatch: Sendable, Equatable {
    public var title: String?
    public var done: Bool?
    /// The place it moves to, counted from 0; beyond the end means the end.
    public var position: Int?
    /// The name of an account; `.some(nil)` for nobody.
    public var assignee: String??
    /// The step as whoever changes it saw it; nil where that is not said.
    public var seen: StepDraft?

    public init(
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
