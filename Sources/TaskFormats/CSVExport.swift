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
        [TableColumn("id") { task, _ in String(task.id) }] + TaskField.allCases.flatMap(columns) + [
            TableColumn("createdAt") { task, _ in task.createdAt.rfc3339 },
            TableColumn("updatedAt") { task, _ in task.updatedAt.rfc3339 },
            TableColumn("completedAt") { task, _ in task.completedAt?.rfc3339 ?? "" },
        ]

    struct TableColumn: Sendable {
        let name: String
        /// - Shape: the names of projects by their numbers.
        let cell: @Sendable (TaskItem, [Int64: String]) -> String

        init(_ name: String, cell: @escaping @Sendable (TaskItem, [Int64: String]) -> String) {
            (self.name, self.cell) = (name, cell)
        }
    }

    private static func columns(of field: TaskField) -> [TableColumn] {
        switch field {
        case .special(.projectId):
            [TableColumn("project") { task, projects in plain(task.projectId.flatMap { projects[$0] } ?? "") }]
        case .special(.steps):
            [
                TableColumn("stepsDone") { task, _ in String(task.steps.count(where: \.done)) },
                TableColumn("steps") { task, _ in String(task.steps.count) },
            ]
        case .special(let special): [TableColumn(field.name) { task, _ in cell(special, of: task) }]
        case .plain(let field): [TableColumn(field.name) { task, _ in plain(task.plan[field]?.text ?? "") }]
        }
    }

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

    /// A text that somebody typed, with an apostrophe before it where a spreadsheet would take it for a formula.
    ///
    /// - Source: OWASP, CSV Injection: `=`, `+`, `-`, `@`, tab, line break, and the full-width forms of those signs.
    static func plain(_ text: String) -> String {
        guard let first = text.drop(while: { $0 == " " }).unicodeScalars.first, formulaSigns.contains(first) else {
            return text
        }
        return "'" + text
    }

    private static let formulaSigns: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\t", "\r", "\n", "\u{ff1d}", "\u{ff0b}", "\u{ff0d}", "\u{ff20}",
    ]

    /// RFC 4180, section 2: quoted where it has to be, a quotation mark doubled, CRLF at the end.
    static func row(_ cells: [String], _ separator: Character = ",") -> [UInt8] {
        let special = Set("\"\r\n\(separator)".utf8)
        let line = cells.map { cell in
            let isPlain = cell.utf8.allSatisfy { !special.contains($0) } && cell.first != " " && cell.last != " "
            return isPlain ? cell : "\"" + cell.replacing("\"", with: "\"\"") + "\""
        }
        return Array((line.joined(separator: String(separator)) + "\r\n").utf8)
    }
}
