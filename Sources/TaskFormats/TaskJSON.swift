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
            for (name, member) in Self.members where only?.contains(name) ?? true {
                switch member {
                case .field(let field): Self.write(field, name, of: task, &out)
                case .fact(let fact): write(fact, name, &out)
                }
            }
        }
    }

    private enum Member {
        case field(TaskField)
        case fact(Fact)
    }

    /// A member that nobody sets: it stands beside a field that it follows from, or tells of the task as a whole.
    private enum Fact: String {
        case id, visibleTo, progress, blocks, createdAt, updatedAt, completedAt, version
    }

    /// The names of all members, in the order they are written.
    package static let names = members.map(\.name)

    private static let members: [(name: String, member: Member)] =
        facts([.id]) + TaskField.allCases.flatMap { [($0.name, .field($0))] + facts(following($0)) }
        + facts([.createdAt, .updatedAt, .completedAt, .version])

    private static func facts(_ facts: [Fact]) -> [(name: String, member: Member)] {
        facts.map { ($0.rawValue, .fact($0)) }
    }

    private static func following(_ field: TaskField) -> [Fact] {
        switch field {
        case .special(.inbox): [.visibleTo]
        case .special(.steps): [.progress]
        case .special(.blockedBy): [.blocks]
        default: []
        }
    }

    static func write(_ field: TaskField, _ name: String, of task: TaskItem, _ out: inout JSONWriter) {
        switch field {
        case .special(.title): out.member(name, task.title)
        case .special(.description): out.member(name, task.description)
        case .special(.status): out.member(name, task.status.rawValue)
        case .special(.priority): out.member(name, task.priority.rawValue)
        case .special(.projectId): out.member(name, task.projectId)
        case .special(.inbox): out.member(name, task.inbox?.name)
        case .special(.parentId): out.member(name, task.parentId)
        case .special(.labels): out.member(name, task.labels.map(\.name))
        case .special(.assignees): out.member(name, task.assignees.map(\.name))
        case .special(.steps): out.member(name, task.steps.map(StepJSON.init))
        case .special(.blockedBy): out.member(name, task.blockedBy)
        case .special(.externalId): out.member(name, task.externalId)
        case .plain(let field): out.member(name, task.plan[field])
        }
    }

    private func write(_ fact: Fact, _ name: String, _ out: inout JSONWriter) {
        switch fact {
        case .id: out.member(name, task.id)
        case .visibleTo: out.member(name, task.visibleTo?.map(\.name))
        case .progress: out.member(name, ProgressJSON(progress: task.progress))
        case .blocks: out.member(name, task.blocks)
        case .createdAt: out.member(name, task.createdAt.rfc3339)
        case .updatedAt: out.member(name, task.updatedAt.rfc3339)
        case .completedAt: out.member(name, task.completedAt?.rfc3339)
        case .version: out.member(name, task.version)
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

    package func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("done", progress.done)
            out.member("total", progress.total)
        }
    }
}

struct StepJSON: JSONWritable {
    let step: TaskStep

    package func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("id", step.id)
            out.member("title", step.title)
            out.member("done", step.done)
            out.member("assignee", step.assignee?.name)
        }
    }
}
