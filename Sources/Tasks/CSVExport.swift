import Domain

/// Tasks as a table for spreadsheets, in the order that the query asks for.
///
/// - Source: RFC 4180; docs/api/export.md names the columns.
public enum CSVExport: ExportFormat {
    public static let name = "csv"
    public static let contentType = "text/csv; charset=utf-8; header=present"
    public static let fileName = "elwosa.csv"

    static let columns = [
        "id", "title", "description", "status", "priority", "project", "inbox", "parentId", "labels", "assignees",
        "startAt",
        "dueAt", "waitUntil", "estimateMinutes", "stepsDone", "steps", "blockedBy", "externalId", "createdAt",
        "updatedAt", "completedAt",
    ]

    public static func write(_ source: ExportSource, _ write: ([UInt8]) throws -> Void) throws {
        var buffer = ExportBuffer()
        try buffer.append(row(columns), write)
        var query = TaskQuery(
            source.filter ?? TaskFilter(), frame: source.frame, limit: TaskQuery.limitRange.upperBound)
        let projects = try source.projects.projects(archived: true, for: source.caller)
        let names = Dictionary(uniqueKeysWithValues: projects.map { ($0.id, $0.project.name) })
        repeat {
            let page = try source.tasks.list(query, for: source.caller)
            for task in page.tasks { try buffer.append(row(cells(task, names)), write) }
            query.after = page.next
        } while query.after != nil
        try buffer.flush(write)
    }

    private static func cells(_ task: TaskItem, _ projects: [Int64: String]) -> [String] {
        [
            String(task.id), plain(task.title), plain(task.description), task.status.rawValue,
            task.priority.rawValue, plain(task.projectId.flatMap { projects[$0] } ?? ""), plain(task.inbox?.name ?? ""),
            task.parentId.map { String($0) } ?? "", plain(task.labels.map(\.name).joined(separator: ", ")),
            plain(task.assignees.map(\.name).joined(separator: ", ")), task.startAt?.text ?? "",
            task.dueAt?.text ?? "", task.waitUntil?.text ?? "", task.estimateMinutes.map { String($0) } ?? "",
            String(task.steps.count(where: \.done)), String(task.steps.count),
            task.blockedBy.map { String($0) }.joined(separator: " "), plain(task.externalId ?? ""),
            task.createdAt.rfc3339, task.updatedAt.rfc3339, task.completedAt?.rfc3339 ?? "",
        ]
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
    static func row(_ cells: [String]) -> [UInt8] {
        let line = cells.map { cell in
            let isPlain = cell.utf8.allSatisfy { !special.contains($0) } && cell.first != " " && cell.last != " "
            return isPlain ? cell : "\"" + cell.replacing("\"", with: "\"\"") + "\""
        }
        return Array((line.joined(separator: ",") + "\r\n").utf8)
    }

    private static let special = Set(",\"\r\n".utf8)
}
