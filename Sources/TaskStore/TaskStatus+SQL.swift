import Domain
import SQLite
import Store
import TaskDomain

extension TaskStatus: Bindable, Readable {
    /// The list for `status IN` of those in which nothing is left to do; with NOT, the tasks are live.
    package static let over =
        "(" + allCases.filter { !$0.isLive }.map { "'\($0.rawValue)'" }.joined(separator: ", ") + ")"
}

/// Stored as its rank, so that an index has the order of lists.
extension TaskPriority: Bindable, Readable {
    package func bind(to place: Placeholder) { place.bind(Int64(rank)) }

    package init(_ column: Column) throws(SQLiteError) {
        self = TaskPriority(rank: Int(try column.integer())) ?? .normal
    }
}
