import Domain
import SQLite
import TaskDomain

/// The order of due dates, which is the person's own: a day stands behind its timed tasks and before the next day's.
///
/// An index has due dates as texts. Those with an hour are in the order of everybody in it, and so are days, but where a
/// day stands among hours depends on where somebody lives. So the two are read apart, the first few of each, and put
/// together here.
struct DueOrder {
    let days: any DayBounds

    /// Which tasks are read together.
    enum Kind: Int, CaseIterable {
        case timed
        /// Due on a day, or never.
        case untimed

        /// - Source: the indices `taskByStatus`, `taskByProject` and `taskByInbox`, which have the expression.
        var condition: String { "CASE WHEN length(task.dueAt) > 10 THEN 0 ELSE 1 END = \(rawValue)" }
    }

    /// A part of the tasks that SQL can put in order.
    struct Stretch {
        let condition: String
        let kind: Kind
        /// The due date as the part's index has it; nil where there is none.
        var due: String? = "coalesce(task.dueAt, '~')"
        /// All of them are due.
        var isDated = false

        /// Each along an index of its own, so that the first few are the only ones to be read.
        ///
        /// - Source: the indices `taskByHour` and `taskByDay`.
        static let byDue = [
            Stretch(condition: "length(task.dueAt) > 10", kind: .timed, due: "task.dueAt", isDated: true),
            Stretch(condition: "length(task.dueAt) = 10", kind: .untimed, due: "task.dueAt", isDated: true),
            Stretch(condition: "task.dueAt IS NULL", kind: .untimed, due: nil),
        ]

        /// Each a stretch of the index `taskByStatus`.
        static func byUrgency(_ statuses: [TaskStatus]) -> [Stretch] {
            statuses.flatMap { status in
                Kind.allCases.map { kind in
                    let condition = "task.status = '\(status.rawValue)' AND \(kind.condition)"
                    return Stretch(condition: condition, kind: kind, due: "coalesce(task.dueAt, '~')")
                }
            }
        }

        /// In any other order, in which all that match are read and sorted.
        static let others = Kind.allCases.map { Stretch(condition: $0.condition, kind: $0) }
    }

    /// The place of a due date among others.
    struct DuePosition: Comparable {
        let second: Int64
        /// 0 for a day, which ends before the first moment of the next.
        let kind: Int

        static let never = DuePosition(second: .max, kind: 0)

        static func < (left: DuePosition, right: DuePosition) -> Bool {
            (left.second, left.kind) < (right.second, right.kind)
        }
    }

    func place(_ due: TaskTime?) -> DuePosition {
        switch due {
        case .date(let day): DuePosition(second: end(of: day).seconds, kind: 0)
        case .instant(let instant): DuePosition(second: instant.seconds, kind: 1)
        case nil: .never
        }
    }

    /// The first moment after a day.
    private func end(of day: CivilDate) -> Instant { days.start(of: day.adding(days: 1)) }

    /// The day on which the person's calendar has a moment.
    private func day(of instant: Instant) -> CivilDate {
        // Clocks are at most 14 hours ahead of UTC, or 12 behind.
        let guess = instant.day
        return [1, 0].map { guess.adding(days: $0) }.first { days.start(of: $0) <= instant } ?? guess.adding(days: -1)
    }

    /// The text from which on the tasks of the other kind stand behind a due date; those before it stand before it.
    func border(_ due: TaskTime) -> String {
        switch due {
        case .date(let day): end(of: day).rfc3339
        case .instant(let instant): day(of: instant).text
        }
    }
}

/// The more urgent first, and of those the earlier due; of equals the newest.
struct UrgencyOrder {
    let due: DueOrder

    func sorted(_ tasks: [TaskItem]) -> [TaskItem] {
        tasks.map { (task: $0, due: due.place($0.dueAt)) }.sorted { left, right in
            (left.task.priority.rank, left.due, -left.task.id) < (right.task.priority.rank, right.due, -right.task.id)
        }.map(\.task)
    }
}
