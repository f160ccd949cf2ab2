import Domain
import JSON
import TaskDomain

/// A label as JSON; `docs/api/tasks.md` describes the members.
package struct LabelJSON: JSONWritable {
    private let use: LabelUse

    package init(use: LabelUse) {
        self.use = use
    }

    package func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("id", use.id)
            out.member("name", use.label.name)
            out.member("colour", use.label.colour.rawValue)
            out.member("tasks", use.count)
            out.member("version", use.version)
        }
    }
}
