import Domain

/// Names, fields and times.
extension GermanCommon {
    package func quoted(_ text: String) -> String { German.quoted(text) }

    package func label(_ action: String, _ subject: String) -> String { "\(action): \(subject)" }

    package func clockOf(_ field: String) -> String { "\(field): Uhrzeit" }

    package func role(_ role: ProjectRole) -> String {
        switch role {
        case .viewer: "Lesen"
        case .commenter: "Kommentieren"
        case .editor: "Bearbeiten"
        case .owner: "Leiten"
        }
    }

    package func role(_ role: SpaceRole) -> String {
        switch role {
        case .reader: "Lesen"
        case .writer: "Schreiben"
        case .owner: "Leiten"
        }
    }

    package func tokenMadeBy(_ name: String) -> String { "(Token von \(name))" }

    package func minutesAgo(_ count: Int64) -> String { "vor \(count) Min." }

    package func hoursAgo(_ count: Int64) -> String { "vor \(count) Std." }

    package func daysAgo(_ count: Int64) -> String { count == 1 ? "vor 1 Tag" : "vor \(count) Tagen" }

    package func weekday(_ day: CivilDate) -> String { German.weekdays[day.weekday] }

    package func shortWeekday(_ day: CivilDate) -> String { String(weekday(day).prefix(2)) }

    package func longDate(_ day: CivilDate, withYear: Bool) -> String {
        "\(day.day). \(German.months[day.month - 1])" + (withYear ? " \(day.year)" : "")
    }

    package func shortDate(_ day: CivilDate, withYear: Bool) -> String {
        "\(day.day). \(German.shortMonths[day.month - 1])" + (withYear ? " \(day.year)" : "")
    }

    package func weekdayAndDate(_ day: CivilDate, withYear: Bool) -> String {
        "\(weekday(day)), \(longDate(day, withYear: withYear))"
    }

    package func dayAndHour(_ day: String, _ hour: String) -> String { "\(day), \(hour)" }
}
