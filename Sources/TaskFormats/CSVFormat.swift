import Calendar
import Domain
import TaskDomain

/// A table of any columns, a task in each row below the first.
///
/// - Source: docs/api/import.md says how columns are read.
package struct CSVFormat: ImportFormat {
    package static let name = "csv"
    package static let title = "CSV"
    package static let fileName = "tasks.csv"

    /// The names of the columns; empty until the first row has been read.
    package private(set) var header: [String] = []
    /// The meaning of each column; nil for one that is left out.
    package private(set) var columns: [CSVColumn?] = []
    private let settings: ImportSettings
    private var reader = CSVReader()
    private var projects = ImportedProjects()
    private var naming = ImportNaming("csv")
    /// It is a table that ELWOSA wrote, whose numbers are those of tasks.
    private var isOwn = false

    package init(_ settings: ImportSettings) { self.settings = settings }

    package static func resembles(_ head: ImportHead) -> Bool {
        !head.isJSON && [",", ";", "\t"].contains { head.firstLine.contains($0) }
    }

    /// Any text is a table of one column at least.
    package static func accepts(_ head: ImportHead) -> Bool { !head.isJSON }

    /// - Errors: `.malformed` on `file` for what is most likely no table.
    package static func require(_ content: [UInt8]) throws(ImportFault) {
        do throws(Failure) {
            try ImportHead(UTF16Decoder.utf8(content)).requireNothingElse(than: CSVFormat.self)
        } catch {
            throw ImportFault(error, line: 1)
        }
    }

    /// The table as a text, in whichever encoding it is.
    package static func text(_ content: [UInt8]) -> String {
        UTF16Decoder.utf8(content).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { CSVReader.decoded(Array($0)) }.joined(separator: "\n")
    }

    package mutating func read(_ line: [UInt8]) throws(ImportFault) -> [ImportItem] {
        guard let cells = try reader.add(line) else { return [] }
        do throws(Failure) {
            return try header.isEmpty ? begin(cells) : items(of: cells)
        } catch {
            throw ImportFault(error, line: reader.firstLine)
        }
    }

    package func finish() throws(ImportFault) -> [ImportItem] {
        try reader.finish()
        guard !header.isEmpty else { throw ImportFault(Failure(.malformed, "The table has no first row."), line: 1) }
        return []
    }

    /// - Errors: `.invalid` on `columns` where no column is the title.
    private mutating func begin(_ cells: [String]) throws(Failure) -> [ImportItem] {
        header = cells.map { ImportText.line($0).text }
        isOwn = Set(CSVExport.columns.map(\.name)).isSubset(of: header)
        let guess = guess()
        columns = header.indices.map { place in
            guard let chosen = settings.columns else { return guess[place] }
            return chosen.indices.contains(place) ? chosen[place] : nil
        }
        guard columns.contains(.field(.special(.title))) else { throw Failure(.required, field: "columns") }
        return header.indices.filter { columns[$0] == nil }.map { .skipped(ImportSkip(.partUnknown, name(of: $0))) }
    }

    /// One without a name is called by its number.
    private func name(of place: Int) -> String {
        let name = header.indices.contains(place) ? header[place] : ""
        return name.isEmpty ? "#\(place + 1)" : name
    }

    /// The meanings by the names; the first column that says nothing known is the title where none is called like one.
    private func guess() -> [CSVColumn?] {
        var columns = CSVColumn.guess(header)
        let title = CSVColumn.field(.special(.title))
        if !columns.contains(title), let free = columns.firstIndex(of: nil) { columns[free] = title }
        return columns
    }

    private mutating func items(of cells: [String]) throws(Failure) -> [ImportItem] {
        var row = CSVRow(settings, isOwn: isOwn, line: reader.firstLine)
        for (place, column) in columns.enumerated() {
            guard let column else { continue }
            row.add(cells.indices.contains(place) ? cells[place] : "", as: column, called: name(of: place))
        }
        for place in cells.indices.dropFirst(header.count) where !cells[place].trimmed.isEmpty {
            row.keep(cells[place], of: name(of: place))
        }
        let name = naming.name(of: columns.map { $0?.name ?? "" } + cells)
        return try row.items(in: &projects, called: name)
    }
}
