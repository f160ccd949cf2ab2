import Calendar
import Domain

/// Times in words, all in the reader's zone.
extension Texts {
    /// The time since then, and from a week on the day: `vor 4 Min.`, `3 d ago`, `12. Okt.`, `12 Oct 2025`.
    ///
    /// - Shape: a moment ahead of `now`, as clocks that differ produce, counts as now for a minute; then it is a day.
    package func ago(_ instant: Instant, now: Instant) -> String {
        let seconds = now.seconds - instant.seconds
        switch seconds {
        case -60..<60: return self[.justNow]
        case 60..<3_600: return common.minutesAgo(seconds / 60)
        case 3_600..<86_400: return common.hoursAgo(seconds / 3_600)
        case 86_400..<604_800: return common.daysAgo(seconds / 86_400)
        default: return shortDate(instant, withYear: day(of: instant).year != day(of: now).year)
        }
    }

    /// The day it is for the reader.
    package func day(of instant: Instant) -> CivilDate { zone.localDate(at: instant) }

    /// `12. November 2026, 08:15`; for readers without a zone of their own it says that it is UTC.
    package func dateAndTime(_ instant: Instant) -> String {
        common.dayAndHour(common.longDate(day(of: instant), withYear: true), hour(instant)) + utc
    }

    /// As `dateAndTime`, to the second: `12. November 2026, 08:15:07`.
    package func exactTime(_ instant: Instant) -> String {
        let clock = String(onTheClock(instant).dropFirst(11).prefix(8))
        return common.dayAndHour(common.longDate(day(of: instant), withYear: true), clock) + utc
    }

    /// As `dayAndHour`, with the year where it is not this one.
    package func dayAndHour(_ instant: Instant, now: Instant) -> String {
        let isOfYear = day(of: instant).year == day(of: now).year
        return common.dayAndHour(shortDate(instant, withYear: !isOfYear), hour(instant)) + utc
    }

    /// `12. Nov., 08:15`, `12 Nov, 08:15`; it says where it is UTC as `dateAndTime` does.
    package func dayAndHour(_ instant: Instant) -> String {
        common.dayAndHour(shortDate(instant), hour(instant)) + utc
    }

    private var utc: String { zone == .utc ? " UTC" : "" }

    /// `09:00`
    package func hour(_ instant: Instant) -> String { String(onTheClock(instant).dropFirst(11).prefix(5)) }

    /// `2026-11-12`, as forms send a day.
    package func isoDay(_ instant: Instant) -> String { String(onTheClock(instant).prefix(10)) }

    /// RFC 3339 of what clock and calendar show, whose `Z` is not true.
    private func onTheClock(_ instant: Instant) -> String {
        instant.adding(seconds: Int64(zone.offset(at: instant))).rfc3339
    }

    /// `Montag, 23. November`, `Monday 23 November`
    package func weekdayAndDate(_ instant: Instant) -> String {
        common.weekdayAndDate(day(of: instant), withYear: false)
    }

    package func shortDate(_ instant: Instant, withYear: Bool = false) -> String {
        shortDate(day(of: instant), withYear: withYear)
    }

    /// `23. Nov.`, `23 Nov`
    package func shortDate(_ day: CivilDate, withYear: Bool = false) -> String {
        common.shortDate(day, withYear: withYear)
    }
}
