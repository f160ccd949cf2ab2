import Domain
import TaskDomain
import Texts

/// Names and sentences of projects and labels.
extension Texts {
    package subscript(_ colour: LabelColour) -> String { tasks.colour(colour) }

    /// `Members of Garden`
    package func membersOf(_ project: String) -> String { tasks.membersOf(project.isolated) }

    /// `12 zu tun`
    package func stillToDo(_ count: Int) -> String { tasks.stillToDo(count) }

    package func taskCount(_ count: Int) -> String { tasks.taskCount(count) }

    package func archivedSince(_ instant: Instant, now: Instant) -> String {
        tasks.archivedSince(ago(instant, now: now))
    }

    package func labelDeleteConsequence(_ count: Int) -> String { tasks.labelDeleteConsequence(count) }
}
