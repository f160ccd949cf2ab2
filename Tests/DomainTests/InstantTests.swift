import Foundation
import Testing
import TestingElwosa

@testable import Domain

struct InstantTests {
    @Test(
        "an RFC 3339 time is read as the moment it names",
        arguments: [
            // The RFC's own examples, section 5.8; the fraction of a second is dropped.
            ("1985-04-12T23:20:50.52Z", 482_196_050), ("1996-12-19T16:39:57-08:00", 851_042_397),
            ("1996-12-20T00:39:57Z", 851_042_397), ("1990-12-31T23:59:60Z", 662_688_000),
            ("1990-12-31T15:59:60-08:00", 662_688_000), ("1937-01-01T12:00:27.87+00:20", -1_041_337_173),
            // The edges.
            ("1970-01-01T00:00:00Z", 0), ("1969-12-31T23:59:59Z", -1), ("1970-01-01t00:00:00z", 0),
            ("1970-01-01 00:00:00Z", 0), ("1970-01-01T00:00:00-00:00", 0), ("1970-01-01T23:59:00+23:59", 0),
            ("0000-01-01T00:00:00Z", -62_167_219_200), ("9999-12-31T23:59:59Z", 253_402_300_799),
            ("2000-02-29T12:00:00Z", 951_825_600), ("2024-02-29T00:00:00.000000001+01:00", 1_709_161_200),
        ] as [(String, Int64)])
    func read(text: String, seconds: Int64) {
        #expect(Instant(rfc3339: text)?.seconds == seconds)
    }

    @Test(
        "what is not an RFC 3339 time is refused",
        arguments: [
            "", "2026", "2026-11-23", "2026-11-23T08:15Z", "2026-11-23T08:15:00", "2026-11-23T08:15:00+01",
            "2026-11-23T08:15:00+0100", "2026-11-23T08:15:00 Z", "2026-11-23T08:15:00Z ", " 2026-11-23T08:15:00Z",
            "2026-11-23T08:15:00.Z", "2026-11-23T08:15:00,5Z", "2026-11-23X08:15:00Z", "2026/11/23T08:15:00Z",
            "2026-00-23T08:15:00Z", "2026-13-23T08:15:00Z", "2026-11-00T08:15:00Z", "2026-11-31T08:15:00Z",
            "2026-02-29T08:15:00Z", "1900-02-29T08:15:00Z", "2100-02-29T08:15:00Z", "2026-11-23T24:00:00Z",
            "2026-11-23T08:60:00Z", "2026-11-23T08:15:61Z", "2026-11-23T08:15:00+24:00", "2026-11-23T08:15:00+01:60",
            "2026-11-23T08:15:00\u{2212}01:00", "12026-11-23T08:15:00Z", "-026-11-23T08:15:00Z",
            "+026-11-23T08:15:00Z", "2026-11-2\u{663}T08:15:00Z", "2026-11-23T08:15:00Z\u{0}",
        ])
    func refused(text: String) {
        #expect(Instant(rfc3339: text) == nil)
    }

    @Test(
        "a time whose offset carries it out of the years 0 to 9999 is refused, since it could not be written",
        arguments: ["0000-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01", "9999-12-31T23:59:60Z"])
    func beyond(text: String) {
        #expect(Instant(rfc3339: text) == nil)
    }

    @Test("any moment of the years 0 to 9999 is written as Foundation writes it, and read back")
    func roundTrip() throws {
        var random = SeededRandom(seed: 4)
        let format = Date.ISO8601FormatStyle(timeZone: .gmt)
        for _ in 0..<5_000 {
            let instant = Instant(seconds: Int64.random(in: -62_135_596_800...253_402_300_799, using: &random))
            let text = instant.rfc3339
            try #require(Instant(rfc3339: text) == instant && text.utf8.count == 20)
            // Foundation has the Julian calendar before 1582; since then both are the same.
            guard instant.seconds > -12_219_292_800 else { continue }
            try #require(text == Date(timeIntervalSince1970: TimeInterval(instant.seconds)).formatted(format))
        }
    }

    @Test("an offset names the same moment as Foundation reads in it")
    func offsets() throws {
        var random = SeededRandom(seed: 5)
        for _ in 0..<2_000 {
            let local = Instant(seconds: Int64.random(in: 0...4_000_000_000, using: &random)).rfc3339.dropLast()
            let hour = String(Int.random(in: 100...114, using: &random)).dropFirst()
            let minute = String(Int.random(in: 100...159, using: &random)).dropFirst()
            let text = "\(local)\(Bool.random(using: &random) ? "+" : "-")\(hour):\(minute)"
            let date = try Date(text, strategy: .iso8601)
            try #require(Instant(rfc3339: text)?.seconds == Int64(date.timeIntervalSince1970))
        }
    }

    @Test("moments are ordered, moved and put on their day")
    func arithmetic() {
        let noon = Instant(rfc3339: "2026-11-23T12:00:00Z")!
        #expect(noon < noon.adding(seconds: 1) && noon.adding(seconds: -1) < noon)
        #expect(noon.day == CivilDate(year: 2026, month: 11, day: 23))
        #expect(noon.adding(seconds: 43_199).day == noon.day && noon.adding(seconds: 43_200).day != noon.day)
        #expect(Instant(seconds: -1).day == CivilDate(year: 1969, month: 12, day: 31))
    }
}
