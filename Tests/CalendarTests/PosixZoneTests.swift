import Domain
import Testing

@testable import Calendar

struct PosixZoneTests {
    private func parsed(_ text: String) -> PosixZone? { PosixZone(Array(text.utf8)[...]) }

    private func second(_ text: String) throws -> Int64 { try #require(Instant(rfc3339: text)).seconds }

    @Test(
        "a rule's changes are where its author meant them",
        arguments: [
            // Berlin: the last Sundays of March and October.
            ("CET-1CEST,M3.5.0,M10.5.0/3", 3_600, 7_200, "2027-03-28T01:00:00Z", "2027-10-31T01:00:00Z"),
            // New York: the second Sunday of March, the first of November.
            ("EST5EDT,M3.2.0,M11.1.0", -18_000, -14_400, "2027-03-14T07:00:00Z", "2027-11-07T06:00:00Z"),
            // Dublin: winter is the other time, so it begins in autumn.
            ("IST-1GMT0,M10.5.0,M3.5.0/1", 3_600, 0, "2027-10-31T01:00:00Z", "2028-03-26T01:00:00Z"),
            // Lord Howe: half an hour.
            ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", 37_800, 39_600, "2027-10-02T15:30:00Z", "2028-04-01T15:00:00Z"),
            // Gaza: 50 hours after the fourth Thursday of March begins.
            ("EET-2EEST,M3.4.4/50,M10.4.4/50", 7_200, 10_800, "2027-03-27T00:00:00Z", "2027-10-29T23:00:00Z"),
            // Nuuk: an hour before the last Sunday begins.
            ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", -7_200, -3_600, "2027-03-28T01:00:00Z", "2027-10-31T01:00:00Z"),
            // The 59th day either way, and the 61st with and without 29 February.
            ("AAA0BBB,J59/0,J60/0", 0, 3_600, "2028-02-28T00:00:00Z", "2028-02-29T23:00:00Z"),
            ("AAA0BBB,59/0,60/0", 0, 3_600, "2028-02-29T00:00:00Z", "2028-02-29T23:00:00Z"),
            ("AAA0BBB,J1/-24:30:15,J1/+0:0:1", 0, 3_600, "2026-12-30T23:29:45Z", "2026-12-31T23:00:01Z"),
        ])
    func changes(text: String, standard: Int, other: Int, start: String, end: String) throws {
        let zone = try #require(parsed(text))
        let (start, end) = (try second(start), try second(end))
        let offsets = [start - 1, start, end - 1, end].map(zone.offset)
        #expect(offsets == [standard, other, other, standard])
        #expect(zone.transition(after: start - 1) == start && zone.transition(after: start) == end)
    }

    @Test("a rule may hold all the year, and one of no length never")
    func always() throws {
        let all = try #require(parsed("XXX3EDT4,0/0,J365/23"))
        let never = try #require(parsed("AAA0BBB,J100/0,J100/1"))
        for day in 0..<1_500 {
            let seconds = Int64(20_000 + day) * 86_400 + Int64(day % 24) * 3_600
            #expect(all.offset(at: seconds) == -14_400 && never.offset(at: seconds) == 0)
        }
    }

    @Test("far from now a rule still ends", arguments: [-(1 << 50), 1 << 50] as [Int64])
    func far(seconds: Int64) throws {
        let zone = try #require(parsed("CET-1CEST,M3.5.0,M10.5.0/3"))
        #expect([3_600, 7_200].contains(zone.offset(at: seconds)))
        #expect(try #require(zone.transition(after: seconds)) > seconds)
    }

    @Test("an offset alone never changes")
    func fixed() throws {
        let zone = try #require(parsed("<-0330>3:30"))
        #expect(zone.offset == -12_600 && zone.transition(after: 0) == nil)
    }

    @Test(
        "what is no rule is refused",
        arguments: [
            "", "C", "CE-1", "CET", "CET-", "CET-25", "CET-1:60", "CET-1:", "CET-1:0:60", "<CET-1", "<A>-1", "<A_B>1",
            "CET-1CEST", "CET-1CEST,", "CET-1CEST,M3.5.0", "CET-1CEST,M3.5.0,", "CET-1CEST,M0.5.0,M10.5.0",
            "CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,M3.0.0,M10.5.0", "CET-1CEST,M3.6.0,M10.5.0",
            "CET-1CEST,M3.5.7,M10.5.0", "CET-1CEST,M3.5,M10.5.0", "CET-1CEST,J0,J5", "CET-1CEST,J366,J5",
            "CET-1CEST,366,5", "CET-1CEST,5/168,9", "CET-1CEST,5/-168,9", "CET-1CEST,5/,9", "CET-1CEST,M3.5.0,M10.5.0x",
            "CET-1CEST,M3.5.0,M10.5.0,J3", "CET-99999999999999999999", "CET-1CEST,M3.5.0;M10.5.0", "CËT-1", "CET--1",
        ])
    func refused(text: String) {
        #expect(parsed(text) == nil)
    }
}
