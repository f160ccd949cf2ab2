import Domain
import TaskDomain

/// Rows that say what an account reaches and sees; a snapshot has them too.
///
/// - Shape: as `TaskRows`.
package protocol SightRows {
    /// Tells whether there is such a project.
    func hasProject(_ id: Int64) throws -> Bool

    /// The role of an account in a project; nil where it is no member.
    func role(of account: Int64, in project: Int64) throws -> ProjectRole?

    /// Tells whether an account is an agent that belongs to a person.
    func isAgent(_ account: Int64, of person: Int64) throws -> Bool

    /// Those of some tasks that an account does not see.
    func hidden(among ids: Set<TaskItem.ID>, seenBy account: Int64?) throws -> Set<TaskItem.ID>

    /// The progress of each of some tasks, by those of its direct subtasks that an account sees.
    ///
    /// - Shape: a task without such a subtask is missing.
    func progress(ofSubtasksOf ids: [TaskItem.ID], seenBy account: Int64?) throws -> [TaskItem.ID: Progress]
}
