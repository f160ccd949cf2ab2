/// The work that a text would be for the parser, estimated before it begins.
///
/// Some inputs cost libcmark-gfm 0.29.0.gfm.6, Debian's, the square of their length or memory without end: CVE-2023-22483,
/// CVE-2023-22484, CVE-2023-22486, CVE-2023-24824 and CVE-2023-37463; and each use of a link's definition is a copy of
/// its address and title. Nobody writes such texts; the bounds keep them below fifty milliseconds and 16 MB for 64 KB.
/// Bare addresses (CVE-2023-22485) we look for ourselves.
struct Effort {
    private static let bound = 8_388_608
    /// Short rows are filled up to the widest, and each cell is a node of 150 bytes.
    private static let cellBound = 100_000
    /// Each line is offered to all quotes and list items that are open, one below the other.
    private static let nestingBound = 1_048_576
    /// - Units: bytes of addresses and titles that uses of definitions copy.
    static let expansionBound = 1_048_576

    private let bytes: Int
    private var (declarations, images, closers) = (0, 0, 0)
    private var lines = 0
    private var widest = 0
    private var deepest = 0
    /// Where a table may begin, the paragraph before is looked through line by line, each time from its beginning.
    private var tableSearch = 0
    private var rowSplitting = 0
    private var definitions = Definitions()

    init(_ text: [UInt8]) {
        bytes = text.count
        var linesSinceBlank = 0
        for line in text.split(separator: 10, omittingEmptySubsequences: false) {
            lines += 1
            linesSinceBlank = line.allSatisfy { $0 == 32 || $0 == 9 || $0 == 13 } ? 0 : linesSinceBlank + 1
            count(line, linesSinceBlank)
            deepest = max(deepest, Self.depth(of: line))
            definitions.read(line, isBlank: linesSinceBlank == 0)
        }
    }

    /// `<!` and `<?` look for their ends over and over; `]` goes back over every `![`, and may use a definition.
    var isBounded: Bool {
        declarations * bytes <= Self.bound && images * closers <= Self.bound && nesting <= Self.nestingBound
            && expansion <= Self.expansionBound
    }

    var isBoundedWithTables: Bool {
        tableSearch <= Self.bound && rowSplitting <= Self.bound && widest * lines <= Self.cellBound
    }

    /// At least as much as uses of definitions copy.
    var expansion: Int { closers * definitions.longest }

    /// All of it as one number, for texts that share a page.
    ///
    /// - Units: what one byte of a usual text costs the parser at most, half a microsecond.
    var work: Int {
        let tables = isBoundedWithTables ? (tableSearch + rowSplitting) / 64 + widest * lines / 2 : 0
        return bytes + (declarations * bytes + images * closers) / 64 + (nesting + expansion) / 16 + tables
    }

    private var nesting: Int { deepest * lines }

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

    /// At least as many quotes and list items as are open after a line: those that its marks open, and those that its
    /// space reads on in. A line without marks opens none.
    private static func depth(of line: ArraySlice<UInt8>) -> Int {
        var (marks, space) = (0, 0)
        for byte in line {
            switch byte {
            case UInt8(ascii: ">"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"), UInt8(ascii: "."),
                UInt8(ascii: ")"):
                marks += 1
            // A tab is four columns wide, and an item at least two.
            case 32, 9: space += 2
            case UInt8(ascii: "0")...UInt8(ascii: "9"), 13: break
            default: return marks == 0 ? 0 : marks + space
            }
        }
        return marks == 0 ? 0 : marks + space
    }
}

/// The longest address and title that one use of a link's definition may copy, over all definitions of a text.
///
/// Found without reading the definitions as the library does, and never shorter than it finds them: each word from a
/// `]:` on in the same paragraph may be an address, and so may all between `<` and the end of its line; each quote or
/// bracket behind a space or a mark of a quote may begin a title. It may end at any of its kind, and goes on behind one
/// with a backslash before it, even with two: the library's scanner takes `\` as any character and `\"` as an escaped
/// one, and the longest of all readings is the one that matches.
///
/// - Source: scanners.re and inlines.c of libcmark-gfm 0.29.0.gfm.6; `MarkdownDefinitionTests` compares them.
struct Definitions {
    private var hasBegun = false
    private var address = 0
    private var title = 0
    /// The places where each kind of title began, however far back.
    private var open: [UInt8: Int] = [:]
    /// The place where an address in angle brackets began, however far back, that goes on over the line's end, which a
    /// backslash escapes.
    private var angle: Int?
    private var place = 0

    /// - Units: bytes; 0 where nothing is defined. The longest that an entity becomes is six bytes for five, `&nGt;`.
    var longest: Int { address == 0 ? 0 : (address + title) * 6 / 5 }

    mutating func read(_ line: ArraySlice<UInt8>, isBlank: Bool) {
        guard !isBlank else {
            (hasBegun, open, angle) = (false, [:], nil)
            return
        }
        var word = 0
        var previous: UInt8 = 32
        for byte in line {
            place += 1
            if previous == UInt8(ascii: "]"), byte == UInt8(ascii: ":") { hasBegun = true }
            if byte == 32 || byte == 9 { word = 0 } else { word += 1 }
            if hasBegun {
                if byte == UInt8(ascii: "<"), angle == nil { angle = place }
                address = max(address, word, angle.map { place - $0 } ?? 0)
                readTitle(byte, behind: previous)
            }
            previous = byte
        }
        let last = line.last { $0 != 13 }
        if last != UInt8(ascii: "\\") { angle = nil }
        place += 1
    }

    private mutating func readTitle(_ byte: UInt8, behind previous: UInt8) {
        let begins = byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "(")
        let kind = byte == UInt8(ascii: ")") ? UInt8(ascii: "(") : byte
        if let start = open[kind], byte != UInt8(ascii: "(") {
            title = max(title, place - start)
            if previous != UInt8(ascii: "\\") { open[kind] = nil }
        }
        if begins, previous == 32 || previous == 9 || previous == UInt8(ascii: ">"), open[kind] == nil {
            open[kind] = place
        }
    }
}
