/// A moment in UTC, in whole seconds since 1970-01-01 (negative before it).
///
/// - Source: RFC 3339; the calendar arithmetic is the proleptic Gregorian calendar's.
package struct Instant: Hashable, Comparable, Sendable {
    package let seconds: Int64

    package init(seconds: Int64) {
        self.seconds = seconds
    }

    package static func < (left: Instant, right: Instant) -> Bool { left.seconds < right.seconds }

    package func adding(seconds more: Int64) -> Instant { Instant(seconds: seconds + more) }

    /// The day it falls on in UTC.
    package var day: CivilDate { CivilDate(daysSince1970: seconds.floorDivided(by: 86_400)) }
}

extension Instant {
    /// `2026-11-23T08:15:00Z`, always 20 characters for the years 0 to 9999.
    package var rfc3339: String {
        let day = seconds.floorDivided(by: 86_400)
        let second = Int(seconds - day * 86_400)
        let date = CivilDate(daysSince1970: day)
        return String(unsafeUninitializedCapacity: 20) { out in
            func put(_ value: Int, _ digits: Int, at start: Int) {
                var rest = value
                for place in stride(from: start + digits - 1, through: start, by: -1) {
                    out[place] = UInt8(48 + rest % 10)
                    rest /= 10
                }
            }
            put(date.year, 4, at: 0)
            put(date.month, 2, at: 5)
            put(date.day, 2, at: 8)
            put(second / 3_600, 2, at: 11)
            put(second / 60 % 60, 2, at: 14)
            put(second % 60, 2, at: 17)
            for (place, sign) in [(4, "-"), (7, "-"), (10, "T"), (13, ":"), (16, ":"), (19, "Z")] {
                out[place] = sign.utf8.first!
            }
            return 20
        }
    }

    /// Reads `2026-11-23T08:15:00.123+01:00`; a fraction is dropped, the offset applied.
    ///
    /// - Errors: nil for anything that is not an RFC 3339 date-time, and for one whose offset carries it out of the
    ///   years 0 to 9999. A leap second (`:60`) counts as the next minute.
    package init?(rfc3339 text: String) {
        var rest = Substring(text).utf8
        guard let year = rest.number(4), rest.skip("-"), let month = rest.number(2), rest.skip("-"),
            let day = rest.number(2), rest.skip("T") || rest.skip("t") || rest.skip(" "),
            let hour = rest.number(2), rest.skip(":"), let minute = rest.number(2), rest.skip(":"),
            let second = rest.number(2), rest.skipFraction(), let offset = rest.offset(), rest.isEmpty,
            let days = CivilDate(year: year, month: month, day: day)?.daysSince1970,
            hour < 24, minute < 60, second <= 60
        else { return nil }
        seconds = days * 86_400 + Int64(hour * 3_600 + minute * 60 + second - offset)
        guard Self.writable.contains(seconds) else { return nil }
    }

    /// The first second of the year 0 to the last of 9999: what four digits can write.
    private static let writable: ClosedRange<Int64> = -62_167_219_200...253_402_300_799
}

/// A day of the proleptic Gregorian calendar.
///
/// - Source: the day count follows the 400-year cycle of 146,097 days, with the year begun in March.
package struct CivilDate: Hashable, Sendable {
    package let year: Int
    package let month: Int
    package let day: Int

    /// - Errors: nil when there is no such day (month 13, 30 February).
    package init?(year: Int, month: Int, day: Int) {
        guard (1...12).contains(month), day >= 1, day <= Self.days(in: month, of: year) else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
    }

    package init(daysSince1970 count: Int64) {
        let shifted = count + 719_468
        let cycle = shifted.floorDivided(by: 146_097)
        let dayOfCycle = shifted - cycle * 146_097
        let yearOfCycle = (dayOfCycle - dayOfCycle / 1_460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365
        let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        day = Int(dayOfYear - (153 * marchMonth + 2) / 5 + 1)
        month = Int(marchMonth < 10 ? marchMonth + 3 : marchMonth - 9)
        year = Int(yearOfCycle + cycle * 400) + (month <= 2 ? 1 : 0)
    }

    package var daysSince1970: Int64 {
        let shiftedYear = Int64(month <= 2 ? year - 1 : year)
        let cycle = shiftedYear.floorDivided(by: 400)
        let yearOfCycle = shiftedYear - cycle * 400
        let dayOfYear = Int64((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1)
        let dayOfCycle = yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear
        return cycle * 146_097 + dayOfCycle - 719_468
    }

    /// 0 is Monday, 6 is Sunday.
    package var weekday: Int {
        let shifted = daysSince1970 + 3
        return Int(shifted - shifted.floorDivided(by: 7) * 7)
    }

    static func days(in month: Int, of year: Int) -> Int {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return month == 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }
}

extension Int64 {
    package func floorDivided(by divisor: Int64) -> Int64 {
        self / divisor - (self % divisor < 0 ? 1 : 0)
    }
}

extension Substring.UTF8View {
    /// Takes exactly `digits` decimal digits.
    mutating func number(_ digits: Int) -> Int? {
        guard count >= digits, prefix(digits).allSatisfy({ (48...57).contains($0) }) else { return nil }
        let value = prefix(digits).reduce(0) { $0 * 10 + Int($1 - 48) }
        removeFirst(digits)
        return value
    }

    mutating func skip(_ sign: Unicode.Scalar) -> Bool {
        guard first == UInt8(ascii: sign) else { return false }
        removeFirst()
        return true
    }

    fileprivate mutating func skipFraction() -> Bool {
        guard skip(".") else { return true }
        let digits = prefix { (48...57).contains($0) }.count
        removeFirst(digits)
        return digits > 0
    }

    /// Seconds east of UTC.
    fileprivate mutating func offset() -> Int? {
        if skip("Z") || skip("z") { return 0 }
        let sign = skip("+") ? 1 : skip("-") ? -1 : 0
        guard sign != 0, let hour = number(2), skip(":"), let minute = number(2), hour < 24, minute < 60 else {
            return nil
        }
        return sign * (hour * 3_600 + minute * 60)
    }
}
