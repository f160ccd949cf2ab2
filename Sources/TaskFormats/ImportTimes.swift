import Calendar
import Domain
import TaskDomain

/// Days and moments as other systems and people write them.
enum ImportTimes {
    /// A moment in a form that names its zone: RFC 3339, or ISO 8601 without separators, `20261125T090000Z`.
    ///
    /// - Shape: nil for anything else, and for the year 1, which some programs write for no time at all.
    static func instant(_ text: String) -> Instant? {
        let text = text.trimmed
        let compact = Array(text.utf8)
        var stated = text
        if compact.count == 16, compact[8] == UInt8(ascii: "T") {
            let part = { (range: Range<Int>) in String(decoding: compact[range], as: UTF8.self) }
            stated = "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(9..<11)):\(part(11..<13)):\(part(13..<15))Z"
        }
        return Instant(rfc3339: stated).flatMap { years.contains($0.day.year) ? $0 : nil }
    }

    /// The years of four digits that mean a time: the year 1 is .NET's and Go's for none, 0 MySQL's.
    private static let years = 2...9_999

    /// A day by itself: `2026-11-25`.
    ///
    /// - Shape: nil for anything else, and as of `instant` for a year that means none.
    static func day(_ text: String) -> CivilDate? {
        CivilDate(text: text).flatMap { years.contains($0.year) ? $0 : nil }
    }

    /// A day where it is midnight there: programs that have no days write them so.
    static func dayOrMoment(_ instant: Instant, in zone: Zone) -> TaskTime {
        let local = zone.localTime(at: instant)
        return local.secondOfDay == 0 && local.date.year <= years.upperBound ? .date(local.date) : .instant(instant)
    }

    /// A day, with a time behind it or not: `2026-11-25`, `2026-11-25 9:00`, `25.11.2026`, `11/25/2026 5:00 PM`.
    ///
    /// - Shape: nil for anything else, and as of `instant` for a year that means none, in `zone` or in UTC. Where only
    ///   the order of day and month could tell which day it is, `dayFirst` says so, and without it there is none.
    static func time(_ text: String, in zone: Zone, dayFirst: Bool?) -> TaskTime? {
        let text = text.trimmed
        if let instant = instant(text) { return .instant(instant) }
        let end = text.firstIndex { $0 == " " || $0 == "T" || $0 == "," } ?? text.endIndex
        guard let day = day(text[..<end], dayFirst: dayFirst), years.contains(day.year) else { return nil }
        let rest = String(text[end...].drop { " T,".contains($0) })
        guard !rest.isEmpty else { return .date(day) }
        guard let second = secondOfDay(rest) else { return nil }
        let instant = zone.instant(of: day, secondOfDay: second)
        return years.contains(instant.day.year) ? .instant(instant) : nil
    }

    private static func day(_ text: Substring, dayFirst: Bool?) -> CivilDate? {
        for sign in ["-", ".", "/"] as [Character] where text.contains(sign) {
            let parts = text.split(separator: sign, omittingEmptySubsequences: false)
            let numbers = parts.compactMap { part in part.allSatisfy(\.isASCII) ? Int(part) : nil }
            guard parts.count == 3, numbers.count == 3 else { return nil }
            if parts[0].count == 4 { return CivilDate(year: numbers[0], month: numbers[1], day: numbers[2]) }
            guard parts[2].count == 4 else { return nil }
            return day(numbers[0], numbers[1], of: numbers[2], dayFirst: sign == "." ? true : dayFirst)
        }
        return nil
    }

    private static func day(_ first: Int, _ second: Int, of year: Int, dayFirst: Bool?) -> CivilDate? {
        let days = CivilDate(year: year, month: second, day: first)
        let months = CivilDate(year: year, month: first, day: second)
        guard let days else { return dayFirst == true ? nil : months }
        guard let months, first != second else { return dayFirst == false && first != second ? nil : days }
        return dayFirst.map { $0 ? days : months }
    }

    /// `9:00`, `09:00:30`, `5:00 PM`.
    private static func secondOfDay(_ text: String) -> Int? {
        let lower = text.lowercased()
        let isAfternoon = lower.hasSuffix("pm")
        let clock = lower.prefix { $0.isNumber || $0 == ":" }
        guard ["", "am", "pm", "uhr"].contains(lower[clock.endIndex...].filter({ $0 != " " && $0 != "." })) else {
            return nil
        }
        let numbers = clock.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard (2...3).contains(numbers.count), let hour = numbers[0], let minute = numbers[1],
            let second = numbers.count == 3 ? numbers[2] : 0, hour < 24, minute < 60, second < 60
        else { return nil }
        let isHalf = isAfternoon || lower.hasSuffix("am")
        guard !isHalf || (1...12).contains(hour) else { return nil }
        let whole = isHalf ? hour % 12 + (isAfternoon ? 12 : 0) : hour
        return whole * 3_600 + minute * 60 + second
    }
}
