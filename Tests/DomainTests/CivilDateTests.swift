import Foundation
import Testing
import TestingElwosa

@testable import Domain

struct CivilDateTests {
    @Test("the months of 20,000 years follow each other, by a count of its own")
    func everyMonth() {
        // Counted here month by month, with no formula but the rule of leap years.
        var count = CivilDate(year: -10_000, month: 1, day: 1)!.daysSince1970
        let first = count
        for year in -10_000...10_000 {
            for month in 1...12 {
                let length = Self.length(of: month, in: year)
                // Every day where people live, elsewhere the first and the last.
                for day in (1600...2400).contains(year) ? Array(1...length) : [1, length] {
                    let date = CivilDate(daysSince1970: count + Int64(day - 1))
                    guard date == CivilDate(year: year, month: month, day: day),
                        date.daysSince1970 == count + Int64(day - 1)
                    else {
                        Issue.record("\(year)-\(month)-\(day) is read as \(date)")
                        return
                    }
                }
                count += Int64(length)
            }
        }
        #expect(count - first == 20_001 * 365 + 4_851)
    }

    private static func length(of month: Int, in year: Int) -> Int {
        let isLeap = year.isMultiple(of: 400) || year.isMultiple(of: 4) && !year.isMultiple(of: 100)
        return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    @Test("days and weekdays are those of Foundation's calendar")
    func foundation() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        var random = SeededRandom(seed: 6)
        for _ in 0..<5_000 {
            let count = Int64.random(in: -141_000...2_932_896, using: &random)
            let date = CivilDate(daysSince1970: count)
            let parts = calendar.dateComponents(
                [.year, .month, .day, .weekday], from: Date(timeIntervalSince1970: TimeInterval(count * 86_400)))
            try #require((date.year, date.month, date.day) == (parts.year!, parts.month!, parts.day!))
            // Foundation's week begins with Sunday as 1.
            try #require(date.weekday == (parts.weekday! + 5) % 7)
        }
    }

    @Test(
        "a day that the calendar does not have cannot be made",
        arguments: [
            (2026, 0, 1), (2026, 13, 1), (2026, 1, 0), (2026, 1, 32), (2026, 4, 31), (2026, 2, 29), (1900, 2, 29),
            (2000, 2, 30), (2026, -1, 1), (2026, 1, -1),
        ])
    func impossible(year: Int, month: Int, day: Int) {
        #expect(CivilDate(year: year, month: month, day: day) == nil)
    }

    @Test("a leap day is in every fourth year, but of the full centuries only in every fourth")
    func leapDays() {
        for year in [2000, 2024, 2028, 2400, 0, -4, -400] { #expect(CivilDate(year: year, month: 2, day: 29) != nil) }
        for year in [1900, 2100, 2023, -1, -100] { #expect(CivilDate(year: year, month: 2, day: 29) == nil) }
    }
}
