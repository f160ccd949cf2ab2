import Calendar
import Domain
import TaskDomain
import Testing

@testable import TaskFormats

struct EstimateTests {
    @Test(
        "minutes and hours are read as people write them",
        arguments: [
            ("90", 90), ("90m", 90), ("90 min", 90), ("2h", 120), ("2 Std.", 120), ("1h 30m", 90), ("1h30", 90),
            ("1:30", 90), ("0:45", 45), (" 1 Std. 30 Min. ", 90), ("3 hours", 180),
        ])
    func reads(text: String, minutes: Int64) {
        #expect(Estimate.minutes(text) == minutes)
    }

    @Test(
        "anything else is no estimate",
        arguments: ["", "x", "-5", "1.5.x", "2d", "1h x", "1:75", "1:5", "h", "90m 5", "9999999999", "１", "1:30:00"])
    func refuses(text: String) {
        #expect(Estimate.minutes(text) == nil)
    }

    @Test("what is written is read back as it was", arguments: [1, 59, 60, 61, 90, 600, 525_600])
    func roundTrip(minutes: Int) {
        #expect(Estimate.minutes(Estimate.text(minutes)) == Int64(minutes))
    }
}

struct LocalTimeTests {
    private let day = CivilDate(year: 2026, month: 11, day: 25)!

    @Test("a day and what the clock shows are a moment, and its fields are those again", arguments: ["00:00", "23:59"])
    func moment(clock: String) {
        let moment = FormTime.instant(day, clock: clock, in: .utc)
        #expect(moment == Instant(rfc3339: "2026-11-25T\(clock):00Z"))
        let fields = FormTime.fields(of: .instant(moment!), in: .utc)
        #expect(fields.day == "2026-11-25" && fields.clock == clock)
        #expect(FormTime.fields(of: .date(day), in: .utc).clock == "")
    }

    @Test(
        "what no clock shows is no time",
        arguments: ["", "24:00", "12:60", "9:00", "-1:00", "12", "12:00:60", "12:00:00:00", "ab:cd", "+1:00"])
    func refused(clock: String) {
        #expect(FormTime.instant(day, clock: clock, in: .utc) == nil)
    }
}
