import Domain
import JSON

/// The parts of a task that a change can touch, each as the event log has it: numbers for labels, accounts and tasks,
/// so that a new name changes nothing that was written. Steps are apart (`StepsPart`).
enum LoggedPart: String, CaseIterable {
    case title, description, status, priority, projectId, inboxId, parentId, labels, assignees, startAt, dueAt,
        waitUntil
    case estimateMinutes, blockedBy, externalId, createdAt, completedAt

    /// As JSON and pages call it.
    var name: String { self == .inboxId ? "inbox" : rawValue }

    func value(of task: TaskItem) -> JSON {
        switch self {
        case .title: .string(task.title)
        case .description: .string(task.description)
        case .status: .string(task.status.rawValue)
        case .priority: .string(task.priority.rawValue)
        case .projectId: .integer(orNull: task.projectId)
        case .inboxId: .integer(orNull: task.inboxId)
        case .parentId: .integer(orNull: task.parentId)
        case .labels: .integers(task.labels.map(\.id).sorted())
        case .assignees: .integers(task.assignees.map(\.id).sorted())
        case .startAt: .string(orNull: task.startAt?.text)
        case .dueAt: .string(orNull: task.dueAt?.text)
        case .waitUntil: .string(orNull: task.waitUntil?.text)
        case .estimateMinutes: .integer(orNull: task.estimateMinutes.map { Int64($0) })
        case .blockedBy: .integers(task.blockedBy)
        case .externalId: .string(orNull: task.externalId)
        case .createdAt: .string(task.createdAt.rfc3339)
        case .completedAt: .string(orNull: task.completedAt?.rfc3339)
        }
    }

    /// Sets the part as the log has it; of labels and accounts only the numbers are known then.
    ///
    /// - Errors: `.internalFault` for a value that no event of ours has.
    func set(_ value: JSON, on task: inout TaskItem) throws(Failure) {
        switch (self, value) {
        case (.title, .string(let text)): task.title = text
        case (.description, .string(let text)): task.description = text
        case (.status, .string(let text)): task.status = TaskStatus(rawValue: text) ?? task.status
        case (.priority, .string(let text)): task.priority = TaskPriority(rawValue: text) ?? task.priority
        case (.projectId, _): task.projectId = value.integer
        case (.inboxId, _): task.inboxId = value.integer
        case (.parentId, _): task.parentId = value.integer
        case (.labels, .array): task.labels = value.integers.map { TaskLabel(id: $0, name: "", colour: .grey) }
        case (.assignees, .array): task.assignees = value.integers.map { AccountName(id: $0, name: "") }
        case (.startAt, _): task.startAt = value.string.flatMap(TaskTime.init(text:))
        case (.dueAt, _): task.dueAt = value.string.flatMap(TaskTime.init(text:))
        case (.waitUntil, _): task.waitUntil = value.string.flatMap(TaskTime.init(text:))
        case (.estimateMinutes, _): task.estimateMinutes = value.integer.map { Int($0) }
        case (.blockedBy, .array): task.blockedBy = value.integers
        case (.externalId, _): task.externalId = value.string
        case (.createdAt, .string): break
        case (.completedAt, _): task.completedAt = value.string.flatMap(Instant.init(rfc3339:))
        default: throw Failure(.internalFault, "An event cannot be read.", cause: "\(rawValue): \(value.kind)")
        }
    }
}

extension JSON {
    static func integer(orNull value: Int64?) -> JSON { value.map { .integer($0) } ?? .null }
    static func string(orNull value: String?) -> JSON { value.map { .string($0) } ?? .null }
    static func integers(_ values: [Int64]) -> JSON { .array(values.map { .integer($0) }) }

    var integer: Int64? { if case .integer(let value) = self { value } else { nil } }
    var string: String? { if case .string(let text) = self { text } else { nil } }
    var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    var items: [JSON] { if case .array(let items) = self { items } else { [] } }
    var integers: [Int64] { items.compactMap(\.integer) }
    var object: JSONObject? { if case .object(let object) = self { object } else { nil } }
}
