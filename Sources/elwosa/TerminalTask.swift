import Domain
import JSON
import TaskDomain
import TaskFormats
import Tasks

/// One task in one line.
enum TerminalTask {
    static func json(_ task: TaskItem) -> String { String(decoding: TaskJSON(task: task).json, as: UTF8.self) }

    static func name(_ task: TaskItem) -> String { "#\(task.id) \(cell(task.title))" }

    /// The command that takes back the change that was just made.
    static func undo(_ change: Int64?) -> String { change.map { " (`elwosa task undo \($0)` takes it back)" } ?? "" }
}
