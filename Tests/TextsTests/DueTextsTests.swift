import AuthTexts
import Calendar
import Domain
import TaskDomain
import TaskTexts
import Testing
import Texts

struct DueTextsTests {
    /// A Wednesday, nine in the morning.
    private let frame = DayFrame(utc: Instant(rfc3339: "2026-11-25T09:00:00Z")!)

    @Test(
        "when something is due is said in as few words as the distance needs, and what is late says so",
        arguments: [
            ("2026-11-25", "heute", "today", Texts.Urgency.today), ("2026-11-26", "morgen", "tomorrow", .later),
            ("2026-11-27", "Fr", "Fri", .later), ("2026-12-01", "Di", "Tue", .later),
            ("2026-12-02", "2. Dez.", "2 Dec", .later), ("2027-01-02", "2. Jan. 2027", "2 Jan 2027", .later),
            ("2026-11-24", "seit gestern", "since yesterday", .late), ("2026-11-21", "seit Sa", "since Sat", .late),
            ("2026-10-12", "seit 12. Okt.", "since 12 Oct", .late),
            ("2026-11-25T11:00:00Z", "11:00", "11:00", .today),
            ("2026-11-25T08:00:00Z", "seit 08:00", "since 08:00", .late),
            ("2026-11-26T00:00:00Z", "morgen", "tomorrow", .later),
        ])
    func words(text: String, german: String, english: String, urgency: Texts.Urgency) {
        let time = TaskTime(text: text)!
        #expect(Texts(.german).due(time, frame) == (german, urgency))
        #expect(Texts(.english).due(time, frame) == (english, urgency))
    }

    @Test("a moment belongs to the day that the reader's own calendar has, at the hour of its clock")
    func zone() throws {
        let berlin = Texts(.english, zone: try Zones().zone(named: "Europe/Berlin"))
        #expect(berlin.due(TaskTime(text: "2026-11-25T23:30:00Z")!, frame).text == "tomorrow")
        #expect(berlin.due(TaskTime(text: "2026-11-25T11:00:00Z")!, frame).text == "12:00")
        #expect(berlin.due(TaskTime(text: "2026-11-24T22:30:00Z")!, frame).text == "since yesterday")
    }

    @Test("the whole date is there for whoever wants it")
    func inFull() {
        #expect(Texts(.german).dueInFull(TaskTime(text: "2026-11-25")!) == "Fällig am Mittwoch, 25. November 2026")
        #expect(
            Texts(.english).dueInFull(TaskTime(text: "2026-11-25T08:15:00Z")!) == "Due on 25 November 2026, 08:15 UTC")
    }
}
