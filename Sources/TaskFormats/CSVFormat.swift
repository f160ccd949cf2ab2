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
    /// The columns that mean something, in their order.
    private var chosen: [(place: Int, column: CSVColumn, name: String)] = []
    /// The fields that these say something of.
    private var fields: Set<TaskField> = []
    private var naming = ImportNaming("csv")
    /// The column of the tasks' numbers in a table that ELWOSA wrote; nil in any other.
    private var numberPlace: Int?

    /// The number of columns that a table may have.
    static let columnLimit = 1_000

    package init(_ settings: ImportSettings) { self.settings = settings }

    package static func resembles(_ head: ImportHead) -> Bool {
        !head.isJSON && [",", ";", "\t"].contains { head.firstLine.contains($0) }
    }

    /// Any text is a table of one column at least, but for what another program's lists begin with.
    package static func accepts(_ head: ImportHead) -> Bool {
        !head.isJSON && !TodoistFormat.resembles(head) && !TodoTxtFormat.resembles(head)
    }

    /// The first line is most likely the names of columns: a title, and another one that is known.
    static func namesColumns(_ head: ImportHead) -> Bool {
        var reader = CSVReader()
        guard resembles(head), let cells = try? reader.add(Array(head.firstLine.utf8)) else { return false }
        let known = CSVColumn.guess(cells.map { ImportText.line($0).text }).compactMap { $0 }
        return known.count > 1 && known.contains(.field(.special(.title)))
    }

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

    /// - Errors: `.malformed` for more columns than a table may have; `.invalid` on `columns` where none is the title.
    private mutating func begin(_ cells: [String]) throws(Failure) -> [ImportItem] {
        guard cells.count <= Self.columnLimit else {
            throw Failure(.malformed, "A table may have \(Self.columnLimit) columns.")
        }
        header = cells.map { ImportText.line($0).text }
        let isOwn = Set(CSVExport.columns.map(\.name)).isSubset(of: header)
        numberPlace = isOwn ? header.firstIndex(of: CSVExport.numberColumn) : nil
        columns = chosenColumns()
        guard columns.contains(.field(.special(.title))) else { throw Failure(.required, field: "columns") }
        chosen = columns.enumerated().compactMap { place, column in column.map { (place, $0, name(of: place)) } }
        fields = Set(chosen.compactMap(\.column.field))
        naming = ImportNaming("csv", of: chosen.map { "\($0.place) \($0.column.name)" })
        return header.indices.filter { columns[$0] == nil && $0 != numberPlace }
            .map { .skipped(ImportSkip(.partUnknown, name(of: $0))) }
    }

    /// The meanings that were chosen, and those of the names where nobody could choose.
    private func chosenColumns() -> [CSVColumn?] {
        let guess = guess()
        guard let chosen = settings.columns else { return guess }
        let single = Set(chosen.compactMap { $0 }.filter(\.isSingle))
        return header.indices.map { place in
            guard !chosen.indices.contains(place) else { return chosen[place] }
            guard settings.guessesFurtherColumns, let column = guess[place] else { return nil }
            return single.contains(column) ? nil : column
        }
    }

    /// One without a name is called by its number.
    private func name(of place: Int) -> String {
        let name = header.indices.contains(place) ? header[place] : ""
        return name.isEmpty ? "#\(place + 1)" : name
    }

    /// The meanings by the names; the first column that says nothing known is the title where none is called like one.
    private func guess() -> [CSVColumn?] {
        var columns = numberPlace == nil ? CSVColumn.guess(header) : CSVColumn.ownGuess(header)
        let title = CSVColumn.field(.special(.title))
        if !columns.contains(title), let free = columns.firstIndex(of: nil) { columns[free] = title }
        return columns
    }

    private mutating func items(of cells: [String]) throws(Failure) -> [ImportItem] {
        var row = CSVRow(settings, isOwn: numberPlace != nil, fields, line: reader.firstLine)
        // Not the columns beyond its cells: a header of many with short rows below would be read for each.
        for (place, column, name) in chosen {
            guard place < cells.count else { break }
            row.add(cells[place], as: column, called: name)
        }
        if let numberPlace, numberPlace < cells.count { row.number = Int64(cells[numberPlace].trimmed) }
        for place in cells.indices.dropFirst(header.count) where !cells[place].trimmed.isEmpty {
            row.keep(cells[place], of: name(of: place))
        }
        return try row.items(in: &projects, called: naming.name(of: cells))
    }
}
