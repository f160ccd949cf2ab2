/// A TZif file made by hand: a zone that goes from 0 to an hour east at 1,000 s, and back at 2,000 s.
struct TimeZoneBytes {
    var magic = "TZif"
    var version: UInt8 = 0x32
    var secondVersion: UInt8?
    var times: [Int64] = [1_000, 2_000]
    var kinds: [UInt8] = [1, 0]
    var types: [(offset: Int32, isDaylight: UInt8, name: UInt8)] = [(0, 0, 0), (3_600, 1, 4)]
    var names: [UInt8] = Array("STD\0DST\0".utf8)
    var leaps = 0
    var indicators = 0
    /// Counts to lie about, by their place in the header: isut, isstd, leap, time, type, char.
    var lies: [Int: UInt32] = [:]
    var footer = "\nSTD0\n"

    var bytes: [UInt8] {
        guard version != 0 else { return block(0, timeSize: 4) }
        return block(version, timeSize: 4) + block(secondVersion ?? version, timeSize: 8) + Array(footer.utf8)
    }

    private func block(_ version: UInt8, timeSize: Int) -> [UInt8] {
        let counts = [indicators, indicators, leaps, times.count, types.count, names.count]
        var bytes = Array(magic.utf8) + [version] + [UInt8](repeating: 0, count: 15)
        for (place, count) in counts.enumerated() { bytes += Self.big(Int64(lies[place] ?? UInt32(count)), 4) }
        bytes += times.flatMap { Self.big($0, timeSize) } + kinds
        bytes += types.flatMap { Self.big(Int64($0.offset), 4) + [$0.isDaylight, $0.name] } + names
        bytes += [UInt8](repeating: 0, count: leaps * (timeSize + 4) + indicators * 2)
        return bytes
    }

    private static func big(_ number: Int64, _ size: Int) -> [UInt8] {
        (0..<size).map { UInt8(truncatingIfNeeded: number >> Int64((size - 1 - $0) * 8)) }
    }
}
