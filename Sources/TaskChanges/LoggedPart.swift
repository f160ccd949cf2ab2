import Domain
import JSON
import TaskDomain

/// The parts of a task that a change can touch, each as the event log has it: numbers for labels, accounts and tasks,
/// so that a new name changes nothing that was written. Steps are apart (`StepsPart`).
package enum LoggedPart: Hashable, Sendable {
    case field(TaskField)
    case createdAt, completedAt

    package static let allCases: [LoggedPart] =
        TaskField.allCases.filter { $0 != .special(.steps) }.map(LoggedPart.field) + [.createdAt, .completedAt]

    private static let byKey = Dictionary(uniqueKeysWithValues: allCases.map { ($0.key, $0) })

    package init?(key: String) {
        guard let part = Self.byKey[key] else { return nil }
        self = part
    }

    /// The member of an event's content.
    package var key: String {
        switch self {
        case .field(.special(.inbox)): "inboxId"
        case .field(let field): field.name
        case .createdAt: "createdAt"
        case .completedAt: "completedAt"
        }
    }

    /// As JSON and pages call it.
    package var name: String { if case .field(let field) = self { field.name } else { key } }

    func value(of task: TaskItem) -> JSON {
        switch self {
        case .field(.special(let field)): Self.value(field, of: task)
        case .field(.plain(let field)): task.plan[field].map(\.logged) ?? .null
        case .createdAt: .string(task.createdAt.rfc3339)
        case .completedAt: .string(orNull: task.completedAt?.rfc3339)
        }
    }

    private static func value(_ field: SpecialField, of task: TaskItem) -> JSON {
        switch field {
        case .title: .string(task.title)
        case .description: .string(task.description)
        case .status: .string(task.status.rawValue)
        case .priority: .string(task.priority.rawValue)
        case .projectId: .integer(orNull: task.projectId)
        case .inbox: .integer(orNull: task.inboxId)
        case .parentId: .integer(orNull: task.parentId)
        case .labels: .integers(task.labels.map(\.id).sorted())
        case .assignees: .integers(task.assignees.map(\.id).sorted())
        case .steps: .null
        case .blockedBy: .integers(task.blockedBy)
        case .externalId: .string(orNull: task.externalId)
        }
    }

    /// Sets the part as the log has it; of labels and accounts only the numbers are known then.
    ///
    /// - Errors: `.internalFault` for a value that no event of ours has.
    func set(_ value: JSON, on task: inout TaskItem) throws(Failure) {
        let isRead =
            switch self {
            case .field(.special(let field)): Self.set(field, value, on: &task)
            case .field(.plain(let field)): Self.set(field, value, on: &task)
            // What a task is born with.
            case .createdAt: value.string != nil
            case .completedAt: Self.setCompletion(of: &task, value)
            }
        guard isRead else {
            throw Failure(.internalFault, "An event cannot be read.", cause: "\(key): \(value.kind)")
        }
    }

    private static func set(_ field: SpecialField, _ value: JSON, on task: inout TaskItem) -> Bool {
        switch (field, value) {
        case (.title, .string(let text)): task.title = text
        case (.description, .string(let text)): task.description = text
        case (.status, .string(let text)): task.status = TaskStatus(rawValue: text) ?? task.status
        case (.priority, .string(let text)): task.priority = TaskPriority(rawValue: text) ?? task.priority
        case (.projectId, _): task.projectId = value.integer
        case (.inbox, _): task.inboxId = value.integer
        case (.parentId, _): task.parentId = value.integer
        case (.labels, .array): task.labels = value.integers.map { TaskLabel(id: $0, name: "", colour: .grey) }
        case (.assignees, .array): task.assignees = value.integers.map { AccountName(id: $0, name: "") }
        case (.blockedBy, .array): task.blockedBy = value.integers
        case (.externalId, _): task.externalId = value.string
        case (.title, _), (.description, _), (.status, _), (.priority, _), (.labels, _), (.assignees, _),
            (.blockedBy, _), (.steps, _):
            return false
        }
        return true
    }

    private static func setCompletion(of task: inout TaskItem, _ value: JSON) -> Bool {
        task.completedAt = value.string.flatMap(Instant.init(rfc3339:))
        return true
    }

    private static func set(_ field: PlainField, _ value: JSON, on task: inout TaskItem) -> Bool {
        task.plan[field] =
            switch field.kind {
            case .time: value.string.flatMap(TaskTime.init(text:)).map(PlainValue.time)
            case .minutes: value.integer.map { .minutes(Int($0)) }
            case .line: value.string.map(PlainValue.line)
            }
        return true
    }
}

extension PlainValue {
    /// As the event log has it.
    fileprivate var logged: JSON {
        switch self {
        case .time, .line: .string(text)
        case .minutes(let minutes): .integer(Int64(minutes))
        }
    }
}
