import Domain

/// A rule for all time to come: an offset, and for part of each year another one.
///
/// - Source: POSIX.1-2024, section 8.3, variable `TZ`, with the times of RFC 9636, section 3.3.1: up to a week before
///   and after the day they belong to.
struct PosixZone: Sendable, Equatable {
    /// When in a year, and at which second of that day's clock, counted on into other days.
    struct Transition: Sendable, Equatable {
        enum Day: Sendable, Equatable {
            /// 1 to 365; 29 February is never counted.
            case julian(Int)
            /// 0 to 365; 29 February is counted.
            case zeroBased(Int)
            /// The first to fourth of a weekday (0 is Sunday) in a month; 5 is the last one.
            case weekday(month: Int, week: Int, weekday: Int)
        }

        let day: Day
        let second: Int
    }

    struct Daylight: Sendable, Equatable {
        let offset: Int
        let start: Transition
        let end: Transition
    }

    /// - Units: seconds east of UTC, unlike in the text.
    let offset: Int
    let daylight: Daylight?

    func offset(at seconds: Int64) -> Int {
        guard let daylight else { return offset }
        return periods(around: seconds, daylight).contains { $0.contains(seconds) } ? daylight.offset : offset
    }

    /// - Shape: the first change after this second; nil where nothing ever changes.
    func transition(after seconds: Int64) -> Int64? {
        guard let daylight else { return nil }
        return periods(around: seconds, daylight).flatMap { [$0.lowerBound, $0.upperBound] }
            .filter { $0 > seconds }.min()
    }

    /// The periods of the other offset that may hold this second or begin next after it: a change may lie a week
    /// outside of its year, and in the south a period begins in the year before.
    private func periods(around seconds: Int64, _ daylight: Daylight) -> [Range<Int64>] {
        let year = Instant(seconds: seconds + Int64(offset)).day.year
        return (year - 2...year + 2).map { period(beginningIn: $0, daylight) }
    }

    private func period(beginningIn year: Int, _ daylight: Daylight) -> Range<Int64> {
        let start = daylight.start.second(in: year) - Int64(offset)
        let end = daylight.end.second(in: year) - Int64(daylight.offset)
        // Whoever has it all the year ends it when the next year's begins.
        return start..<(end >= start ? end : max(start, daylight.end.second(in: year + 1) - Int64(daylight.offset)))
    }
}

extension PosixZone.Transition {
    /// - Units: seconds since 1970-01-01 on the clock that holds until then.
    func second(in year: Int) -> Int64 {
        dayNumber(in: year) * 86_400 + Int64(second)
    }

    private func dayNumber(in year: Int) -> Int64 {
        switch day {
        case .julian(let number):
            let isAfterLeapDay = number >= 60 && CivilDate(year: year, month: 2, day: 29) != nil
            return Self.first(of: 1, year) + Int64(number - (isAfterLeapDay ? 0 : 1))
        case .zeroBased(let number): return Self.first(of: 1, year) + Int64(number)
        case .weekday(let month, let week, let weekday):
            let first = CivilDate(daysSince1970: Self.first(of: month, year))
            // A `CivilDate` counts weekdays from Monday.
            var day = 1 + (weekday + 6 - first.weekday) % 7 + (week - 1) * 7
            while CivilDate(year: year, month: month, day: day) == nil { day -= 7 }
            return first.daysSince1970 + Int64(day - 1)
        }
    }

    private static func first(of month: Int, _ year: Int) -> Int64 {
        CivilDate(year: year, month: month, day: 1)!.daysSince1970
    }
}
