import Domain
import JSON
import TaskDomain

/// A board as JSON; `docs/api/tasks.md` describes the members.
package struct BoardJSON: JSONWritable {
    private let board: TaskBoard

    package init(board: TaskBoard) {
        self.board = board
    }

    package func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("lanes", each: board.lanes) { out, lane in
                out.member("value", lane.value.sent)
                out.member("tasks", lane.tasks.map { TaskJSON(task: $0, only: Self.members) })
                out.member("hasMore", lane.hasMore)
            }
        }
    }

    /// Boards are read without descriptions.
    private static let members = Set(TaskJSON.names).subtracting(["description"])
}

extension TaskBoard.Value {
    /// As it is sent when a task is moved here; empty for none.
    package var sent: String {
        switch self {
        case .status(let status): status.rawValue
        case .priority(let priority): priority.rawValue
        case .project(let project): project.map { String($0.id) } ?? ""
        case .assignee(let account): account?.name ?? ""
        }
    }
}

extension BoardField {
    /// The field of a task that a move changes, by its name in forms and JSON.
    package var name: String {
        switch self {
        case .status: "status"
        case .priority: "priority"
        case .project: "projectId"
        case .assignee: "assignees"
        }
    }

    /// The name by which a move sends the field: of several people only one comes.
    package var moved: String { self == .assignee ? "addAssignees" : name }
}
