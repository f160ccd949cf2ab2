import Domain
import Texts

/// Names and sentences of projects and labels.
extension Texts {
    public subscript(_ colour: LabelColour) -> String { tasks.colour(colour) }

    /// `Members of Garden`
    public func membersOf(_ project: String) -> String { tasks.membersOf(project) }

    /// `12 zu tun`
    public func stillToDo(_ count: Int) -> String { tasks.stillToDo(count) }

    public func taskCount(_ count: Int) -> String { tasks.taskCount(count) }

    public func archivedSince(_ instant: Instant, now: Instant) -> String {
        tasks.archivedSince(ago(instant, now: now))
    }

    public func labelDeleteConsequence(_ count: Int) -> String { tasks.labelDeleteConsequence(count) }
}
