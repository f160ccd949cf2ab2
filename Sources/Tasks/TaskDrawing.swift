import Domain
import HTML
import Search
import TaskDomain
import Texts
import Web

/// The means to draw lines and cards of tasks: the words, the reader's day, and what the tasks themselves name by
/// number alone.
struct TaskDrawing: PagePart {
    let context: PageContext
    let frame: DayFrame
    /// Names by number; a project that is not among them is not shown.
    var projects: [Int64: String] = [:]
    /// The patterns that were searched for and are marked.
    var patterns: [SearchPattern] = []
    /// The reader may change tasks at all; in a project the role decides too, and `TaskChanges` asks for it.
    var mayWrite = true
}

extension TasksArea {
    func drawing(
        _ exchange: Exchange, projects: [ProjectSummary], patterns: [SearchPattern] = []
    ) -> TaskDrawing {
        TaskDrawing(
            context: exchange.context, frame: exchange.frame,
            projects: Dictionary(projects.map { ($0.id, $0.project.name) }, uniquingKeysWith: { first, _ in first }),
            patterns: patterns, mayWrite: exchange.mayWrite)
    }
}

extension Exchange {
    var mayWrite: Bool { signedIn?.may(.tasksWrite) == true }
}
