import Domain
import SQLite
import Store
import TaskDomain

/// A column of table `task`: how a task's value gets into it, and out again.
///
/// Statements and rows go through `all`; a row is read by the columns' names.
struct TaskColumn: Sendable {
    let name: String
    /// Written once: what a task is born with.
    let isFixed: Bool
    let value: @Sendable (TaskItem) -> (any Bindable)?
    private let read: @Sendable (borrowing Row, Int, inout TaskItem) throws -> Void

    private init(
        _ name: String, isFixed: Bool = false, _ value: @escaping @Sendable (TaskItem) -> (any Bindable)?,
        _ read: @escaping @Sendable (borrowing Row, Int, inout TaskItem) throws -> Void
    ) {
        (self.name, self.isFixed, self.value, self.read) = (name, isFixed, value, read)
    }

    static let all =
        [
            TaskColumn("id", isFixed: true, { $0.id == 0 ? nil : $0.id }, { $2.id = try $0[$1] }),
            TaskColumn("title", { $0.title }, { $2.title = try $0[$1] }),
            TaskColumn("description", { $0.description }, { $2.description = try $0[$1] }),
            TaskColumn("status", { $0.status }, { $2.status = try $0[$1] }),
            TaskColumn("priority", { $0.priority }, { $2.priority = try $0[$1] }),
            TaskColumn("externalId", { $0.externalId }, { $2.externalId = try $0[$1] }),
            TaskColumn("createdAt", isFixed: true, { $0.createdAt }, { $2.createdAt = try $0[$1] }),
            TaskColumn("updatedAt", { $0.updatedAt }, { $2.updatedAt = try $0[$1] }),
            TaskColumn("completedAt", { $0.completedAt }, { $2.completedAt = try $0[$1] }),
            TaskColumn("version", { $0.version }, { $2.version = try $0[$1] }),
            TaskColumn("projectId", { $0.projectId }, { $2.projectId = try $0[$1] }),
            TaskColumn("inboxId", { $0.inboxId }, { $2.inboxId = try $0[$1] }),
            TaskColumn("parentId", { $0.parentId }, { $2.parentId = try $0[$1] }),
        ] + PlainField.allCases.map(plain)

    private static func plain(_ field: PlainField) -> TaskColumn {
        switch field.kind {
        case .time:
            TaskColumn(field.name, { $0.plan[field]?.time }) { row, place, task in
                if let time: TaskTime = try row[place] { task.plan[field] = .time(time) }
            }
        case .minutes:
            TaskColumn(field.name, { $0.plan[field]?.minutes }) { row, place, task in
                if let minutes: Int = try row[place] { task.plan[field] = .minutes(minutes) }
            }
        case .line:
            TaskColumn(field.name, { $0.plan[field]?.line }) { row, place, task in
                if let line: String = try row[place] { task.plan[field] = .line(line) }
            }
        }
    }

    private static let names = ColumnNames(all.map(\.name))

    /// A task of a row that has all of these columns, without what stands in other tables.
    static func task(_ row: borrowing Row) throws -> TaskItem {
        let places = try row.places(of: names)
        var task = TaskItem(id: 0, title: "", createdAt: Instant(seconds: 0), updatedAt: Instant(seconds: 0))
        for (column, place) in zip(all, places) { try column.read(row, place, &task) }
        return task
    }
}

/// The columns in SQL.
extension TaskColumn {
    /// Those of a SELECT, each under its name.
    static let selected = all.map { "task.\($0.name) AS \($0.name)" }.joined(separator: ", ")

    /// The same without descriptions, which may be long.
    static let short = selected.replacing("task.description AS", with: "'' AS")

    static let insert = SQL(
        kept: """
            INSERT INTO task (\(all.map(\.name).joined(separator: ", ")))
            VALUES (\(all.map { _ in "?" }.joined(separator: ", ")))
            """)

    private static let changing = all.filter { !$0.isFixed }

    /// - Shape: with `values(changing:)`.
    static let update = SQL(
        kept: "UPDATE task SET \(changing.map { "\($0.name) = ?" }.joined(separator: ", ")) WHERE id = ?")

    static func values(inserting task: TaskItem) -> [(any Bindable)?] { all.map { $0.value(task) } }

    static func values(changing task: TaskItem) -> [(any Bindable)?] { changing.map { $0.value(task) } + [task.id] }
}
