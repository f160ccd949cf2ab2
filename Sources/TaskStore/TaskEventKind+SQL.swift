import Domain
import SQLite
import Store

extension TaskEventKind: Bindable, Readable {
    /// The condition that the kind in a column has such a subject.
    ///
    /// Comparisons rather than a list after IN: SQLite makes a table of that, each time that the statement runs, which
    /// for a few events is dearer than all that is read of them.
    package static func concerns(_ subject: EventSubject, in column: String) -> String {
        let kinds = allCases.filter { $0.subject == subject }
        return "(" + kinds.map { "\(column) = '\($0.rawValue)'" }.joined(separator: " OR ") + ")"
    }
}
