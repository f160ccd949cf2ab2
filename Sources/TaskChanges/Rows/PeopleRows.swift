import Domain
import TaskDomain

/// Rows of accounts, as far as tasks name them.
package protocol PeopleRows {
    /// The account that somebody calls so and that is not disabled; where a project is given, only if it is a member.
    func account(called name: String, memberOf project: Int64?) throws -> AccountName?

    /// The account that somebody calls so, as the holder of an inbox; a disabled one too.
    func inboxHolder(called name: String) throws -> InboxHolder?

    /// Administrators that are people and not disabled, no more than `limit`.
    func administrators(limit: Int) throws -> [Int64]

    /// The members of a project, ascending.
    func members(of project: Int64) throws -> [Int64]

    /// Those of some accounts that are there.
    func accounts(among ids: [Int64]) throws -> Set<Int64>

    /// The names of some accounts, as far as they are there.
    func names(of ids: Set<Int64>) throws -> [Int64: AccountName]

    /// The keys of the names (`AccountRules.key`) of all who may read what is said of a task and are not disabled: the
    /// members of its project, or those of its inbox and its assignees.
    func nameKeys(ofReadersOf task: TaskItem) throws -> [(id: Int64, key: String)]

    /// The number of tasks in one account's inbox that are assigned to another.
    func countGuestTasks(of account: Int64, inInboxOf holder: Int64) throws -> Int
}

/// An account as the holder of an inbox.
package struct InboxHolder: Sendable {
    let id: Int64
    /// The person an agent belongs to.
    let ownerId: Int64?
    let isDisabled: Bool

    package init(id: Int64, ownerId: Int64?, isDisabled: Bool) {
        (self.id, self.ownerId, self.isDisabled) = (id, ownerId, isDisabled)
    }
}
