import Domain
import SQLite
import Store

extension TaskEventKind: Bindable, Readable {
    package static let ofTasks = list(of: .task)
    package static let ofLabels = list(of: .label)
    package static let ofViews = list(of: .view)

    /// The kinds with such a subject, as a list of SQL literals in parentheses.
    private static func list(of subject: EventSubject) -> String {
        "(" + allCases.filter { $0.subject == subject }.map { "'\($0.rawValue)'" }.joined(separator: ", ") + ")"
    }
}
