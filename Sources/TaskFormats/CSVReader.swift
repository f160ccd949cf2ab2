import Domain

/// Reads a table line by line: commas, semicolons or tabs between its cells, whichever its first line has most of.
///
/// - Source: RFC 4180; `sep=;` as a first line is Excel's. A line that is no UTF-8 is read as Windows-1252, in which
///   spreadsheets wrote before.
struct CSVReader {
    /// The number of the first line of the row that was read last.
    private(set) var firstLine = 0
    private var line = 0
    private var separator: Character?
    /// The lines of a row that goes on, as one of its cells has a line end.
    private var open: String?

    /// - Shape: the cells of a row; nil while a row goes on, and for an empty line.
    /// - Errors: `.malformed` at the column where a quoted cell is followed by more.
    mutating func add(_ bytes: [UInt8]) throws(ImportFault) -> [String]? {
        line += 1
        if open == nil { firstLine = line }
        let text = (open.map { $0 + "\n" } ?? "") + Self.decoded(bytes)
        open = nil
        if separator == nil {
            guard !text.trimmed.isEmpty else { return nil }
            let stated = text.lowercased().hasPrefix("sep=") ? text.dropFirst(4).first : nil
            separator = stated ?? Self.separator(of: text)
            if stated != nil { return nil }
        }
        guard let cells = try cells(of: text) else {
            open = text
            guard text.utf8.count <= ImportRun.lineLimit else { throw unclosed }
            return nil
        }
        return cells.allSatisfy { $0.trimmed.isEmpty } ? nil : cells
    }

    /// - Errors: `.malformed` where a quoted cell has no end.
    func finish() throws(ImportFault) { if open != nil { throw unclosed } }

    private var unclosed: ImportFault {
        ImportFault(Failure(.malformed, "A cell in quotes begins in this row and does not end."), line: firstLine)
    }

    private static func separator(of line: String) -> Character {
        var (counts, isQuoted) = ([:] as [Character: Int], false)
        for sign in line {
            if sign == "\"" { isQuoted.toggle() }
            if !isQuoted, [",", ";", "\t"].contains(sign) { counts[sign, default: 0] += 1 }
        }
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ","
    }

    /// - Shape: nil where the text ends within a quoted cell.
    private func cells(of text: String) throws(ImportFault) -> [String]? {
        var (cells, cell, rest) = ([] as [String], "", text[...])
        while true {
            if cell.isEmpty, rest.first == "\"" {
                rest.removeFirst()
                guard let quoted = Self.quoted(&rest) else { return nil }
                cell = quoted
                // Some programs write spaces behind a quote.
                let end = rest.firstIndex { $0 == separator } ?? rest.endIndex
                guard rest[..<end].allSatisfy({ $0 == " " }) else {
                    let column = text.distance(from: text.startIndex, to: rest.startIndex) + 1
                    throw ImportFault(
                        Failure(.malformed, "A quoted cell is followed by more than the next separator."),
                        line: firstLine, column: column)
                }
                rest = rest[end...]
            } else {
                let end = rest.firstIndex { $0 == separator } ?? rest.endIndex
                cell = String(rest[..<end])
                rest = rest[end...]
            }
            cells.append(cell)
            cell = ""
            guard !rest.isEmpty else { return cells }
            rest.removeFirst()
        }
    }

    /// - Shape: the cell up to its closing quote, of which two are one; nil without one.
    private static func quoted(_ rest: inout Substring) -> String? {
        var cell = ""
        while let end = rest.firstIndex(of: "\"") {
            cell += rest[..<end]
            rest = rest[rest.index(after: end)...]
            guard rest.first == "\"" else { return cell }
            cell += "\""
            rest.removeFirst()
        }
        return nil
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
