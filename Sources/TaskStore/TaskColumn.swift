import Domain
import SQLite
import Store
import TaskDomain

/// A column of table `task`: how a task's value gets into it, and out again.
///
/// Statements and rows go through `all`; a row is read by the columns' names. Every row of every list comes through
/// here, so there is no closure and no box on the way in.
enum TaskColumn: Sendable {
    case special(Special)
    case time(PlainField)
    case minutes(PlainField)
    case line(PlainField)

    /// The columns that are no plain field's.
    enum Special: String, CaseIterable, Sendable {
        case id, title, description, status, priority, externalId, createdAt, updatedAt, completedAt
        case version, projectId, inboxId, parentId
    }

    static let all = Special.allCases.map { TaskColumn.special($0) } + PlainField.allCases.map { TaskColumn($0) }

    private init(_ field: PlainField) {
        self =
            switch field.kind {
            case .time: .time(field)
            case .minutes: .minutes(field)
            case .line: .line(field)
            }
    }

    var name: String {
        switch self {
        case .special(let column): column.rawValue
        case .time(let field), .minutes(let field), .line(let field): field.name
        }
    }

    /// Written once: what a task is born with.
    var isFixed: Bool {
        switch self {
        case .special(.id), .special(.createdAt): true
        default: false
        }
    }

    private static let names = ColumnNames(all.map(\.name))
    private static let special = Special.allCases

    /// A task of a row that has all of these columns, without what stands in other tables.
    static func task(_ row: borrowing Row) throws -> TaskItem {
        let places = try row.places(of: names)
        var task = TaskItem(id: 0, title: "", createdAt: Instant(seconds: 0), updatedAt: Instant(seconds: 0))
        // Two plain switches, one after the other, take a quarter fewer instructions than one within the other.
        for (index, column) in special.enumerated() { try column.read(row, places[index], into: &task) }
        for index in special.count..<all.count { try all[index].readPlain(row, places[index], into: &task.plan) }
        return task
    }

    // Inlined into the loop over columns, which with a call for each takes half as many instructions again.
    @inline(__always)
    private func readPlain(_ row: borrowing Row, _ place: Int, into plan: inout TaskPlan) throws {
        switch self {
        case .time(let field): if let time: TaskTime = try row[place] { plan[field] = .time(time) }
        case .minutes(let field): if let minutes: Int = try row[place] { plan[field] = .minutes(minutes) }
        case .line(let field): if let line: String = try row[place] { plan[field] = .line(line) }
        case .special: break
        }
    }

    private func value(of task: TaskItem) -> (any Bindable)? {
        switch self {
        case .special(.id): task.id == 0 ? nil : task.id
        case .special(.title): task.title
        case .special(.description): task.description
        case .special(.status): task.status
        case .special(.priority): task.priority
        case .special(.externalId): task.externalId
        case .special(.createdAt): task.createdAt
        case .special(.updatedAt): task.updatedAt
        case .special(.completedAt): task.completedAt
        case .special(.version): task.version
        case .special(.projectId): task.projectId
        case .special(.inboxId): task.inboxId
        case .special(.parentId): task.parentId
        case .time(let field): task.plan[field]?.time
        case .minutes(let field): task.plan[field]?.minutes
        case .line(let field): task.plan[field]?.line
        }
    }
}

extension TaskColumn.Special {
    // Inlined as above.
    @inline(__always)
    fileprivate func read(_ row: borrowing Row, _ place: Int, into task: inout TaskItem) throws {
        switch self {
        case .id: task.id = try row[place]
        case .title: task.title = try row[place]
        case .description: task.description = try row[place]
        case .status: task.status = try row[place]
        case .priority: task.priority = try row[place]
        case .externalId: task.externalId = try row[place]
        case .createdAt: task.createdAt = try row[place]
        case .updatedAt: task.updatedAt = try row[place]
        case .completedAt: task.completedAt = try row[place]
        case .version: task.version = try row[place]
        case .projectId: task.projectId = try row[place]
        case .inboxId: task.inboxId = try row[place]
        case .parentId: task.parentId = try row[place]
        }
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

    static func values(inserting task: TaskItem) -> [(any Bindable)?] { all.map { $0.value(of: task) } }

    static func values(changing task: TaskItem) -> [(any Bindable)?] { changing.map { $0.value(of: task) } + [task.id] }
}
