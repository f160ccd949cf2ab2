import Domain
import JSON
import TaskDomain

/// A task that came back from the trash, as JSON; `docs/api/tasks.md` describes the members.
package struct RestoreJSON: JSONWritable {
    private let outcome: RestoreOutcome
    private let life: Life

    package init(outcome: RestoreOutcome, life: Life) {
        self.outcome = outcome
        self.life = life
    }

    package func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("task", TaskJSON(task: outcome.task))
            out.member("missing", outcome.missing)
            out.member("change", EventMark(outcome.change, in: life).description)
        }
    }
}
