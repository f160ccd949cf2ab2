import Domain

/// Days and hours as the person's own calendar and clock show them.
///
/// Both are UTC until accounts have a time zone; it goes into `offset` and nowhere else.
enum LocalTime {
    /// The moment at which the clock shows `clock`, `09:00` or `09:00:30`, on that day.
    ///
    /// - Errors: nil for what no clock shows.
    static func instant(_ day: CivilDate, clock: String) -> Instant? {
        let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { $0.utf8.count == 2 && $0.first != "+" ? Int64($0) : nil }
        guard (2...3).contains(parts.count), numbers.count == parts.count,
            (0..<24).contains(numbers[0]), !numbers.dropFirst().contains(where: { $0 < 0 || $0 > 59 })
        else { return nil }
        let seconds = numbers[0] * 3_600 + numbers[1] * 60 + (numbers.count == 3 ? numbers[2] : 0)
        let shown = Instant(seconds: day.daysSince1970 * 86_400 + seconds)
        return shown.adding(seconds: -offset(at: shown))
    }

    /// As the fields of a form have it: `2026-11-25`, and `09:00` or nothing for a whole day.
    static func fields(of time: TaskTime) -> (day: String, clock: String) {
        switch time {
        case .date(let day): return (day.text, "")
        case .instant(let instant):
            let shown = instant.adding(seconds: offset(at: instant)).rfc3339
            return (String(shown.prefix(10)), String(shown.dropFirst(11).prefix(5)))
        }
    }

    static func today(_ now: Instant) -> CivilDate { now.adding(seconds: offset(at: now)).day }

    /// - Units: seconds by which the person's clock is ahead of UTC.
    private static func offset(at instant: Instant) -> Int64 { 0 }
}
