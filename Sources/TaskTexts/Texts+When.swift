import Calendar
import Domain
import TaskDomain
import Texts

/// The times of tasks in words. All are UTC until people have a time zone of their own.
extension Texts {
    /// `heute`, `morgen 11:00`, `Fr`, `23. Nov.`: the days of the coming week by their names.
    package func taskTime(_ time: TaskTime, now: Instant) -> String {
        switch time {
        case .date(let day): relative(day, today: zone.localDate(at: now))
        case .instant(let instant):
            tasks.nearDayAndHour(
                relative(zone.localDate(at: instant), today: zone.localDate(at: now)), hour(instant))
        }
    }

    private func relative(_ day: CivilDate, today: CivilDate) -> String {
        switch day.daysSince1970 - today.daysSince1970 {
        case -1: self[.yesterday]
        case 0: self[.today]
        case 1: self[.tomorrow]
        case 2...6: common.shortWeekday(day)
        default: shortDate(day, withYear: day.year != today.year)
        }
    }

    /// `Mittwoch, 25. November 2026`; a moment with its hour.
    package func inFull(_ time: TaskTime) -> String {
        switch time {
        case .date(let day): common.weekdayAndDate(day, withYear: true)
        case .instant(let instant): dateAndTime(instant)
        }
    }

    /// Above what happened on a day: `Heute`, `Montag, 23. November`.
    package func dayName(_ day: CivilDate, today: CivilDate) -> String {
        switch today.daysSince1970 - day.daysSince1970 {
        case 0: self[.dayToday]
        case 1: self[.dayYesterday]
        default: common.weekdayAndDate(day, withYear: day.year != today.year)
        }
    }

    /// `1 Std. 30 Min.`
    package func duration(_ minutes: Int) -> String {
        let (hours, rest) = (minutes / 60, minutes % 60)
        let parts = [hours == 0 ? nil : tasks.hours(hours), rest == 0 ? nil : tasks.minutes(rest)]
        return parts.compactMap { $0 }.joined(separator: " ")
    }
}
