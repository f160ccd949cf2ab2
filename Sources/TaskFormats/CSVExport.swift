import Domain
import TaskDomain

/// Tasks as a table for spreadsheets, in the order that the query asks for.
///
/// - Source: RFC 4180; docs/api/export.md names the columns.
package enum CSVExport: ExportFormat {
    package static let name = "csv"
    package static let contentType = "text/csv; charset=utf-8; header=present"
    package static let fileName = "elwosa.csv"

    static let columns =
        [TableColumn(numberColumn) { task, _ in String(task.id) }] + TaskField.allCases.flatMap(columns) + [
            TableColumn("createdAt", .other(.createdAt)) { task, _ in task.createdAt.rfc3339 },
            TableColumn("updatedAt", .other(.updatedAt)) { task, _ in task.updatedAt.rfc3339 },
            TableColumn("completedAt", .other(.completedAt)) { task, _ in task.completedAt?.rfc3339 ?? "" },
        ]

    /// The column of the tasks' numbers.
    static let numberColumn = "id"

    struct TableColumn: Sendable {
        let name: String
        /// The meaning that it has when it is read again; nil for one that is only shown.
        let meaning: CSVColumn?
        /// - Shape: the names of projects by their numbers.
        let cell: @Sendable (TaskItem, [Int64: String]) -> String

        init(
            _ name: String, _ meaning: CSVColumn? = nil,
            cell: @escaping @Sendable (TaskItem, [Int64: String]) -> String
        ) {
            (self.name, self.meaning, self.cell) = (name, meaning, cell)
        }
    }

    private static func columns(of field: TaskField) -> [TableColumn] {
        switch field {
        case .special(.projectId):
            [
                TableColumn("project", .field(field)) { task, projects in
                    plain(task.projectId.flatMap { projects[$0] } ?? "")
                }
            ]
        case .special(.steps):
            [
                TableColumn("stepsDone") { task, _ in String(task.steps.count(where: \.done)) },
                TableColumn("steps") { task, _ in String(task.steps.count) },
            ]
        case .special(let special): [TableColumn(field.name, meaning(of: field)) { task, _ in cell(special, of: task) }]
        case .plain(let plainField):
            [TableColumn(field.name, .field(field)) { task, _ in plain(task.plan[plainField]?.text ?? "") }]
        }
    }

    private static func meaning(of field: TaskField) -> CSVColumn? { CSVColumn(named: field.name) }

    private static func cell(_ field: SpecialField, of task: TaskItem) -> String {
        switch field {
        case .title: plain(task.title)
        case .description: plain(task.description)
        case .status: task.status.rawValue
        case .priority: task.priority.rawValue
        case .inbox: plain(task.inbox?.name ?? "")
        case .parentId: task.parentId.map { String($0) } ?? ""
        case .labels: plain(task.labels.map(\.name).joined(separator: ", "))
        case .assignees: plain(task.assignees.map(\.name).joined(separator: ", "))
        case .blockedBy: task.blockedBy.map { String($0) }.joined(separator: " ")
        case .externalId: plain(task.externalId ?? "")
        // They have columns of other names.
        case .projectId, .steps: ""
        }
    }

    package static func write(_ source: ExportSource, _ write: ([UInt8]) throws -> Void) throws {
        try self.write(source, separator: ",", write)
    }

    static func write(
        _ source: ExportSource, separator: Character, _ write: ([UInt8]) throws -> Void
    ) throws {
        var buffer = ExportBuffer()
        try buffer.append(row(columns.map(\.name), separator), write)
        let names = try source.projectNames()
        try source.eachListed { task in
            try buffer.append(row(columns.map { $0.cell(task, names) }, separator), write)
        }
        try buffer.flush(write)
    }

    /// A text that somebody typed, with an apostrophe before it where a spreadsheet would take it for a formula, and
    /// where it begins with one that could be this.
    ///
    /// - Source: OWASP, CSV Injection: `=`, `+`, `-`, `@`, tab, line break, and the full-width forms of those signs.
    static func plain(_ text: String) -> String {
        let rest = text.unicodeScalars.drop { $0 == "'" }
        guard let first = rest.first(where: { $0 != " " }), formulaSigns.contains(first) else { return text }
        return "'" + text
    }

    /// The text that `plain` made this one of.
    static func unguarded(_ text: String) -> String {
        guard text.unicodeScalars.first == "'" else { return text }
        let rest = String(Substring(text.unicodeScalars.dropFirst()))
        return plain(rest) == text ? rest : text
    }

    private static let formulaSigns: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\t", "\r", "\n", "\u{ff1d}", "\u{ff0b}", "\u{ff0d}", "\u{ff20}",
    ]

    /// RFC 4180, section 2: quoted where it has to be, a quotation mark doubled, CRLF at the end.
    static func row(_ cells: [String], _ separator: Character = ",") -> [UInt8] {
        let (quote, space) = (UInt8(ascii: "\""), UInt8(ascii: " "))
        let special = Set("\"\r\n\(separator)".utf8)
        // By bytes: with a mark behind it a sign is another character.
        let line = cells.map { cell -> [UInt8] in
            let bytes = cell.utf8
            let isPlain = !bytes.contains(where: special.contains) && bytes.first != space && bytes.last != space
            return isPlain ? Array(bytes) : [quote] + bytes.flatMap { $0 == quote ? [quote, quote] : [$0] } + [quote]
        }
        return Array(line.joined(separator: String(separator).utf8)) + Array("\r\n".utf8)
    }
}
