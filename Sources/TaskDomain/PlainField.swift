import Domain

/// A field of a task that stands in a column of its own, may be empty, and whose rule looks at nothing but its value.
///
/// Reading, writing, logging, taking back, showing, importing and exporting go through all of these: a new one is a case
/// here, a member of `TaskPlan`, a column, its words, and its place in the contract `www/openapi.json`.
package enum PlainField: String, CaseIterable, Sendable {
    case startAt, dueAt, waitUntil, estimateMinutes, location

    package enum Kind: Sendable {
        /// A day or a moment.
        case time
        case minutes(ClosedRange<Int>)
        /// A text on one line, of at most so many characters.
        case line(Int)
    }

    package var kind: Kind {
        switch self {
        case .startAt, .dueAt, .waitUntil: .time
        case .estimateMinutes: .minutes(TaskRules.estimateRange)
        case .location: .line(TaskRules.locationLimit)
        }
    }

    /// The name in JSON, forms, files, events and the database.
    package var name: String { rawValue }

    package static let times = allCases.filter { if case .time = $0.kind { true } else { false } }
    package static let durations = allCases.filter { if case .minutes = $0.kind { true } else { false } }
    package static let lines = allCases.filter { if case .line = $0.kind { true } else { false } }

    /// The line that was sent; one with nothing on it is none.
    ///
    /// - Errors: `.invalid` on the field for one that is too long, or has more than one line.
    package func line(_ text: String?) throws(Failure) -> PlainValue? {
        guard case .line(let limit) = kind, let text, !text.trimmed.isEmpty else { return nil }
        return .line(try TextRules.line(text, field: name, limit: limit))
    }

    /// - Errors: `.invalid` on the field for minutes out of its range.
    package func minutes(_ minutes: Int64?) throws(Failure) -> PlainValue? {
        guard case .minutes(let range) = kind, let minutes else { return nil }
        guard range.contains(Int(clamping: minutes)) else {
            throw Failure(.range(range.lowerBound, range.upperBound), field: name)
        }
        return .minutes(Int(minutes))
    }
}

/// The value of a plain field.
package enum PlainValue: Hashable, Sendable {
    case time(TaskTime)
    case minutes(Int)
    case line(String)

    /// As files, forms and tables have it.
    package var text: String {
        switch self {
        case .time(let time): time.text
        case .minutes(let minutes): String(minutes)
        case .line(let line): line
        }
    }

    package var time: TaskTime? { if case .time(let time) = self { time } else { nil } }
    package var minutes: Int? { if case .minutes(let minutes) = self { minutes } else { nil } }
    package var line: String? { if case .line(let line) = self { line } else { nil } }
}

/// The plain fields of a task, by name and one after the other.
package struct TaskPlan: Sendable, Equatable {
    package var startAt: TaskTime?
    package var dueAt: TaskTime?
    /// Hidden from lists until then.
    package var waitUntil: TaskTime?
    package var estimateMinutes: Int?
    /// The place where the task is to be done.
    package var location: String?

    package init() {}

    /// - Shape: a value of another kind than the field's empties it.
    package subscript(field: PlainField) -> PlainValue? {
        get {
            switch field {
            case .startAt: startAt.map { .time($0) }
            case .dueAt: dueAt.map { .time($0) }
            case .waitUntil: waitUntil.map { .time($0) }
            case .estimateMinutes: estimateMinutes.map { .minutes($0) }
            case .location: location.map { .line($0) }
            }
        }
        set {
            switch field {
            case .startAt: startAt = newValue?.time
            case .dueAt: dueAt = newValue?.time
            case .waitUntil: waitUntil = newValue?.time
            case .estimateMinutes: estimateMinutes = newValue?.minutes
            case .location: location = newValue?.line
            }
        }
    }

    /// The fields that are set, in their order.
    package var values: [(field: PlainField, value: PlainValue)] {
        PlainField.allCases.compactMap { field in self[field].map { (field, $0) } }
    }
}

/// Something that is planned as tasks are: rules and lists look at these one by one.
package protocol Planned {
    /// The values of its plain fields.
    var plan: TaskPlan { get set }
}

extension Planned {
    package var startAt: TaskTime? {
        get { plan.startAt }
        set { plan.startAt = newValue }
    }

    package var dueAt: TaskTime? {
        get { plan.dueAt }
        set { plan.dueAt = newValue }
    }

    package var waitUntil: TaskTime? {
        get { plan.waitUntil }
        set { plan.waitUntil = newValue }
    }

    package var estimateMinutes: Int? {
        get { plan.estimateMinutes }
        set { plan.estimateMinutes = newValue }
    }
}
