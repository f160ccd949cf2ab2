import Domain

/// The days, months and years of a text as words of an index that nobody types.
///
/// A passage has those of the day on which it was said, and of the times that it speaks of.
enum TimeMarks {
    /// Letters that no text has: signs of the private use area.
    private static let (day, month, year) = ("\u{e100}", "\u{e101}", "\u{e102}")
    /// Days up to which a stretch is asked for day by day.
    private static let mostDays = 10
    /// Months up to which one is asked for month by month.
    private static let mostMonths = 24

    /// The marks of a stretch of days that somebody speaks of.
    static func spoken(_ days: Range<CivilDate>) -> [String] {
        if days.count <= mostDays {
            return each(days).map { day + digits($0, 8) } + months(days) + [year + digits(days.lowerBound, 4)]
        }
        return isYear(days) ? [year + digits(days.lowerBound, 4)] : months(days) + [year + digits(days.lowerBound, 4)]
    }

    /// The marks of which a passage has one where it is about a stretch of days, as narrow as they can be.
    static func asked(_ days: Range<CivilDate>) -> [String] {
        if days.count <= mostDays { return each(days).map { day + digits($0, 8) } }
        return isYear(days) ? [year + digits(days.lowerBound, 4)] : months(days)
    }

    private static func isYear(_ days: Range<CivilDate>) -> Bool { days.count > 360 && days.lowerBound.month == 1 }

    private static func each(_ days: Range<CivilDate>) -> [CivilDate] {
        (0..<max(0, days.count)).map { days.lowerBound.adding(days: $0) }
    }

    private static func months(_ days: Range<CivilDate>) -> [String] {
        var (months, date) = ([String](), CivilDate(year: days.lowerBound.year, month: days.lowerBound.month, day: 1)!)
        while date < days.upperBound, months.count < mostMonths {
            months.append(month + digits(date, 6))
            date = date.adding(months: 1)
        }
        return months
    }

    /// - Shape: as many of year, month and day as `count` has room for.
    private static func digits(_ date: CivilDate, _ count: Int) -> String {
        String(date.text.filter { $0 != "-" }.prefix(count))
    }
}

extension Range<CivilDate> {
    /// - Units: days.
    var count: Int { Int(upperBound.daysSince1970 - lowerBound.daysSince1970) }
}
