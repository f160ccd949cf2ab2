import Domain
import JSON
import TaskDomain

/// A piece of what happened to tasks, as JSON; `docs/api/tasks.md` describes the members.
package struct TaskChangesJSON: JSONWritable {
    private let changes: TaskChanges
    private let life: Life

    package init(changes: TaskChanges, life: Life) {
        self.changes = changes
        self.life = life
    }

    package func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("changes", each: changes.entries) { out, entry in
                out.member("seq", entry.seq)
                out.member("at", entry.at.rfc3339)
                out.member("kind", entry.kind.rawValue)
                out.member("taskId", entry.taskId)
                out.member("task", entry.task.map { TaskJSON(task: $0) })
            }
            out.member("last", EventMark(changes.last, in: life).description)
            out.member("hasMore", changes.hasMore)
        }
    }
}
