import Domain
import JSON
import TaskDomain

/// A board as JSON; `docs/api/tasks.md` describes the members.
struct BoardJSON: JSONWritable {
    let board: TaskBoard

    func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("lanes", each: board.lanes) { out, lane in
                out.member("value", lane.value.sent)
                out.member("tasks", lane.tasks.map { TaskJSON(task: $0, only: Self.members) })
                out.member("hasMore", lane.hasMore)
            }
        }
    }

    /// Boards are read without descriptions.
    private static let members = Set(TaskJSON.members.map(\.name)).subtracting(["description"])
}

extension TaskBoard.Value {
    /// As it is sent when a task is moved here; empty for none.
    var sent: String {
        switch self {
        case .status(let status): status.rawValue
        case .priority(let priority): priority.rawValue
        case .project(let project): project.map { String($0.id) } ?? ""
        case .assignee(let account): account?.name ?? ""
        }
    }

    /// The condition that asks for the tasks of this lane.
    var condition: TaskCondition {
        switch self {
        case .status(let status): .term(.status([status]))
        case .priority(let priority): .term(.priority([priority]))
        case .project(let project): .term(.project([project.map { .value(.id($0.id)) } ?? .none]))
        case .assignee(let account): .term(.assignee([account.map { .value(.name($0.name)) } ?? .none]))
        }
    }
}

extension BoardField {
    /// The field of a task that a move changes, by its name in forms and JSON.
    var name: String {
        switch self {
        case .status: "status"
        case .priority: "priority"
        case .project: "projectId"
        case .assignee: "assignees"
        }
    }

    /// The name by which a move sends the field: of several people only one comes.
    var moved: String { self == .assignee ? "addAssignees" : name }
}
