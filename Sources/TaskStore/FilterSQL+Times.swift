import Domain
import SQLite
import TaskDomain

/// Times: planned ones are text, a day or a moment, those of the clock seconds. A day is the person's own.
extension FilterSQL {
    /// - Shape: a whole condition in parentheses.
    mutating func on(_ when: TaskWhen, _ field: TaskTimeField) -> String {
        guard case .at(let time) = when else { return "(0)" }
        guard case .date(let date) = time else { return "(\(field.column) = \(bind(field.bindable(time, days))))" }
        let from = bounded(field, ">=", date), to = bounded(field, "<", date.adding(days: 1))
        return "(\(from) AND \(to))"
    }

    mutating func compare(_ field: TaskTimeField, _ comparison: TaskComparison, _ when: TaskWhen) -> String {
        guard case .at(let time) = when else { return "0" }
        guard case .date(let date) = time else {
            return "\(field.column) \(comparison.rawValue) \(bind(field.bindable(time, days)))"
        }
        // "At most this day" and "after this day" look at its end.
        return switch comparison {
        case .less: bounded(field, "<", date)
        case .atLeast: bounded(field, ">=", date)
        case .atMost: bounded(field, "<", date.adding(days: 1))
        case .more: bounded(field, ">=", date.adding(days: 1))
        }
    }

    /// A comparison with the beginning of a day.
    private mutating func bounded(_ field: TaskTimeField, _ sign: String, _ date: CivilDate) -> String {
        let start = TaskTime.instant(days.start(of: date))
        guard field.isPlanned else { return "\(field.column) \(sign) \(bind(field.bindable(start, days)))" }
        return
            "\(field.column) \(sign) CASE WHEN length(\(field.column)) = 10 THEN \(bind(date.text)) ELSE \(bind(start.text)) END"
    }
}

extension TaskTimeField {
    var column: String {
        switch self {
        case .due: "task.dueAt"
        case .start: "task.startAt"
        case .wait: "task.waitUntil"
        case .created: "task.createdAt"
        case .updated: "task.updatedAt"
        case .completed: "task.completedAt"
        }
    }

    /// The field is set by people: a day or a moment. The others are moments of the clock.
    var isPlanned: Bool { self == .due || self == .start || self == .wait }

    func bindable(_ time: TaskTime, _ days: any DayBounds) -> any Bindable {
        guard !isPlanned else { return time.text }
        switch time {
        case .date(let date): return days.start(of: date).seconds
        case .instant(let instant): return instant.seconds
        }
    }
}
