import Domain
import Testing
import TestingElwosa

struct CivilDateTextTests {
    @Test(
        "months are added within the calendar, and the day stays or is the month's last",
        arguments: [
            ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2026-12-15", 1, "2027-01-15"),
            ("2026-01-15", -1, "2025-12-15"), ("2024-02-29", 12, "2025-02-28"), ("2026-03-31", -13, "2025-02-28"),
            ("2026-11-25", 0, "2026-11-25"), ("0000-01-31", -1, "0000-01-01"), ("9999-12-01", 1, "9999-12-31"),
            ("2026-11-25", .max, "9999-12-31"), ("2026-11-25", .min, "0000-01-01"),
        ])
    func months(text: String, count: Int, expected: String) {
        #expect(CivilDate(text: text)?.adding(months: count).text == expected)
    }

    @Test(
        "days are added across months, and end where four digits do",
        arguments: [
            ("2026-11-25", 7, "2026-12-02"), ("2026-03-01", -1, "2026-02-28"), ("0000-01-01", -1, "0000-01-01"),
            ("9999-12-31", 1, "9999-12-31"), ("2026-11-25", .max, "9999-12-31"), ("2026-11-25", .min, "0000-01-01"),
        ])
    func days(text: String, count: Int, expected: String) {
        #expect(CivilDate(text: text)?.adding(days: count).text == expected)
    }

    @Test("every day that four digits can write is read back and lies before the next")
    func roundTrip() throws {
        var random = SeededRandom(seed: 21)
        for _ in 0..<5_000 {
            let day = CivilDate(daysSince1970: Int64.random(in: -719_528..<2_932_896, using: &random))
            let next = day.adding(days: 1)
            try #require(CivilDate(text: day.text) == day && day < next && day.text < next.text)
            try #require(next.daysSince1970 == day.daysSince1970 + 1)
        }
    }
}
