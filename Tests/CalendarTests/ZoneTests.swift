import Calendar
import Domain
import Testing

struct ZoneTests {
    private let zones = Zones()

    private func instant(_ text: String) throws -> Instant { try #require(Instant(rfc3339: text)) }

    private func date(_ year: Int, _ month: Int, _ day: Int) throws -> CivilDate {
        try #require(CivilDate(year: year, month: month, day: day))
    }

    @Test("the day and the hour are those of the place")
    func local() throws {
        let now = try instant("2026-11-22T23:30:05Z")
        let kathmandu = try zones.zone(named: "Asia/Kathmandu").localTime(at: now)
        #expect(kathmandu.date == (try date(2026, 11, 23)))
        #expect([kathmandu.hour, kathmandu.minute, kathmandu.second] == [5, 15, 5])
        #expect(CivilDate.today(in: try zones.zone(named: "Pacific/Auckland"), at: now) == (try date(2026, 11, 23)))
        #expect(CivilDate.today(in: .utc, at: now) == (try date(2026, 11, 22)))
    }

    @Test("a time that clocks skip is moved on by what they skip")
    func gap() throws {
        let berlin = try zones.zone(named: "Europe/Berlin")
        let day = try date(2027, 3, 28)
        #expect(berlin.instant(of: day, secondOfDay: 9_000).rfc3339 == "2027-03-28T01:30:00Z")
        #expect(berlin.localTime(at: berlin.instant(of: day, secondOfDay: 9_000)).hour == 3)
        #expect(berlin.instant(of: day, secondOfDay: 7_199).rfc3339 == "2027-03-28T00:59:59Z")
        #expect(berlin.instant(of: day, secondOfDay: 10_800).rfc3339 == "2027-03-28T01:00:00Z")
    }

    @Test("a time that comes twice is the first")
    func overlap() throws {
        let berlin = try zones.zone(named: "Europe/Berlin")
        let day = try date(2026, 10, 25)
        #expect(berlin.instant(of: day, secondOfDay: 9_000).rfc3339 == "2026-10-25T00:30:00Z")
        #expect(berlin.instant(of: day, secondOfDay: 10_800).rfc3339 == "2026-10-25T02:00:00Z")
        let howe = try zones.zone(named: "Australia/Lord_Howe")
        #expect(howe.instant(of: try date(2026, 4, 5), secondOfDay: 6_300).rfc3339 == "2026-04-04T14:45:00Z")
    }

    @Test(
        "a day has as many hours as it has",
        arguments: [
            ("Europe/Berlin", "2026-06-15T12:00:00Z", 24), ("Europe/Berlin", "2026-03-29T12:00:00Z", 23),
            ("Europe/Berlin", "2026-10-25T12:00:00Z", 25), ("Australia/Lord_Howe", "2026-10-03T20:00:00Z", 23.5),
            // Midnight itself is skipped.
            ("Africa/Cairo", "2026-04-24T12:00:00Z", 23), ("America/Santiago", "2026-09-06T12:00:00Z", 23),
        ])
    func length(name: String, inside: String, hours: Double) throws {
        let zone = try zones.zone(named: name)
        let moment = try instant(inside)
        let day = zone.day(of: moment)
        #expect(day.contains(moment))
        #expect(Double(day.upperBound.seconds - day.lowerBound.seconds) / 3_600 == hours)
        #expect(zone.localDate(at: day.lowerBound) == zone.localDate(at: moment))
        #expect(zone.localDate(at: day.lowerBound.adding(seconds: -1)) != zone.localDate(at: moment))
        #expect(zone.localDate(at: day.upperBound) != zone.localDate(at: moment))
    }

    @Test("a day begins when clocks have skipped midnight, though they skip more before it than after")
    func skippedMidnight() throws {
        // Toronto went from 23:30 to 00:30.
        let toronto = try zones.zone(named: "America/Toronto")
        #expect(toronto.start(of: try date(1919, 3, 31)).rfc3339 == "1919-03-31T04:30:00Z")
        #expect(toronto.instant(of: try date(1919, 3, 31), secondOfDay: 0).rfc3339 == "1919-03-31T05:00:00Z")
    }

    @Test("the day that Samoa left out begins and ends with the next")
    func lostDay() throws {
        let apia = try zones.zone(named: "Pacific/Apia")
        let lost = apia.day(try date(2011, 12, 30))
        #expect(lost.isEmpty && lost.lowerBound.rfc3339 == "2011-12-30T10:00:00Z")
        #expect(apia.start(of: try date(2011, 12, 31)) == lost.lowerBound)
        #expect(apia.localDate(at: lost.lowerBound.adding(seconds: -1)) == (try date(2011, 12, 29)))
        #expect(apia.instant(of: try date(2011, 12, 30), secondOfDay: 3_600).rfc3339 == "2011-12-30T11:00:00Z")
    }

    @Test(
        "from a clock to the instant and back is the same clock, except where clocks skip",
        arguments: ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Europe/Dublin"])
    func there(name: String) throws {
        let zone = try zones.zone(named: name)
        for step in 0..<4_000 {
            let day = CivilDate(daysSince1970: Int64(step * 18 - 25_000))
            let second = step * 7_919 % 86_400
            let local = zone.localTime(at: zone.instant(of: day, secondOfDay: second))
            let isSame = local.date == day && local.secondOfDay == second
            #expect(isSame || zone.day(day).upperBound.seconds - zone.day(day).lowerBound.seconds < 86_400)
        }
    }

    @Test("a moment at the end of time has a day")
    func endOfTime() throws {
        for name in ["Europe/Berlin", "Asia/Kathmandu"] {
            let zone = try zones.zone(named: name)
            #expect(zone.localDate(at: try instant("9999-12-31T12:00:00Z")) == (try date(9999, 12, 31)))
            #expect(zone.start(of: try date(0, 1, 2)).seconds < zone.start(of: try date(9999, 12, 31)).seconds)
        }
    }
}
