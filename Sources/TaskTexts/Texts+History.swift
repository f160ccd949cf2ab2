import Domain
import TaskDomain
import Texts

/// The history of a task, in words.
extension Texts {
    /// Somebody's deed, around the name of what it was done to: `Ada hat | „Router“ | erledigt`.
    ///
    /// - Shape: the words before and after the name, either may be empty.
    package func activity(_ kind: TaskEventKind) -> (before: String, after: String) { tasks.activity(kind) }

    /// Somebody's deed to the task whose history it is: `hat einen Schritt erledigt`.
    package func deed(_ kind: TaskEventKind, isUndo: Bool = false) -> String {
        isUndo ? self[.changeTakenBack] : tasks.deed(kind)
    }

    /// The deed of a change, in the line that offers to take it back: `„Router“ erledigt.`, `3 tasks deleted.`
    package func done(_ offer: UndoOffer) -> String {
        if offer.isUndo { return self[.undone] }
        if offer.count > 1 { return tasks.done(offer.kind, tasks: offer.count) }
        return tasks.done(offer.kind, offer.title.isEmpty ? self[.activityTaskGone] : quoted(offer.title))
    }

    /// A part of a task as the log names it, as its field is called.
    package func partName(_ part: String) -> String {
        switch part {
        // Not fields of a task, but of what stands below it.
        case "step": self[.stepTitle]
        case "comment": self[.comment]
        default: TaskField(named: part).map { self[$0.label] } ?? part
        }
    }

    /// Above a task that came back without these of its fields, or parts of them.
    package func notRestored(_ fields: [String]) -> String { tasks.notRestored(fields) }

    package func trashLead(days: Int) -> String { tasks.trashLead(days: days) }

    /// `Ada hat das vor 2 Tagen gelöscht`
    package func deletedBy(_ name: String, _ instant: Instant, now: Instant) -> String {
        tasks.deletedBy(name.isolated, ago(instant, now: now))
    }

    /// - Units: days begun, 0 on the last.
    package func goneIn(days: Int) -> String { tasks.goneIn(days: days) }
}
