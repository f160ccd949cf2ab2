import Domain
import JSON
import TaskDomain

/// A change that was taken back, as JSON; `docs/api/tasks.md` describes the members.
package struct UndoJSON: JSONWritable {
    private let outcome: UndoOutcome
    private let life: Life

    package init(outcome: UndoOutcome, life: Life) {
        self.outcome = outcome
        self.life = life
    }

    package func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("tasks", outcome.tasks.map(ChangedTaskJSON.init))
            out.member("change", EventMark(outcome.change, in: life).description)
        }
    }
}
