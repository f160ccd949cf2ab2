import Domain
import JSON
import TaskDomain

/// A task as JSON; `docs/api/tasks.md` describes the members.
package struct TaskJSON: JSONWritable {
    let task: TaskItem
    /// Only these members; nil for all.
    let only: Set<String>?

    package init(task: TaskItem, only: Set<String>? = nil) {
        self.task = task
        self.only = only
    }

    package func write(to out: inout JSONWriter) {
        out.object { out in
            for (name, write) in Self.members where only?.contains(name) ?? true { write(name, task, &out) }
        }
    }

    typealias Member = (name: String, write: @Sendable (String, TaskItem, inout JSONWriter) -> Void)

    /// Every member by its name, in the order they are written.
    static let members: [Member] =
        first + TaskField.allCases.flatMap { [($0.name, writer(of: $0))] + following($0) } + last

    private static let first: [Member] = [("id", { $2.member($0, $1.id) })]

    private static let last: [Member] = [
        ("createdAt", { $2.member($0, $1.createdAt.rfc3339) }),
        ("updatedAt", { $2.member($0, $1.updatedAt.rfc3339) }),
        ("completedAt", { $2.member($0, $1.completedAt?.rfc3339) }),
        ("version", { $2.member($0, $1.version) }),
    ]

    private static func writer(of field: TaskField) -> @Sendable (String, TaskItem, inout JSONWriter) -> Void {
        switch field {
        case .special(.title): { $2.member($0, $1.title) }
        case .special(.description): { $2.member($0, $1.description) }
        case .special(.status): { $2.member($0, $1.status.rawValue) }
        case .special(.priority): { $2.member($0, $1.priority.rawValue) }
        case .special(.projectId): { $2.member($0, $1.projectId) }
        case .special(.inbox): { $2.member($0, $1.inbox?.name) }
        case .special(.parentId): { $2.member($0, $1.parentId) }
        case .special(.labels): { $2.member($0, $1.labels.map(\.name)) }
        case .special(.assignees): { $2.member($0, $1.assignees.map(\.name)) }
        case .special(.steps): { $2.member($0, $1.steps.map(StepJSON.init)) }
        case .special(.blockedBy): { $2.member($0, $1.blockedBy) }
        case .special(.externalId): { $2.member($0, $1.externalId) }
        case .plain(let field): { $2.member($0, $1.plan[field]) }
        }
    }

    /// The members that are told beside a field, and follow from it.
    private static func following(_ field: TaskField) -> [Member] {
        switch field {
        case .special(.inbox): [("visibleTo", { $2.member($0, $1.visibleTo?.map(\.name)) })]
        case .special(.steps): [("progress", { $2.member($0, ProgressJSON(progress: $1.progress)) })]
        case .special(.blockedBy): [("blocks", { $2.member($0, $1.blocks) })]
        default: []
        }
    }
}

extension JSONWriter {
    mutating func member(_ name: String, _ value: PlainValue?) {
        switch value {
        case .time, .line: member(name, value?.text)
        case .minutes(let minutes): member(name, minutes)
        case nil: member(name, nil as String?)
        }
    }
}

struct ProgressJSON: JSONWritable {
    let progress: Progress

    func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("done", progress.done)
            out.member("total", progress.total)
        }
    }
}

struct StepJSON: JSONWritable {
    let step: TaskStep

    func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("id", step.id)
            out.member("title", step.title)
            out.member("done", step.done)
            out.member("assignee", step.assignee?.name)
        }
    }
}

struct OverviewJSON: JSONWritable {
    let overview: TaskOverview

    func write(to out: inout JSONWriter) {
        out.object { out in
            out.member(
                "counts",
                object: { out in
                    for status in TaskStatus.allCases { out.member(status.rawValue, overview.counts[status] ?? 0) }
                })
            for (name, tasks) in [
                ("overdue", overview.overdue), ("today", overview.today), ("active", overview.active),
                ("open", overview.open), ("waiting", overview.waiting), ("recentlyDone", overview.recentlyDone),
            ] {
                out.member(name, tasks.map { TaskJSON(task: $0) })
            }
            out.member("donePerDay", overview.donePerDay)
            out.member("openPerDay", overview.openPerDay)
        }
    }
}
