import Domain
import SQLite

/// Stored as whole seconds.
extension Instant: Bindable, Readable {
    public func bind(to place: Placeholder) { place.bind(seconds) }

    public init(_ column: Column) throws(SQLiteError) { self.init(seconds: try column.integer()) }
}

extension TaskStatus: Bindable, Readable {}
extension Account.Kind: Bindable, Readable {}
extension EventKind: Bindable, Readable {
    /// The kinds whose subject is a task, as a list of SQL literals in parentheses.
    static let ofTasks = "(" + allCases.filter(\.isOfTask).map { "'\($0.rawValue)'" }.joined(separator: ", ") + ")"
}

/// Stored as its rank, so that an index has the order of lists.
extension TaskPriority: Bindable, Readable {
    public func bind(to place: Placeholder) { place.bind(Int64(rank)) }

    public init(_ column: Column) throws(SQLiteError) {
        self = TaskPriority(rank: Int(try column.integer())) ?? .normal
    }
}
