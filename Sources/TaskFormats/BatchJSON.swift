import Domain
import JSON
import TaskDomain

/// The outcome of several changes, as JSON; `docs/api/tasks.md` describes the members.
package struct BatchJSON: JSONWritable {
    private let outcome: BatchOutcome
    private let life: Life

    package init(outcome: BatchOutcome, life: Life) {
        self.outcome = outcome
        self.life = life
    }

    package func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("tasks", outcome.tasks.map { $0.map(ChangedTaskJSON.init) })
            out.member("change", outcome.change.map { EventMark($0, in: life).description })
        }
    }
}
