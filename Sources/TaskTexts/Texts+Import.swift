import Domain
import TaskDomain
import Texts

/// Importing tasks.
extension Texts {
    package func importLimit(megabytes: Int) -> String { tasks.importLimit(megabytes: megabytes) }

    package func importOf(_ file: String) -> String { tasks.importOf(file.isolated) }

    package func importTaken(_ count: ImportCount) -> String { tasks.importTaken(count) }

    /// Where an import stopped, and from where on nothing was taken.
    package func importStopped(line: Int, column: Int?, since: Int) -> String {
        tasks.importStopped(line: line, column: column, since: since)
    }

    /// The reason why something was left out, and how often.
    package func importSkipped(_ reason: ImportSkip.Reason, _ count: Int) -> String {
        label(tasks.importSkipped(reason), "\(count)")
    }
}
