import Calendar
import Domain
import Input
import TaskFormats

/// The fields of the form that brings a file along, but for the file.
struct ImportRequest {
    /// The name of the format, whether there is one of that name or not.
    let format: String
    /// The file's name, where the form carries what is in it.
    let fileName: String
    /// The columns have been chosen, and no preview is wanted any more.
    let isConfirmed: Bool
    private let columns: [CSVColumn?]?
    /// The form had no field for the columns beyond these.
    private let isCut: Bool
    private let isDayFirst: Bool?

    /// - Shape: for a table `columns` has the meaning of each, with commas between and nothing for one that is left out;
    ///   the page's form has one field for each, `column1` and on.
    /// - Errors: `.invalid` on a column that means nothing known, and on `dates` and `step`.
    init(_ fields: inout Fields) throws(Failure) {
        format = try fields.text("format") ?? ""
        fileName = try fields.text("fileName") ?? ""
        isConfirmed = try Self.choice(&fields, "step", ["preview", "import"]) == "import"
        isDayFirst = try Self.choice(&fields, "dates", ["day", "month"]).map { $0 == "day" }
        let said = try fields.text("columns").map { text throws(Failure) in try Self.columns(text) }
        let chosen = try Self.chosenColumns(&fields)
        columns = said ?? (chosen.isEmpty ? nil : chosen)
        isCut = said == nil && chosen.count == Self.columnLimit
    }

    /// The fields for columns that the form has.
    static let columnLimit = 100

    private static func choice(
        _ fields: inout Fields, _ name: String, _ values: [String]
    ) throws(Failure) -> String? {
        guard let text = try fields.text(name), !text.isEmpty else { return nil }
        guard values.contains(text) else { throw Failure(.oneOf(values), field: name) }
        return text
    }

    private static func columns(_ text: String) throws(Failure) -> [CSVColumn?] {
        var columns: [CSVColumn?] = []
        for name in text.split(separator: ",", omittingEmptySubsequences: false) {
            columns.append(try column(String(name), "columns"))
        }
        return columns
    }

    private static func chosenColumns(_ fields: inout Fields) throws(Failure) -> [CSVColumn?] {
        var columns: [CSVColumn?] = []
        for number in 1...columnLimit {
            guard let name = try fields.text("column\(number)") else { break }
            columns.append(try column(name, "column\(number)"))
        }
        return columns
    }

    private static func column(_ name: String, _ field: String) throws(Failure) -> CSVColumn? {
        let name = name.trimmed
        guard !name.isEmpty else { return nil }
        guard let column = CSVColumn(named: name) else {
            throw Failure(.oneOf(CSVColumn.all.map(\.name)), field: field)
        }
        return column
    }

    func settings(in zone: Zone, fileName: String) -> ImportSettings {
        var settings = ImportSettings()
        (settings.zone, settings.fileName) = (zone, fileName)
        (settings.columns, settings.guessesFurtherColumns) = (columns, isCut)
        settings.isDayFirst = isDayFirst
        return settings
    }
}
