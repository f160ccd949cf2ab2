import Domain
import Foundation
import Testing

@testable import Calendar

struct ZonesTests {
    @Test(
        "a name that is not written like one is refused before any file is looked for",
        arguments: [
            "", "/", "/etc/passwd", "../zoneinfo/UTC", "Europe/../UTC", "Europe//Berlin", "Europe/Berlin/", "Europe/.",
            "/Europe/Berlin", "right/UTC", "posix/UTC", "posixrules", "localtime", "tzdata.zi", "europe/berlin",
            "Europe/Ber lin", "Europe/Berlin\u{0}", "Europe/Bérlin", "A/B/C/D", "Europe\\Berlin", "1A", "Etc/+1",
            String(repeating: "A", count: 65),
        ])
    func malformed(name: String) {
        #expect(throws: ZoneError.malformedName) { try Zones().zone(named: name) }
    }

    @Test(
        "every kind of name that the database has is known",
        arguments: [
            "UTC", "Etc/UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "America/Port-au-Prince", "Etc/GMT+12",
            "Etc/GMT-14", "US/Eastern", "EST5EDT", "NZ-CHAT", "GB", "Antarctica/DumontDUrville",
        ])
    func known(name: String) throws {
        #expect(try Zones().zone(named: name).name == name)
    }

    @Test("a zone that is not there, a directory, and a missing database are told apart")
    func unknown() throws {
        #expect(throws: ZoneError.unknown) { try Zones().zone(named: "Mars/Olympus") }
        #expect(throws: ZoneError.unknown) { try Zones().zone(named: "Europe") }
        #expect(throws: ZoneError.unknown) { try Zones().zone(named: "Europe/Berlin/Mitte") }
        let bare = Zones(directory: "/nowhere/zoneinfo")
        #expect(throws: ZoneError.noData(directory: "/nowhere/zoneinfo")) { try bare.zone(named: "Europe/Berlin") }
        #expect(try bare.zone(named: "UTC") == .utc)
        #expect(bare.names() == ["UTC"] && bare.zone(chosen: "Europe/Berlin", otherwise: .utc) == .utc)
        #expect(ZoneError.noData(directory: "/x").description.contains("tzdata"))
    }

    @Test("a file that is no zone is named with what is wrong with it, and one that is too large is not read")
    func damaged() throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "elwosa-zones-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let files: [(String, [UInt8], TimeZoneFileError)] = [
            ("Text", Array("no zone at all".utf8), .notTimeZoneFile), ("Empty", [], .truncated),
            ("Large", [UInt8](repeating: 0, count: 65_537), .unreadable),
        ]
        for (name, bytes, error) in files {
            try Data(bytes).write(to: URL(filePath: "\(directory)/\(name)"))
            #expect(throws: ZoneError.damaged(path: "\(directory)/\(name)", error)) {
                try Zones(directory: directory).zone(named: name)
            }
        }
        try Data(TimeZoneBytes().bytes).write(to: URL(filePath: "\(directory)/Good"))
        #expect(try Zones(directory: directory).zone(named: "Good").offset(at: Instant(seconds: 1_500)) == 3_600)
    }

    @Test("a zone is read once")
    func kept() throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "elwosa-zones-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        try Data(TimeZoneBytes().bytes).write(to: URL(filePath: "\(directory)/Good"))
        let zones = Zones(directory: directory)
        _ = try zones.zone(named: "Good")
        try FileManager.default.removeItem(atPath: directory)
        #expect(try zones.zone(named: "Good").offset(at: Instant(seconds: 1_500)) == 3_600)
    }

    @Test("many threads may ask at once")
    func threads() {
        let zones = Zones()
        let names = zones.names()
        DispatchQueue.concurrentPerform(iterations: 2_000) { turn in
            #expect((try? zones.zone(named: names[turn % names.count]))?.name == names[turn % names.count])
        }
    }

    @Test("to choose from are UTC and the zones of every country, each once and each readable")
    func names() throws {
        let names = Zones().names()
        #expect(names.first == "UTC" && names.count > 300 && Set(names).count == names.count)
        #expect(Set(["Europe/Berlin", "Europe/Amsterdam", "Asia/Kathmandu", "Pacific/Apia"]).isSubset(of: names))
        #expect(!names.contains("US/Eastern") && !names.contains("Etc/UTC"))
        for name in names { _ = try Zones().zone(named: name) }
    }
}
