import AuthDomain
import Domain
import SQLite
import TaskDomain

/// Stored as whole seconds.
extension Instant: Bindable, Readable {
    package func bind(to place: Placeholder) { place.bind(seconds) }

    package init(_ column: Column) throws(SQLiteError) { self.init(seconds: try column.integer()) }
}

extension TaskStatus: Bindable, Readable {}
extension Account.Kind: Bindable, Readable {}
extension TaskEventKind: Bindable, Readable {
    static let ofTasks = list(of: .task)
    static let ofLabels = list(of: .label)
    static let ofViews = list(of: .view)

    /// The kinds with such a subject, as a list of SQL literals in parentheses.
    private static func list(of subject: EventSubject) -> String {
        "(" + allCases.filter { $0.subject == subject }.map { "'\($0.rawValue)'" }.joined(separator: ", ") + ")"
    }
}

extension EventKind: Bindable, Readable {}

/// Stored as its rank, so that an index has the order of lists.
extension TaskPriority: Bindable, Readable {
    package func bind(to place: Placeholder) { place.bind(Int64(rank)) }

    package init(_ column: Column) throws(SQLiteError) {
        self = TaskPriority(rank: Int(try column.integer())) ?? .normal
    }
}
