import Domain

/// Reads a table line by line: commas, semicolons or tabs between its cells, whichever its first line has most of.
///
/// - Source: RFC 4180; `sep=;` as a first line is Excel's. A line that is no UTF-8 is read as Windows-1252, in which
///   spreadsheets wrote before.
struct CSVReader {
    /// The number of cells that a row may have, as in Excel.
    static let cellLimit = 16_384

    /// The number of the first line of the row that was read last.
    private(set) var firstLine = 0
    private var line = 0
    private var separator: Unicode.Scalar?
    /// The cells of a row that goes on.
    private var cells: [String] = []
    /// Its last one as far as it has been read, as it has a line end; nil where no row goes on.
    private var cell: String?

    /// - Shape: the cells of a row; nil while a row goes on, and for an empty line.
    /// - Errors: `.malformed` at the column where a quoted cell is followed by more, and for too many cells.
    mutating func add(_ bytes: [UInt8]) throws(ImportFault) -> [String]? {
        line += 1
        let text = Self.decoded(bytes)
        if cell != nil {
            cell?.append("\n")
        } else {
            firstLine = line
            guard try begin(text) else { return nil }
        }
        guard try readCells(of: text) else { return nil }
        defer { cells = [] }
        return cells.allSatisfy { $0.trimmed.isEmpty } ? nil : cells
    }

    /// - Errors: `.malformed` where a quoted cell has no end.
    func finish() throws(ImportFault) { if cell != nil { throw unclosed } }

    private var unclosed: ImportFault {
        ImportFault(Failure(.malformed, "A cell in quotes begins in this row and does not end."), line: firstLine)
    }

    /// Looks at the first line for what stands between cells.
    ///
    /// - Shape: false for a line that is no row.
    private mutating func begin(_ text: String) throws(ImportFault) -> Bool {
        guard separator == nil else { return true }
        guard !text.trimmed.isEmpty else { return false }
        let stated = text.lowercased().hasPrefix("sep=") ? text.unicodeScalars.dropFirst(4).first : nil
        separator = stated ?? Self.separator(of: text)
        return stated == nil
    }

    private static func separator(of line: String) -> Unicode.Scalar {
        var (counts, isQuoted) = ([:] as [Unicode.Scalar: Int], false)
        for sign in line.unicodeScalars {
            if sign == "\"" { isQuoted.toggle() }
            if !isQuoted, [",", ";", "\t"].contains(sign) { counts[sign, default: 0] += 1 }
        }
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ","
    }

    /// - Shape: false where the line ends within a quoted cell.
    private mutating func readCells(of text: String) throws(ImportFault) -> Bool {
        var rest = text.unicodeScalars[...]
        while true {
            if cell == nil, rest.first == "\"" {
                rest.removeFirst()
                cell = ""
            }
            if cell != nil {
                guard try close(&rest) else { return false }
                // Some programs write spaces behind a quote.
                let end = rest.firstIndex { $0 == separator } ?? rest.endIndex
                guard rest[..<end].allSatisfy({ $0 == " " }) else { throw followed(rest.startIndex, of: text) }
                cells.append(cell ?? "")
                cell = nil
                rest = rest[end...]
            } else {
                let end = rest.firstIndex { $0 == separator } ?? rest.endIndex
                cells.append(String(rest[..<end]))
                rest = rest[end...]
            }
            guard cells.count <= Self.cellLimit else {
                throw ImportFault(Failure(.malformed, "A row may have \(Self.cellLimit) cells."), line: line)
            }
            guard !rest.isEmpty else { return true }
            rest.removeFirst()
        }
    }

    private func followed(_ place: String.Index, of text: String) -> ImportFault {
        ImportFault(
            Failure(.malformed, "A quoted cell is followed by more than the next separator."), line: line,
            column: String(text[..<place]).count + 1)
    }

    /// Reads on to the closing quote, of which two are one.
    ///
    /// - Shape: false without one.
    private mutating func close(_ rest: inout Substring.UnicodeScalarView) throws(ImportFault) -> Bool {
        while let end = rest.firstIndex(of: "\"") {
            cell?.append(contentsOf: Substring(rest[..<end]))
            rest = rest[rest.index(after: end)...]
            guard rest.first == "\"" else { return true }
            cell?.append("\"")
            rest.removeFirst()
        }
        cell?.append(contentsOf: Substring(rest))
        guard cell.map({ $0.utf8.count <= ImportLines.limit }) ?? true else { throw unclosed }
        return false
    }

    static func decoded(_ bytes: [UInt8]) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        return String(
            String.UnicodeScalarView(
                bytes.map { byte in (0x80...0x9f).contains(byte) ? windows[Int(byte) - 0x80] : Unicode.Scalar(byte) }))
    }

    /// Windows-1252 from 0x80 to 0x9f; what it does not have is U+FFFD.
    private static let windows = Array(
        "€\u{fffd}‚ƒ„…†‡ˆ‰Š‹Œ\u{fffd}Ž\u{fffd}\u{fffd}‘’“”•–—˜™š›œ\u{fffd}žŸ".unicodeScalars)
}
