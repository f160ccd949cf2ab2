/// How much work a text would be for the parser, estimated before it begins.
///
/// Some inputs cost libcmark-gfm 0.29.0.gfm.6, Debian's, the square of their length or memory without end: CVE-2023-22483,
/// CVE-2023-22484, CVE-2023-22486 and CVE-2023-37463. Nobody writes such texts; the bounds keep them below fifty
/// milliseconds for 64 KB. Bare addresses (CVE-2023-22485) we look for ourselves.
struct Effort {
    private static let bound = 8_388_608
    /// Short rows are filled up to the widest, and each cell is a node of 150 bytes.
    private static let cellBound = 100_000

    private let bytes: Int
    private var (declarations, images, closers) = (0, 0, 0)
    private var lines = 0
    private var widest = 0
    /// Where a table may begin, the paragraph before is looked through line by line, each time from its beginning.
    private var tableSearch = 0
    private var rowSplitting = 0

    init(_ text: [UInt8]) {
        bytes = text.count
        var linesSinceBlank = 0
        for line in text.split(separator: 10, omittingEmptySubsequences: false) {
            lines += 1
            linesSinceBlank = line.allSatisfy { $0 == 32 || $0 == 9 || $0 == 13 } ? 0 : linesSinceBlank + 1
            count(line, linesSinceBlank)
        }
    }

    /// `<!` and `<?` look for their ends over and over; `]` goes back over every `![`.
    var isBounded: Bool { declarations * bytes <= Self.bound && images * closers <= Self.bound }

    var isBoundedWithTables: Bool {
        tableSearch <= Self.bound && rowSplitting <= Self.bound && widest * lines <= Self.cellBound
    }

    private mutating func count(_ line: ArraySlice<UInt8>, _ linesSinceBlank: Int) {
        var bars = 0
        var (isDelimiter, hasDash) = (true, false)
        var previous: UInt8 = 0
        for byte in line {
            switch byte {
            case UInt8(ascii: "|"): bars += 1
            case UInt8(ascii: "-"): hasDash = true
            case UInt8(ascii: "]"): closers += 1
            case UInt8(ascii: "["): images += previous == UInt8(ascii: "!") ? 1 : 0
            case UInt8(ascii: "!"), UInt8(ascii: "?"): declarations += previous == UInt8(ascii: "<") ? 1 : 0
            default: break
            }
            // With what may stand before it in quotes and lists.
            isDelimiter = isDelimiter && (byte <= 32 || "|:->*+.)0123456789".utf8.contains(byte))
            previous = byte
        }
        widest = max(widest, bars + 1)
        rowSplitting += bars * bars
        if isDelimiter && hasDash { tableSearch += linesSinceBlank * linesSinceBlank }
    }
}
