import Domain

/// From days and clocks to instants.
extension Zone: DayBounds {
    /// When the clocks show this time on this day.
    ///
    /// - Shape: a time that clocks skip, as at the beginning of summer time, is moved on by what they skip; of a time
    ///   that comes twice it is the first.
    /// - Units: `secondOfDay` counts from midnight by the clock; below 0 and from 86,400 on it counts into other days.
    /// - Source: RFC 5545, section 3.3.5.
    package func instant(of date: CivilDate, secondOfDay: Int) -> Instant {
        let clock = date.daysSince1970 * 86_400 + Int64(secondOfDay)
        let (seconds, before) = first(showing: clock)
        return Instant(seconds: before.map { clock - Int64($0) } ?? seconds)
    }

    /// When this day begins: at midnight, or when the clocks have skipped midnight.
    ///
    /// - Shape: a day that a place left out begins, and ends, with the one after it.
    package func start(of date: CivilDate) -> Instant {
        Instant(seconds: first(showing: date.daysSince1970 * 86_400).seconds)
    }

    /// All of this day: 23 hours of it, or 25, where the clocks change.
    package func day(_ date: CivilDate) -> Range<Instant> {
        start(of: date)..<start(of: CivilDate(daysSince1970: date.daysSince1970 + 1))
    }

    /// All of the day on which this moment falls.
    package func day(of instant: Instant) -> Range<Instant> { day(localDate(at: instant)) }

    /// The first second at which the clocks show this time or, having skipped it, a later one.
    ///
    /// - Shape: with the offset before the skip, where they skipped it.
    private func first(showing clock: Int64) -> (seconds: Int64, offsetBeforeSkip: Int?) {
        // No offset is larger, so at that moment every clock shows less.
        var start = clock - 93_600
        var before: Int?
        while true {
            let offset = offset(at: Instant(seconds: start))
            let seconds = clock - Int64(offset)
            if let before, seconds < start { return (start, before) }
            guard let end = transition(after: start), end <= seconds else { return (seconds, nil) }
            (start, before) = (end, offset)
        }
    }
}

extension CivilDate {
    /// The day it is there now.
    package static func today(in zone: Zone, at now: Instant) -> CivilDate { zone.localDate(at: now) }
}
