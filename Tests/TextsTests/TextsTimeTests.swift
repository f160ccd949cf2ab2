import AuthTexts
import Calendar
import Domain
import TaskTexts
import Testing
import Texts

struct TextsTimeTests {
    let now = Instant(rfc3339: "2026-11-23T09:00:00Z")!

    @Test(
        "how long ago is said in the largest unit that fits, and from a week on as a day",
        arguments: [
            (0, "gerade eben", "just now"), (59, "gerade eben", "just now"), (60, "vor 1 Min.", "1 min ago"),
            (3_599, "vor 59 Min.", "59 min ago"), (3_600, "vor 1 Std.", "1 h ago"),
            (86_399, "vor 23 Std.", "23 h ago"), (86_400, "vor 1 Tag", "1 day ago"),
            (172_800, "vor 2 Tagen", "2 days ago"), (604_799, "vor 6 Tagen", "6 days ago"),
            (604_800, "16. Nov.", "16 Nov"), (31_536_000, "23. Nov. 2025", "23 Nov 2025"),
            (-59, "gerade eben", "just now"), (-86_400, "24. Nov.", "24 Nov"),
        ])
    func ago(seconds: Int, german: String, english: String) {
        let then = now.adding(seconds: Int64(-seconds))
        #expect(Texts(.german).ago(then, now: now) == german)
        #expect(Texts(.english).ago(then, now: now) == english)
    }

    @Test("a moment is written with its day, its time and its zone")
    func dateAndTime() {
        #expect(Texts(.german).dateAndTime(now) == "23. November 2026, 09:00 UTC")
        #expect(Texts(.english).dateAndTime(now) == "23 November 2026, 09:00 UTC")
    }

    @Test("the day of the week is the calendar's")
    func weekday() {
        #expect(Texts(.german).weekdayAndDate(now) == "Montag, 23. November")
        #expect(Texts(.english).weekdayAndDate(now.adding(seconds: -86_400)) == "Sunday 22 November")
    }

    @Test("days and hours are those of the reader's zone")
    func zone() throws {
        let late = Instant(rfc3339: "2026-12-31T23:30:07Z")!
        let texts = Texts(.english, zone: try Zones().zone(named: "Asia/Kathmandu"))
        #expect(texts.weekdayAndDate(late) == "Friday 1 January" && texts.day(of: late).year == 2027)
        #expect(texts.dateAndTime(late) == "1 January 2027, 05:15")
        #expect(texts.shortDate(late, withYear: true) == "1 Jan 2027")
        #expect(texts.isoDay(late) == "2027-01-01" && texts.exactTime(late) == "1 January 2027, 05:15:07")
        #expect(texts.ago(late, now: late.adding(seconds: 864_000)) == "1 Jan")
        #expect(Texts(.english).ago(late, now: late.adding(seconds: 864_000)) == "31 Dec 2026")
        #expect(Texts(.english).exactTime(late) == "31 December 2026, 23:30:07 UTC")
        #expect(texts.dayAndHour(late, now: late) == "1 Jan, 05:15")
        #expect(texts.dayAndHour(late, now: late.adding(seconds: 31_536_000)) == "1 Jan 2027, 05:15")
    }

    @Test("every region that has time zones has a name in German", arguments: ["Africa", "America", "Asia", "Europe"])
    func regions(name: String) {
        #expect(Texts(.german).region(name) != name && Texts(.english).region(name) == name)
        #expect(Texts(.german).region("Elsewhere") == "Elsewhere")
    }

    @Test("before 1970 a day still begins at midnight")
    func before1970() {
        #expect(Texts(.english).shortDate(Instant(seconds: -1).day, withYear: true) == "31 Dec 1969")
    }

    @Test("a wait is told in seconds up to two minutes, then in minutes, rounded up")
    func waits() {
        let said = [1, 2, 120, 121, 900].map { Texts(.english).tooManyTries(seconds: $0) }
        let waits = ["1 second", "2 seconds", "120 seconds", "3 minutes", "15 minutes"]
        #expect(said == waits.map { "Those were too many attempts. Try again in \($0)." })
        #expect(Texts(.german).tooManyTries(seconds: 1).contains("in einer Sekunde noch einmal"))
        #expect(Texts(.german).tooManyTries(seconds: 300).contains("in 5 Minuten noch einmal"))
    }
}
