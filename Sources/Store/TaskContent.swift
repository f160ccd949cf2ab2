import Domain
import JSON

/// What the events of tasks say: enough to make the task anew from them.
enum TaskContent {
    /// The whole task.
    static func write(_ task: TaskItem, to out: inout JSONWriter) {
        writeFields(of: task, differingFrom: nil, to: &out)
        out.member(
            "steps",
            array: { out in
                for step in task.steps {
                    out.object { out in
                        out.member("id", step.id)
                        out.member("title", step.title)
                        out.member("done", step.done)
                    }
                }
            })
    }

    /// The fields that changed, as they were and as they are.
    static func write(changes old: TaskItem, _ new: TaskItem, to out: inout JSONWriter) {
        out.member("from", object: { writeFields(of: old, differingFrom: new, to: &$0) })
        out.member("to", object: { writeFields(of: new, differingFrom: old, to: &$0) })
    }

    private static func writeFields(of task: TaskItem, differingFrom other: TaskItem?, to out: inout JSONWriter) {
        if task.title != other?.title { out.member("title", task.title) }
        if task.description != other?.description { out.member("description", task.description) }
        if task.status != other?.status { out.member("status", task.status.rawValue) }
        if task.priority != other?.priority { out.member("priority", task.priority.rawValue) }
        if other == nil || task.externalId != other?.externalId { out.member("externalId", task.externalId) }
        if task.createdAt != other?.createdAt { out.member("createdAt", task.createdAt.rfc3339) }
        if other == nil || task.completedAt != other?.completedAt {
            out.member("completedAt", task.completedAt?.rfc3339)
        }
    }
}
