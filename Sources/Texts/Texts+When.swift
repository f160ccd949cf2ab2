import Calendar
import Domain

/// The times of tasks in words. All are UTC until people have a time zone of their own.
extension Texts {
    /// `heute`, `morgen 11:00`, `Fr`, `23. Nov.`: the days of the coming week by their names.
    public func taskTime(_ time: TaskTime, now: Instant) -> String {
        switch time {
        case .date(let day): return relative(day, today: zone.localDate(at: now))
        case .instant(let instant):
            return
                "\(relative(zone.localDate(at: instant), today: zone.localDate(at: now))) \(hour(instant))"
        }
    }

    private func relative(_ day: CivilDate, today: CivilDate) -> String {
        switch day.daysSince1970 - today.daysSince1970 {
        case -1: isGerman ? "gestern" : "yesterday"
        case 0: isGerman ? "heute" : "today"
        case 1: isGerman ? "morgen" : "tomorrow"
        case 2...6: String(weekday(day).prefix(isGerman ? 2 : 3))
        default: shortDate(day, withYear: day.year != today.year)
        }
    }

    /// `09:00`
    public func hour(_ instant: Instant) -> String {
        String(instant.adding(seconds: Int64(zone.offset(at: instant))).rfc3339.dropFirst(11).prefix(5))
    }

    /// `Mittwoch, 25. November 2026`; a moment with its hour.
    public func inFull(_ time: TaskTime) -> String {
        switch time {
        case .date(let day): "\(weekday(day))\(isGerman ? "," : "") \(longDate(day)) \(day.year)"
        case .instant(let instant): dateAndTime(instant)
        }
    }

    /// Above what happened on a day: `Heute`, `Montag, 23. November`.
    public func dayName(_ day: CivilDate, today: CivilDate) -> String {
        switch today.daysSince1970 - day.daysSince1970 {
        case 0: isGerman ? "Heute" : "Today"
        case 1: isGerman ? "Gestern" : "Yesterday"
        default:
            "\(weekday(day))\(isGerman ? "," : "") \(longDate(day))" + (day.year == today.year ? "" : " \(day.year)")
        }
    }

    /// `1 Std. 30 Min.`
    public func duration(_ minutes: Int) -> String {
        let (hours, rest) = (minutes / 60, minutes % 60)
        let parts = [
            hours == 0 ? nil : isGerman ? "\(hours) Std." : "\(hours) h",
            rest == 0 ? nil : isGerman ? "\(rest) Min." : "\(rest) min",
        ]
        return parts.compactMap { $0 }.joined(separator: " ")
    }
}
