import Domain

/// When a task begins, is due, or comes back into sight: a whole day, which is the person's own, or a moment.
///
/// - Shape: its text is `2026-11-25` or `2026-11-25T09:00:00Z`, as forms, JSON and the database have it.
/// - Source: docs/design/0006-tasks.md.
package enum TaskTime: Hashable, Sendable {
    case date(CivilDate)
    case instant(Instant)

    /// Reads a day or an RFC 3339 time, whose offset is applied.
    ///
    /// - Errors: nil for everything else, and for a day that the calendar does not have.
    package init?(text: String) {
        if let date = CivilDate(text: text) {
            self = .date(date)
        } else if let instant = Instant(rfc3339: text) {
            self = .instant(instant)
        } else {
            return nil
        }
    }

    /// As `init(text:)`, for a field that somebody filled in.
    ///
    /// - Errors: `.invalid` on `field` with the rule `.time`, and `.year` for a year that nobody means.
    package init(parsing text: String, field: String) throws(Failure) {
        guard let time = TaskTime(text: text) else { throw Failure(.time, field: field) }
        switch time {
        case .date(let day): try day.requireEntered(field)
        case .instant(let instant): try instant.day.requireEntered(field)
        }
        self = time
    }

    package var text: String {
        switch self {
        case .date(let date): date.text
        case .instant(let instant): instant.rfc3339
        }
    }
}

extension TaskTime: Comparable {
    /// As the days of UTC have it: a day behind the moments in it.
    package static func < (left: TaskTime, right: TaskTime) -> Bool { left.sortKey < right.sortKey }

    /// Days since 1970 and the second of the day, behind the last for the day itself.
    private var sortKey: (Int64, Int64) {
        switch self {
        case .date(let date):
            return (date.daysSince1970, 86_400)
        case .instant(let instant):
            let day = instant.seconds.floorDivided(by: 86_400)
            return (day, instant.seconds - day * 86_400)
        }
    }
}
