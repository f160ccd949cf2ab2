import Calendar
import Domain

/// Times in words, all in the reader's zone.
extension Texts {
    /// How long ago that was, and from a week on the day: `vor 4 Min.`, `3 d ago`, `12. Okt.`, `12 Oct 2025`.
    ///
    /// - Shape: a moment ahead of `now`, as clocks that differ produce, counts as now for a minute; then it is a day.
    public func ago(_ instant: Instant, now: Instant) -> String {
        let seconds = now.seconds - instant.seconds
        switch seconds {
        case -60..<60: return isGerman ? "gerade eben" : "just now"
        case 60..<3_600: return isGerman ? "vor \(seconds / 60) Min." : "\(seconds / 60) min ago"
        case 3_600..<86_400: return isGerman ? "vor \(seconds / 3_600) Std." : "\(seconds / 3_600) h ago"
        case 86_400..<172_800: return isGerman ? "vor 1 Tag" : "1 day ago"
        case 172_800..<604_800: return isGerman ? "vor \(seconds / 86_400) Tagen" : "\(seconds / 86_400) days ago"
        default: return shortDate(instant, withYear: day(of: instant).year != day(of: now).year)
        }
    }

    /// When somebody who tried too often may try again.
    public func tooManyTries(seconds: Int64) -> String {
        isGerman
            ? "Das waren zu viele Versuche. Versuch es in \(wait(seconds)) noch einmal."
            : "Those were too many tries. Try again in \(wait(seconds))."
    }

    /// Up to two minutes in seconds, then in minutes, rounded up so that nobody comes too early.
    private func wait(_ seconds: Int64) -> String {
        guard seconds > 120 else {
            return seconds == 1
                ? (isGerman ? "einer Sekunde" : "1 second") : "\(seconds) " + (isGerman ? "Sekunden" : "seconds")
        }
        return "\((seconds + 59) / 60) " + (isGerman ? "Minuten" : "minutes")
    }

    /// The day it is for the reader.
    public func day(of instant: Instant) -> CivilDate { zone.localDate(at: instant) }

    /// `12. November 2026, 08:15`; for readers without a zone of their own it says that it is UTC.
    public func dateAndTime(_ instant: Instant) -> String {
        let day = day(of: instant)
        let time = onTheClock(instant).dropFirst(11).prefix(5)
        return "\(longDate(day)) \(day.year), \(time)" + (zone == .utc ? " UTC" : "")
    }

    /// `12. Nov., 08:15`, `12 Nov, 08:15`; it says where it is UTC as `dateAndTime` does.
    public func dayAndHour(_ instant: Instant) -> String {
        "\(shortDate(instant)), \(hour(instant))" + (zone == .utc ? " UTC" : "")
    }

    /// `2026-11-12`, as forms send a day.
    public func isoDay(_ instant: Instant) -> String { String(onTheClock(instant).prefix(10)) }

    /// `2026-11-12 08:15:07`, for lists in which seconds count.
    public func isoTime(_ instant: Instant) -> String {
        "\(isoDay(instant)) \(onTheClock(instant).dropFirst(11).prefix(8))"
    }

    /// RFC 3339 of what clock and calendar show, whose `Z` is not true.
    func onTheClock(_ instant: Instant) -> String {
        instant.adding(seconds: Int64(zone.offset(at: instant))).rfc3339
    }

    /// `Montag, 23. November`, `Monday 23 November`
    public func weekdayAndDate(_ instant: Instant) -> String {
        let names = isGerman ? Self.germanWeekdays : Self.englishWeekdays
        let day = day(of: instant)
        return names[day.weekday] + (isGerman ? ", " : " ") + longDate(day)
    }

    public func shortDate(_ instant: Instant, withYear: Bool = false) -> String {
        shortDate(day(of: instant), withYear: withYear)
    }

    /// `23. Nov.`, `23 Nov`
    public func shortDate(_ day: CivilDate, withYear: Bool = false) -> String {
        let name =
            isGerman ? Self.germanMonthsShort[day.month - 1] : String(Self.englishMonths[day.month - 1].prefix(3))
        return (isGerman ? "\(day.day). \(name)" : "\(day.day) \(name)") + (withYear ? " \(day.year)" : "")
    }

    func longDate(_ day: CivilDate) -> String {
        isGerman
            ? "\(day.day). \(Self.germanMonths[day.month - 1])" : "\(day.day) \(Self.englishMonths[day.month - 1])"
    }

    func weekday(_ day: CivilDate) -> String { (isGerman ? Self.germanWeekdays : Self.englishWeekdays)[day.weekday] }

    private static let germanWeekdays = [
        "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag",
    ]
    private static let englishWeekdays = [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]
    private static let germanMonths = [
        "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
        "Dezember",
    ]
    /// Duden: Mai, Juni and Juli stay whole.
    private static let germanMonthsShort = [
        "Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez.",
    ]
    private static let englishMonths = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}
