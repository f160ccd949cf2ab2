/// A task about to be made, every field within its rules.
public struct TaskDraft: Sendable, Equatable {
    public var title: String
    public var description: String
    public var status: TaskStatus
    public var priority: TaskPriority
    public var steps: [String]
    public var externalId: String?

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
        self.steps = try TaskRules.steps(steps)
        self.externalId = try TaskRules.externalId(externalId)
    }
}

/// What is to change of a task; nil leaves a field as it is.
public struct TaskPatch: Sendable, Equatable {
    public var title: String?
    public var description: String?
    public var status: TaskStatus?
    public var priority: TaskPriority?

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

/// What is to change of a step; nil leaves it as it is.
public struct StepPatch: Sendable, Equatable {
    public var title: String?
    public var done: Bool?
    /// The place it moves to, counted from 0; beyond the end means the end.
    public var position: Int?

    public init(title: String? = nil, done: Bool? = nil, position: Int? = nil) throws(Failure) {
        if let title { self.title = try TaskRules.stepTitle(title) }
        self.done = done
        if let position, position < 0 {
            throw Failure(.range(0, TaskRules.stepLimit - 1), field: "position")
        }
        self.position = position
    }
}

/// The limits of a task, in one place.
public enum TaskRules {
    public static let titleLimit = 500
    public static let descriptionByteLimit = 65_536
    public static let stepLimit = 500
    public static let externalIdLimit = 200

    public static func title(_ text: String) throws(Failure) -> String {
        try TextRules.line(text, field: "title", limit: titleLimit)
    }

    public static func description(_ text: String) throws(Failure) -> String {
        try TextRules.block(text, field: "description", byteLimit: descriptionByteLimit)
    }

    public static func stepTitle(_ text: String, field: String = "title") throws(Failure) -> String {
        try TextRules.line(text, field: field, limit: titleLimit)
    }

    static func steps(_ titles: [String]) throws(Failure) -> [String] {
        guard titles.count <= stepLimit else { throw Failure(.tooMany(stepLimit), field: "steps") }
        var checked: [String] = []
        for (index, title) in titles.enumerated() {
            checked.append(try stepTitle(title, field: "steps[\(index)].title"))
        }
        return checked
    }

    static func externalId(_ text: String?) throws(Failure) -> String? {
        guard let text else { return nil }
        return try TextRules.line(text, field: "externalId", limit: externalIdLimit)
    }
}
