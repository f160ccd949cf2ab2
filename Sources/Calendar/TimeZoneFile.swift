/// One zone, as a file of the system's time zone database describes it.
///
/// - Source: RFC 9636, versions 1 to 4; of two data blocks the second, whose times have 64 bits.
struct TimeZoneFile: Sendable, Equatable {
    let version: Int
    /// - Shape: ascending.
    /// - Units: seconds since 1970-01-01 UTC.
    let transitions: [Int64]
    /// The offset that begins with each transition.
    let offsets: [Int32]
    /// The offset before the first transition: that of the first kind of local time (section 3.2).
    let firstOffset: Int32
    /// The rule from the last transition on; nil where the file does not give one.
    let footer: PosixZone?

    /// - Errors: each kind of `TimeZoneFileError` but `.unreadable`. No count is believed before the bytes are there.
    init(_ bytes: [UInt8]) throws(TimeZoneFileError) {
        var reader = BigEndianReader(bytes)
        let first = try Header(&reader)
        guard first.version > 1 else {
            let block = try Block(first, timeSize: 4, &reader)
            self.init(version: 1, block, footer: nil)
            return
        }
        try reader.skip(first.length(timeSize: 4))
        let second = try Header(&reader)
        guard second.version == first.version else { throw .notTimeZoneFile }
        let block = try Block(second, timeSize: 8, &reader)
        self.init(version: second.version, block, footer: try Self.footer(&reader))
    }

    private init(version: Int, _ block: Block, footer: PosixZone?) {
        self.version = version
        self.footer = footer
        transitions = block.transitions
        offsets = block.kinds.map { block.offsets[Int($0)] }
        firstOffset = block.offsets[0]
    }

    /// A line feed, the rule, a line feed (section 3.3).
    private static func footer(_ reader: inout BigEndianReader) throws(TimeZoneFileError) -> PosixZone? {
        let text = reader.rest
        guard let first = text.first, text.count > 1, let end = text.dropFirst().firstIndex(of: 10) else {
            throw .truncated
        }
        guard first == 10, end == text.endIndex - 1 else { throw .footer }
        let rule = text.dropFirst().dropLast()
        guard !rule.isEmpty else { return nil }
        guard let zone = PosixZone(rule) else { throw .footer }
        return zone
    }
}

/// The 44 bytes before a data block (section 3.1).
private struct Header {
    let version: Int
    let (isUTCount, isStandardCount, leapCount, timeCount, typeCount, charCount): (Int, Int, Int, Int, Int, Int)

    init(_ reader: inout BigEndianReader) throws(TimeZoneFileError) {
        guard try reader.bytes(4).elementsEqual("TZif".utf8) else { throw .notTimeZoneFile }
        switch try reader.byte() {
        case 0: version = 1
        case let digit where (0x32...0x34).contains(digit): version = Int(digit) - 0x30
        default: throw .notTimeZoneFile
        }
        try reader.skip(15)
        isUTCount = try reader.count()
        isStandardCount = try reader.count()
        leapCount = try reader.count()
        timeCount = try reader.count()
        typeCount = try reader.count()
        charCount = try reader.count()
    }

    /// - Units: bytes of the data block. Counts have 32 bits, so the sum is far from the end of an `Int`.
    func length(timeSize: Int) -> Int {
        timeCount * (timeSize + 1) + typeCount * 6 + charCount + leapCount * (timeSize + 4) + isStandardCount
            + isUTCount
    }
}

/// A data block (section 3.2), without what local time does not need: leap seconds, indicators, abbreviations.
private struct Block {
    let transitions: [Int64]
    let kinds: [UInt8]
    let offsets: [Int32]

    /// More than a day and two hours are not to be expected of any reader (section 3.2).
    private static let offsetRange: ClosedRange<Int32> = -89_999...93_599

    init(_ header: Header, timeSize: Int, _ reader: inout BigEndianReader) throws(TimeZoneFileError) {
        guard (1...256).contains(header.typeCount), header.charCount > 0,
            [0, header.typeCount].contains(header.isUTCount), [0, header.typeCount].contains(header.isStandardCount)
        else { throw .counts }
        guard header.length(timeSize: timeSize) <= reader.rest.count else { throw .truncated }
        guard header.leapCount == 0 else { throw .leapSeconds }
        transitions = try Self.transitions(header.timeCount, timeSize, &reader)
        kinds = Array(try reader.bytes(header.timeCount))
        guard kinds.allSatisfy({ $0 < header.typeCount }) else { throw .transitions }
        offsets = try Self.offsets(header, &reader)
        try reader.skip(header.charCount + header.isStandardCount + header.isUTCount)
    }

    private static func transitions(
        _ count: Int, _ timeSize: Int, _ reader: inout BigEndianReader
    ) throws(TimeZoneFileError) -> [Int64] {
        var times: [Int64] = []
        times.reserveCapacity(count)
        for _ in 0..<count {
            let time = try reader.integer(timeSize)
            guard time > times.last ?? .min else { throw .transitions }
            times.append(time)
        }
        return times
    }

    private static func offsets(
        _ header: Header, _ reader: inout BigEndianReader
    ) throws(TimeZoneFileError) -> [Int32] {
        var offsets: [Int32] = []
        for _ in 0..<header.typeCount {
            let offset = Int32(truncatingIfNeeded: try reader.integer(4))
            let (isDaylight, name) = (try reader.byte(), try reader.byte())
            guard offsetRange.contains(offset), isDaylight <= 1, name < header.charCount else { throw .localTime }
            offsets.append(offset)
        }
        return offsets
    }
}
