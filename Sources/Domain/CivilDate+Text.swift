extension CivilDate {
    /// `2026-11-25`, always 10 characters for the years 0 to 9999.
    package var text: String { String(Instant(seconds: daysSince1970 * 86_400).rfc3339.prefix(10)) }

    /// Reads `2026-11-25`.
    ///
    /// - Errors: nil for anything else, and for a day that the calendar does not have.
    package init?(text: String) {
        var rest = Substring(text).utf8
        guard let year = rest.number(4), rest.skip("-"), let month = rest.number(2), rest.skip("-"),
            let day = rest.number(2), rest.isEmpty
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// - Shape: ends at the first day of the year 0 and at the last of 9999, so that it can be written.
    package func adding(days: Int) -> CivilDate {
        let (sum, overflow) = daysSince1970.addingReportingOverflow(Int64(days))
        guard !overflow else { return days < 0 ? Self.first : Self.last }
        return CivilDate(daysSince1970: min(max(sum, Self.first.daysSince1970), Self.last.daysSince1970))
    }

    /// The same day of another month, or that month's last: 31 January and one month are 28 or 29 February.
    ///
    /// - Shape: ends where `adding(days:)` does.
    package func adding(months: Int) -> CivilDate {
        let (sum, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
        guard !overflow, sum >= 0 else { return months < 0 ? Self.first : Self.last }
        guard sum < 120_000 else { return Self.last }
        let (year, month) = (sum / 12, sum % 12 + 1)
        return CivilDate(year: year, month: month, day: min(day, Self.days(in: month, of: year)))!
    }

    /// The years of a day that somebody enters: earlier ones are a slip of the hand, and a year has four digits.
    package static let enteredYears = 1_900...9_999

    /// - Errors: `.invalid` on `field` with the rule `.year`.
    package func requireEntered(_ field: String) throws(Failure) {
        let years = Self.enteredYears
        guard years.contains(year) else { throw Failure(.year(years.lowerBound, years.upperBound), field: field) }
    }

    static let first = CivilDate(year: 0, month: 1, day: 1)!
    static let last = CivilDate(year: 9_999, month: 12, day: 31)!
}

extension CivilDate: Comparable {
    package static func < (left: CivilDate, right: CivilDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }
}
