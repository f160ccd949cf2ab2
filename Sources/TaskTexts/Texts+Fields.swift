import Domain
import TaskDomain
import Texts

/// The fields of a task, as people call them.
extension TaskField {
    package var label: TaskText {
        switch self {
        case .special(let field): field.label
        case .plain(let field): field.label
        }
    }
}

extension SpecialField {
    fileprivate var label: TaskText {
        switch self {
        case .title: .title
        case .description: .description
        case .status: .statusLabel
        case .priority: .priorityLabel
        case .projectId: .project
        case .inbox: .inbox
        case .parentId: .parent
        case .labels: .labels
        case .assignees: .assignees
        case .steps: .steps
        case .blockedBy: .blockedBy
        case .externalId: .externalId
        }
    }
}

extension PlainField {
    package var label: TaskText {
        switch self {
        case .startAt: .start
        case .dueAt: .due
        case .waitUntil: .waitUntil
        case .estimateMinutes: .estimate
        case .location: .location
        }
    }

    /// Below the field.
    package var hint: TaskText? {
        switch self {
        case .startAt, .dueAt, .location: nil
        case .waitUntil: .waitUntilHint
        case .estimateMinutes: .estimateHint
        }
    }
}

extension Texts {
    /// A value as the history and files have it, in words.
    package func value(_ text: String, of field: PlainField) -> String {
        switch field.kind {
        case .time: TaskTime(text: text).map(inFull) ?? text
        case .minutes: Int(text).map(duration) ?? text
        case .line: text
        }
    }
}
