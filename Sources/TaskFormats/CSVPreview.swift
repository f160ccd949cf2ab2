import Domain
import TaskDomain

/// The beginning of a table, and what would come of it.
package struct CSVPreview: Sendable {
    /// The number of rows that are shown.
    package static let rows = 5
    /// - Units: rows that are read for a column with something in it.
    private static let readRows = 50

    /// The names of the columns.
    package private(set) var header: [String] = []
    package private(set) var columns: [CSVColumn?] = []
    /// The first cell with something in it of each column; empty where there is none.
    package private(set) var samples: [String] = []
    /// The first tasks, as they would come in.
    package private(set) var tasks: [ImportedTask] = []
    /// The projects of these tasks, by their numbers in the file.
    package private(set) var projects: [Int64: String] = [:]
    /// Something is wrong with the choice of columns.
    package private(set) var failure: Failure?

    /// - Shape: what is not `isWhole` ends anywhere.
    /// - Errors: `.malformed` for what is no table.
    package init(_ content: [UInt8], isWhole: Bool = true, _ settings: ImportSettings) throws(ImportFault) {
        let lines = UTF16Decoder.utf8(content).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { line in
                Array(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
            }
        var (format, reader, rows) = (CSVFormat(settings), CSVReader(), [[String]]())
        for (place, line) in lines.enumerated() where rows.count <= Self.readRows {
            do throws(ImportFault) {
                if let row = try reader.add(line) { rows.append(row) }
                guard failure == nil, tasks.count < Self.rows else { continue }
                for item in try format.read(line) { keep(item) }
            } catch {
                guard error.failure.field == "columns" else {
                    throw ImportFault(error.failure, line: error.line ?? place + 1, column: error.column)
                }
                failure = error.failure
            }
        }
        if isWhole, rows.count <= Self.readRows { try reader.finish() }
        guard !format.header.isEmpty else {
            throw ImportFault(Failure(.malformed, "The table has no first row."), line: 1)
        }
        (header, columns) = (format.header, format.columns)
        samples = format.header.indices.map { place in
            let cells = rows.dropFirst().compactMap { $0.indices.contains(place) ? $0[place].trimmed : nil }
            return ImportText.shortened(cells.first { !$0.isEmpty } ?? "", to: 60)
        }
    }

    private mutating func keep(_ item: ImportItem) {
        switch item {
        case .task(let task): tasks.append(task)
        case .project(let project): projects[project.number] = project.draft.name
        case .label, .skipped: break
        }
    }
}
