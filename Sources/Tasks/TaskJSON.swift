import Domain
import JSON

/// A task as JSON; `docs/api/tasks.md` describes the members.
struct TaskJSON: JSONWritable {
    let task: TaskItem

    func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("id", task.id)
            out.member("title", task.title)
            out.member("description", task.description)
            out.member("status", task.status.rawValue)
            out.member("priority", task.priority.rawValue)
            out.member("steps", task.steps.map(StepJSON.init))
            out.member(
                "progress",
                object: { out in
                    out.member("done", task.progress.done)
                    out.member("total", task.progress.total)
                })
            out.member("externalId", task.externalId)
            out.member("createdAt", task.createdAt.rfc3339)
            out.member("updatedAt", task.updatedAt.rfc3339)
            out.member("completedAt", task.completedAt?.rfc3339)
            out.member("version", task.version)
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
        }
    }
}

/// One page of the list: the tasks, and what goes into `after` for the next page.
struct TaskPageJSON: JSONWritable {
    let page: TaskPage

    func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("tasks", page.tasks.map(TaskJSON.init))
            out.member("next", page.next)
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
            out.member("active", overview.active.map(TaskJSON.init))
            out.member("open", overview.open.map(TaskJSON.init))
            out.member("waiting", overview.waiting.map(TaskJSON.init))
            out.member("recentlyDone", overview.recentlyDone.map(TaskJSON.init))
            out.member("donePerDay", overview.donePerDay)
        }
    }
}
