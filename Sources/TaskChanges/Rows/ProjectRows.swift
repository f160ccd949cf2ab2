import Domain
import TaskDomain

/// Rows of projects and their members.
///
/// - Shape: as `TaskRows`.
package protocol ProjectRows {
    /// A project with its members, and the account's role in it; nil where it is not there. Whether the account may
    /// look is asked before.
    func project(_ id: Int64, seenBy account: Int64?) throws -> ProjectDetail?

    /// The number of projects that an account owns; 0 for the command line.
    func countOwnedProjects(of account: Int64?) throws -> Int

    /// The number of members of a project.
    func countMembers(of project: Int64) throws -> Int

    /// The number of projects that an account is a member of.
    func countMemberships(of account: Int64) throws -> Int

    /// Tells whether a project has an owner beside this account who is not disabled.
    func hasOwner(of project: Int64, besides account: Int64) throws -> Bool

    /// Tells whether any task is in a project.
    func hasTasks(in project: Int64) throws -> Bool

    /// Keeps a new project without members.
    ///
    /// - Shape: its number.
    func insert(_ draft: ProjectDraft, at instant: Instant) throws -> Int64

    /// Keeps another name, description or archiving of a project, with its next version.
    func save(_ project: Project) throws

    /// Forgets a project that has no tasks, with its members.
    func removeProject(_ id: Int64) throws

    /// Makes an account a member of a project, or gives it another role.
    func setMember(_ account: Int64, _ role: ProjectRole, of project: Int64) throws

    /// Forgets a member of a project.
    func removeMember(_ account: Int64, of project: Int64) throws

    /// Gives a project its next version.
    ///
    /// - Shape: that version.
    func raiseVersion(ofProject id: Int64) throws -> Int64
}
