import Domain
import JSON
import TaskDomain

/// A changed task as JSON: the whole task, or where there are many its number and version.
package struct ChangedTaskJSON: JSONWritable {
    private let changed: ChangedTask

    package init(changed: ChangedTask) {
        self.changed = changed
    }

    package func write(to out: inout JSONWriter) {
        if let task = changed.whole { return TaskJSON(task: task).write(to: &out) }
        out.object { out in
            out.member("id", changed.id)
            out.member("version", changed.version)
        }
    }
}
