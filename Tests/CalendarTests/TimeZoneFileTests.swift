import Domain
import Testing
import TestingElwosa

@testable import Calendar

struct TimeZoneFileTests {
    @Test(
        "each version is read, and from version 2 on the block of 64 bits", arguments: [0, 0x32, 0x33, 0x34] as [UInt8])
    func versions(version: UInt8) throws {
        let file = try TimeZoneFile(TimeZoneBytes(version: version).bytes)
        #expect(file.version == (version == 0 ? 1 : Int(version) - 0x30))
        #expect(file.transitions == [1_000, 2_000] && file.offsets == [3_600, 0] && file.firstOffset == 0)
        #expect(file.footer == (version == 0 ? nil : PosixZone(offset: 0, daylight: nil)))
        let zone = Zone(name: "Test", file: file)
        #expect(
            [-5, 999, 1_000, 1_999, 2_000, 9_999].map { zone.offset(at: Instant(seconds: $0)) } == [
                0, 0, 3_600, 3_600, 0, 0,
            ])
    }

    @Test("times beyond 32 bits are read whole")
    func wide() throws {
        let times: [Int64] = [-(1 << 59), 1 << 40]
        #expect(try TimeZoneFile(TimeZoneBytes(times: times).bytes).transitions == times)
    }

    @Test("without a transition the rule holds always, and without a rule the first local time")
    func noTransitions() throws {
        let ruled = try TimeZoneFile(TimeZoneBytes(times: [], kinds: [], footer: "\n<+02>-2\n").bytes)
        #expect(Zone(name: "A", file: ruled).offset(at: Instant(seconds: 0)) == 7_200)
        let bare = try TimeZoneFile(TimeZoneBytes(times: [], kinds: [], types: [(-60, 0, 0)], footer: "\n\n").bytes)
        #expect(Zone(name: "B", file: bare).offset(at: Instant(seconds: 0)) == -60)
    }

    @Test("without a rule the last local time goes on")
    func noRule() throws {
        let file = try TimeZoneFile(TimeZoneBytes(kinds: [0, 1], footer: "\n\n").bytes)
        #expect(Zone(name: "A", file: file).offset(at: Instant(seconds: 1 << 60)) == 3_600)
    }

    static let broken: [(TimeZoneBytes, TimeZoneFileError)] = [
        (TimeZoneBytes(magic: "TZIF"), .notTimeZoneFile),
        (TimeZoneBytes(version: 0x31), .notTimeZoneFile), (TimeZoneBytes(version: 0x35), .notTimeZoneFile),
        (TimeZoneBytes(secondVersion: 0x33), .notTimeZoneFile),
        (TimeZoneBytes(version: 0, lies: [4: 0]), .counts), (TimeZoneBytes(version: 0, lies: [5: 0]), .counts),
        (TimeZoneBytes(version: 0, lies: [4: 257]), .counts), (TimeZoneBytes(version: 0, lies: [0: 1]), .counts),
        (TimeZoneBytes(version: 0, lies: [1: 3]), .counts),
        (TimeZoneBytes(version: 0, lies: [3: .max]), .truncated),
        (TimeZoneBytes(version: 0, lies: [5: .max]), .truncated),
        (TimeZoneBytes(version: 0, lies: [2: .max]), .truncated), (TimeZoneBytes(lies: [3: .max]), .truncated),
        (TimeZoneBytes(lies: [5: 0xffff_ffff, 2: 0xffff_ffff, 3: 0xffff_ffff, 4: 0xffff_ffff]), .truncated),
        (TimeZoneBytes(times: [2_000, 1_000]), .transitions), (TimeZoneBytes(times: [1_000, 1_000]), .transitions),
        (TimeZoneBytes(kinds: [1, 2]), .transitions),
        (TimeZoneBytes(types: [(0, 0, 0), (93_600, 1, 4)]), .localTime),
        (TimeZoneBytes(types: [(0, 0, 0), (.min, 1, 4)]), .localTime),
        (TimeZoneBytes(types: [(0, 2, 0), (0, 1, 4)]), .localTime),
        (TimeZoneBytes(types: [(0, 0, 0), (0, 1, 8)]), .localTime),
        (TimeZoneBytes(leaps: 27), .leapSeconds),
        (TimeZoneBytes(footer: ""), .truncated), (TimeZoneBytes(footer: "\n"), .truncated),
        (TimeZoneBytes(footer: "\nSTD0"), .truncated), (TimeZoneBytes(footer: "xSTD0\n"), .footer),
        (TimeZoneBytes(footer: "\nSTD0\nmore"), .footer), (TimeZoneBytes(footer: "\nSTD\n"), .footer),
    ]

    @Test("a file that is wrong says how", arguments: broken.indices)
    func faults(index: Int) {
        let (file, error) = Self.broken[index]
        #expect(throws: error) { try TimeZoneFile(file.bytes) }
    }

    @Test("a file cut off anywhere is an error")
    func cutOff() {
        for version in [0, 0x32] as [UInt8] {
            let bytes = TimeZoneBytes(version: version, indicators: 2).bytes
            #expect((try? TimeZoneFile(bytes)) != nil)
            for length in 0..<bytes.count {
                #expect(throws: TimeZoneFileError.truncated) { try TimeZoneFile(Array(bytes.prefix(length))) }
            }
        }
    }

    @Test("whatever bytes are changed, a file is refused or answers for every moment")
    func changedBytes() {
        var random = SeededRandom(seed: 3)
        let whole = TimeZoneBytes(footer: "\nCET-1CEST,M3.5.0,M10.5.0/3\n").bytes
        var taken = 0
        for _ in 0..<4_000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            guard let file = try? TimeZoneFile(bytes) else { continue }
            taken += 1
            let zone = Zone(name: "Test", file: file)
            for seconds in [.min, -1, 1_500, 4_000_000_000, .max] as [Int64] {
                #expect(abs(zone.offset(at: Instant(seconds: seconds))) < 93_600)
            }
            let date = CivilDate(daysSince1970: 20_000)
            #expect(abs(zone.start(of: date).seconds - 20_000 * 86_400) < 2 * 93_600)
        }
        #expect(taken > 100)
    }
}
