import Domain

/// Names, fields and times.
extension EnglishCommon {
    package func quoted(_ text: String) -> String { English.quoted(text) }

    package func label(_ action: String, _ subject: String) -> String { "\(action): \(subject)" }

    package func clockOf(_ field: String) -> String { "\(field): time" }

    package func role(_ role: ProjectRole) -> String {
        switch role {
        case .viewer: "Viewer"
        case .commenter: "Commenter"
        case .editor: "Editor"
        case .owner: "Owner"
        }
    }

    package func role(_ role: SpaceRole) -> String {
        switch role {
        case .reader: "Reader"
        case .writer: "Writer"
        case .owner: "Owner"
        }
    }

    package func tokenMadeBy(_ name: String) -> String { "(token made by \(name))" }

    package func minutesAgo(_ count: Int64) -> String { "\(count) min ago" }

    package func hoursAgo(_ count: Int64) -> String { "\(count) h ago" }

    package func daysAgo(_ count: Int64) -> String { count == 1 ? "1 day ago" : "\(count) days ago" }

    package func weekday(_ day: CivilDate) -> String { English.weekdays[day.weekday] }

    package func shortWeekday(_ day: CivilDate) -> String { String(weekday(day).prefix(3)) }

    package func longDate(_ day: CivilDate, withYear: Bool) -> String {
        "\(day.day) \(English.months[day.month - 1])" + (withYear ? " \(day.year)" : "")
    }

    package func shortDate(_ day: CivilDate, withYear: Bool) -> String {
        "\(day.day) \(English.months[day.month - 1].prefix(3))" + (withYear ? " \(day.year)" : "")
    }

    package func weekdayAndDate(_ day: CivilDate, withYear: Bool) -> String {
        "\(weekday(day)) \(longDate(day, withYear: withYear))"
    }

    package func dayAndHour(_ day: String, _ hour: String) -> String { "\(day), \(hour)" }
}
