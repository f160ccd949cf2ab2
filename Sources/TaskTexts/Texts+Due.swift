import Calendar
import Domain
import TaskDomain
import Texts

/// When something is due, in words.
extension Texts {
    /// The nearness of a time, which a page shows by colour too.
    package enum Urgency: String, Sendable {
        case late, today, later
    }

    /// `heute`, `morgen`, `Fr`, `25. Nov.`; `11:00` for a moment today; `seit Mo` for what is late.
    ///
    /// - Shape: `text` says itself that something is late, for those who see no colour.
    package func due(_ time: TaskTime, _ frame: DayFrame) -> (text: String, urgency: Urgency) {
        let distance = day(of: time).daysSince1970 - frame.today.daysSince1970
        let isLate = distance < 0 || time.isPast(at: frame.now)
        let words = self.words(time, distance, frame)
        return (isLate ? tasks.since(words) : words, isLate ? .late : distance == 0 ? .today : .later)
    }

    private func words(_ time: TaskTime, _ distance: Int64, _ frame: DayFrame) -> String {
        let day = day(of: time)
        switch distance {
        case 0:
            guard case .instant(let instant) = time else { return self[.today] }
            return hour(instant)
        case 1: return self[.tomorrow]
        case -1: return self[.yesterday]
        case -6...6: return common.shortWeekday(day)
        default: return shortDate(day, withYear: day.year != frame.today.year)
        }
    }

    /// `Fällig am Mittwoch, 25. November 2026`, with the hour where there is one.
    package func dueInFull(_ time: TaskTime) -> String { tasks.dueOn(inFull(time)) }

    /// The day of the reader's own calendar.
    private func day(of time: TaskTime) -> CivilDate {
        switch time {
        case .date(let day): day
        case .instant(let instant): day(of: instant)
        }
    }
}

extension TaskTime {
    fileprivate func isPast(at now: Instant) -> Bool {
        if case .instant(let instant) = self { instant < now } else { false }
    }
}
