import Domain

/// One thing that a query asks of a task.
///
/// - Shape: a list means any of its values; it has at least one, and none twice.
package enum TaskTerm: Hashable, Sendable {
    /// Words begin so, in title, description, steps or comments, or have it as a part: `milk`. What is split by signs, `foo-bar`, stands side by side.
    case word(String)
    /// One of these texts has exactly these words, side by side: `"oat milk"`.
    case phrase(String)
    case flag([TaskFlag])
    case has([TaskPart])
    case status([TaskStatus])
    case priority([TaskPriority])
    /// `urgent` is the highest.
    case priorityCompared(TaskComparison, TaskPriority)
    case assignee([TaskPick<TaskPerson>])
    case label([TaskPick<String>])
    case project([TaskPick<TaskPlace>])
    /// The inbox that it is in, by whose that is.
    case inbox([TaskPick<TaskPerson>])
    /// The task that it is part of.
    case parent([TaskPick<TaskItem.ID>])
    case time(TaskTimeField, [TaskPick<TaskWhen>])
    case timeCompared(TaskTimeField, TaskComparison, TaskWhen)
    /// In minutes.
    case estimate([TaskPick<Int>])
    case estimateCompared(TaskComparison, Int)
    case id([TaskItem.ID])
    case externalId([String])

    func resolved(today: CivilDate, now: Instant) -> TaskTerm {
        switch self {
        case .time(let field, let picks):
            .time(field, picks.map { $0.map { $0.resolved(today: today, now: now) } })
        case .timeCompared(let field, let comparison, let when):
            .timeCompared(field, comparison, when.resolved(today: today, now: now))
        default: self
        }
    }
}

/// A value, or whether there is one at all: `label:bug`, `label:none`, `label:any`.
package enum TaskPick<Value: Hashable & Sendable>: Hashable, Sendable {
    case none
    case any
    case value(Value)

    func map(_ change: (Value) -> Value) -> TaskPick {
        if case .value(let value) = self { .value(change(value)) } else { self }
    }
}

package enum TaskPerson: Hashable, Sendable {
    /// The one who asks.
    case me
    case name(String)
}

/// A project, by its name or its number.
package enum TaskPlace: Hashable, Sendable {
    case name(String)
    case id(Int64)
}

package enum TaskComparison: String, CaseIterable, Sendable {
    case less = "<"
    case atMost = "<="
    case more = ">"
    case atLeast = ">="
}
