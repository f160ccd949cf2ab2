import Domain
import JSON

/// A task as JSON; `docs/api/tasks.md` describes the members.
public struct TaskJSON: JSONWritable {
    let task: TaskItem
    /// Only these members; nil for all.
    let only: Set<String>?

    public init(task: TaskItem, only: Set<String>? = nil) {
        self.task = task
        self.only = only
    }

    public func write(to out: inout JSONWriter) {
        out.object { out in
            for (name, write) in Self.members where only?.contains(name) ?? true { write(name, task, &out) }
        }
    }

    /// Every member by its name, in the order they are written.
    static let members: [(name: String, write: @Sendable (String, TaskItem, inout JSONWriter) -> Void)] = [
        ("id", { $2.member($0, $1.id) }),
        ("title", { $2.member($0, $1.title) }),
        ("description", { $2.member($0, $1.description) }),
        ("status", { $2.member($0, $1.status.rawValue) }),
        ("priority", { $2.member($0, $1.priority.rawValue) }),
        ("projectId", { $2.member($0, $1.projectId) }),
        ("inbox", { $2.member($0, $1.inbox?.name) }),
        ("visibleTo", { $2.member($0, $1.visibleTo?.map(\.name)) }),
        ("parentId", { $2.member($0, $1.parentId) }),
        ("labels", { $2.member($0, $1.labels.map(\.name)) }),
        ("assignees", { $2.member($0, $1.assignees.map(\.name)) }),
        ("startAt", { $2.member($0, $1.startAt?.text) }),
        ("dueAt", { $2.member($0, $1.dueAt?.text) }),
        ("waitUntil", { $2.member($0, $1.waitUntil?.text) }),
        ("estimateMinutes", { $2.member($0, $1.estimateMinutes) }),
        ("steps", { $2.member($0, $1.steps.map(StepJSON.init)) }),
        ("progress", { $2.member($0, ProgressJSON(progress: $1.progress)) }),
        ("blockedBy", { $2.member($0, $1.blockedBy) }),
        ("blocks", { $2.member($0, $1.blocks) }),
        ("externalId", { $2.member($0, $1.externalId) }),
        ("createdAt", { $2.member($0, $1.createdAt.rfc3339) }),
        ("updatedAt", { $2.member($0, $1.updatedAt.rfc3339) }),
        ("completedAt", { $2.member($0, $1.completedAt?.rfc3339) }),
        ("version", { $2.member($0, $1.version) }),
    ]
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
