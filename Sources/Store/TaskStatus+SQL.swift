import Domain
import TaskDomain

extension TaskStatus {
    /// The list for `status IN` of those in which nothing is left to do; with NOT, the tasks are live.
    static let over = "(" + allCases.filter { !$0.isLive }.map { "'\($0.rawValue)'" }.joined(separator: ", ") + ")"
}
