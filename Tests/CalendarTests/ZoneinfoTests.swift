import Calendar
import Domain
import Foundation
import Testing

/// Ours beside two others that know time zones.
struct ZoneinfoTests {
    /// With half an hour, winter as the other time, a month of it at Ramadan, a day left out, three quarters.
    static let peculiar = [
        "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Europe/Dublin",
        "Pacific/Apia",
        "Asia/Kathmandu", "Asia/Gaza", "America/Nuuk",
    ]

    @Test("Python's zoneinfo has the same offsets for every zone, and every change at the same second")
    func python() throws {
        let names = Zones().names()
        let lines = try Self.offsets(of: names + Self.peculiar.map { "*" + $0 })
        try #require(lines.count == names.count + 2 * Self.peculiar.count)
        for (name, line) in zip(names + Self.peculiar.flatMap { [$0, "*" + $0] }, lines) {
            if name.hasPrefix("*") {
                try Self.compare(changes: line, String(name.dropFirst()))
            } else {
                try Self.compare(offsets: line, name)
            }
        }
    }

    private static func compare(offsets: [Int], _ name: String) throws {
        let zone = try Zones().zone(named: name)
        #expect(offsets.count > 1_400)
        let differing = offsets.indices.filter { index in
            zone.offset(at: Instant(seconds: -2_208_988_800 + Int64(index) * 4_207_649)) != offsets[index]
        }
        #expect(differing.isEmpty, "\(name)")
    }

    private static func compare(changes: [Int], _ name: String) throws {
        let zone = try Zones().zone(named: name)
        #expect(changes.count >= 3, "\(name)")
        for index in stride(from: 0, to: changes.count, by: 3) {
            let instant = Instant(seconds: Int64(changes[index]))
            let offsets = [zone.offset(at: instant.adding(seconds: -1)), zone.offset(at: instant)]
            #expect(offsets == [changes[index + 1], changes[index + 2]], "\(name) at \(instant.rfc3339)")
        }
    }

    private static func offsets(of names: [String]) throws -> [[Int]] {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = [Bundle.module.bundleURL.appending(path: "Interop/offsets.py").path]
        let (input, output) = (Pipe(), Pipe())
        (process.standardInput, process.standardOutput) = (input, output)
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Array(names.joined(separator: "\n").utf8))
        try input.fileHandleForWriting.close()
        let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map { line in
            line.split(separator: " ").compactMap { Int($0) }
        }
    }

    /// Foundation brings data of its own, of which only what is long past can be the same.
    @Test("Foundation has the same offsets from 1972 to 2024", arguments: peculiar)
    func foundation(name: String) throws {
        let zone = try Zones().zone(named: name)
        let other = try #require(TimeZone(identifier: name))
        for step in 0..<2_000 {
            let seconds = 63_072_000 + Int64(step) * 836_413
            let theirs = other.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
            #expect(zone.offset(at: Instant(seconds: seconds)) == theirs, "\(name) at \(seconds)")
        }
    }
}
