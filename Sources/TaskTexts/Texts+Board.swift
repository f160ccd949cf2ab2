import Domain
import TaskDomain
import Texts

extension Texts {
    package func name(of field: BoardField) -> String {
        switch field {
        case .status: self[.statusLabel]
        case .priority: self[.priorityLabel]
        case .project: self[.project]
        case .assignee: self[.assignees]
        }
    }

    package func name(of lane: TaskBoard.Value) -> String {
        switch lane {
        case .status(let status): self[status]
        case .priority(let priority): self[priority]
        case .project(let project): project?.name ?? self[.projectNone]
        case .assignee(let account): account?.name ?? self[.nobody]
        }
    }

    /// At the end of a lane that shows only some.
    package func moreIn(_ lane: String) -> String { tasks.moreIn(lane.isolated) }
}
