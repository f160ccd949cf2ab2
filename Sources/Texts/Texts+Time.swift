import Domain

/// Times in words. All are UTC until people have a time zone of their own.
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
        default: return shortDate(instant.day, withYear: instant.day.year != now.day.year)
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

    /// `12. November 2026, 08:15 UTC`
    public func dateAndTime(_ instant: Instant) -> String {
        let day = instant.day
        return "\(longDate(day)) \(day.year), \(instant.rfc3339.dropFirst(11).prefix(5)) UTC"
    }

    /// `Montag, 23. November`, `Monday 23 November`
    public func weekdayAndDate(_ instant: Instant) -> String {
        let names = isGerman ? Self.germanWeekdays : Self.englishWeekdays
        return names[instant.day.weekday] + (isGerman ? ", " : " ") + longDate(instant.day)
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
