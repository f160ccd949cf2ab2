import Domain
import JSON
import TaskDomain

/// A task in the trash as JSON; `docs/api/tasks.md` describes the members.
package struct TrashedTaskJSON: JSONWritable {
    private let task: TrashedTask

    package init(task: TrashedTask) {
        self.task = task
    }

    package func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("id", task.id)
            out.member("title", task.title)
            out.member("projectId", task.projectId)
            out.member("inbox", task.inbox)
            out.member("deletedAt", task.deletedAt.rfc3339)
            out.member("actor", task.actor)
            out.member("seq", task.seq)
        }
    }
}
