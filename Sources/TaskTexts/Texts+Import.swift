import Domain
import Texts

/// Importing tasks.
extension Texts {
    public func importLimit(megabytes: Int) -> String { tasks.importLimit(megabytes: megabytes) }

    public func importOf(_ file: String) -> String { tasks.importOf(file) }

    public func importTaken(_ count: ImportCount) -> String { tasks.importTaken(count) }

    /// Where an import stopped, and from where on nothing was taken.
    public func importStopped(line: Int, since: Int) -> String { tasks.importStopped(line: line, since: since) }

    /// Why something was left out, and how often.
    public func importSkipped(_ reason: ImportSkip.Reason, _ count: Int) -> String {
        label(tasks.importSkipped(reason), "\(count)")
    }
}
