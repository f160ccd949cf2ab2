import Domain
import Finding
import Search
import Testing

@Suite("Times as people say them")
struct TimePhraseTests {
    /// A Wednesday.
    private static let today = CivilDate(text: "2026-05-13")!

    private func days(_ text: String) -> [String] {
        TimePhrase.all(in: SearchText.words(of: text), of: text, today: Self.today).flatMap { phrase in
            phrase.days.map { "\($0.lowerBound.text)+\($0.upperBound.daysSince1970 - $0.lowerBound.daysSince1970)" }
        }
    }

    @Test(
        "are the days that are meant, of what comes every year or week the last and the next",
        arguments: [
            ("on 2026-05-07", ["2026-05-07+1"]), ("am 7.5.2025 um neun", ["2025-05-07+1"]),
            ("am 7.6. bei uns", ["2025-06-07+1", "2026-06-07+1"]), ("7 May 2024", ["2024-05-07+1"]),
            ("May 7th, 2024", ["2024-05-07+1"]), ("the 3rd of March", ["2026-03-03+1", "2027-03-03+1"]),
            ("am 3. März", ["2026-03-03+1", "2027-03-03+1"]), ("in June 2024", ["2024-06-01+30"]),
            ("in June", ["2025-06-01+30", "2026-06-01+30"]), ("im Mai", ["2026-05-01+31", "2027-05-01+31"]),
            ("last May", ["2025-05-01+31", "2026-05-01+31"]), ("in summer 2023", ["2023-06-01+92"]),
            ("am 7.5.24", ["2024-05-07+1"]), ("2026-05-07T09:00", ["2026-05-07+1"]), ("last fall", ["2025-09-01+91"]),
            ("last March", ["2026-03-01+31"]), ("next March", ["2027-03-01+31"]), ("since 2019", ["2019-01-01+365"]),
            ("today and yesterday", ["2026-05-13+1", "2026-05-12+1"]),
            ("heute, vorgestern", ["2026-05-13+1", "2026-05-11+1"]),
            ("the day before yesterday", ["2026-05-11+1"]), ("last Tuesday", ["2026-05-12+1"]),
            ("letzten Mittwoch", ["2026-05-06+1"]), ("on Friday", ["2026-05-08+1", "2026-05-15+1"]),
            ("next Friday", ["2026-05-15+1", "2026-05-22+1"]), ("last week", ["2026-05-04+7"]),
            ("letzte Woche", ["2026-05-04+7"]), ("nächste Woche", ["2026-05-18+7"]),
            ("diesen Monat", ["2026-05-01+31"]),
            ("last weekend", ["2026-05-09+2"]), ("letztes Jahr", ["2025-01-01+365"]),
            ("two days ago", ["2026-05-11+1"]), ("vor drei Wochen", ["2026-04-18+9"]),
            ("in zwei Tagen", ["2026-05-15+1"]),
            ("over Easter", ["2026-04-02+9", "2027-03-25+9"]), ("an Weihnachten", ["2025-12-23+5", "2026-12-23+5"]),
            ("in the summer", ["2025-06-01+92", "2026-06-01+92"]), ("letzten Sommer", ["2025-06-01+92"]),
        ])
    func meant(_ text: String, expected: [String]) {
        #expect(days(text) == expected)
    }

    @Test(
        "are not words that only look like one",
        arguments: [
            "May I come in?", "she may march on", "version 3.5 of it", "a second time", "we fall apart", "room 12",
            "31 eggs", "it cost 3.5.", "version 1.2.3", "Option 2 may fail", "in diesem Fall", "im Fall der Fälle",
        ])
    func others(_ text: String) {
        #expect(days(text) == [])
    }

    /// Easter Sundays as churches publish them.
    @Test("know when Easter is", arguments: [(2024, "2024-03-28"), (2025, "2025-04-17"), (2038, "2038-04-22")])
    func easter(_ year: Int, _ thursday: String) {
        #expect(days("Easter \(year)") == ["\(thursday)+9"])
    }

    @Test(
        "are none at the ends of the calendar, and end no program there",
        arguments: ["0000-01-01", "9998-12-31", "9999-12-31"])
    func ends(_ day: String) throws {
        let today = try #require(CivilDate(text: day))
        for text in [
            "im Mai", "am 7. Mai", "next year", "in the summer", "over Easter", "vor 400 Jahren", "tomorrow",
            "7.5.2100",
        ] {
            #expect(TimePhrase.all(in: SearchText.words(of: text), of: text, today: today) == [])
            _ = Passage.all(in: text, at: Instant(seconds: today.daysSince1970 * 86_400))
        }
    }
}
