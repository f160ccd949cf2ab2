import Domain

/// The accounts, as those who look after them list and change them.
///
/// Whoever changes an account needs every permission that its role has, and every one that the new role has: nobody
/// raises anybody, or takes somebody's place, above themselves.
///
/// - Errors: `.unavailable` and `.storageFull` as for every change. Where an account is named, `.notFound` when there
///   is none; where one is changed, `.forbidden` on `role` when its role, or the new one, permits what the caller
///   lacks, `.conflict` on `role` when nobody would be left who can sign in as an administrator, and `.stale` where the
///   change is made for another version of the account than the stored one.
/// - Source: tables `account`, `credential` and `session`.
package protocol UserRepository: Sendable {
    /// People and agents by id, the oldest first.
    ///
    /// - Shape: those after the id `after`, at most `limit`.
    func users(after: Int64?, limit: Int) throws(Failure) -> UserPage

    /// The account of this number, disabled ones too.
    ///
    /// - Errors: `.notFound`.
    func user(_ id: Int64) throws(Failure) -> User

    /// The user of that name, in upper and lower case alike; nil if there is none.
    func user(named name: String) throws(Failure) -> User?

    /// The people who may sign in, by name: those to whom an agent can belong.
    func people() throws(Failure) -> [User.Owner]

    /// The agents of one person, by name.
    func agents(of id: Int64) throws(Failure) -> [User]

    /// The number of projects that nobody would own without this person.
    func projectsOwnedAlone(by id: Int64) throws(Failure) -> Int

    /// The account has something in its inbox, or in the trash from there.
    func hasInbox(_ id: Int64) throws(Failure) -> Bool

    /// Makes a person or an agent. Event `account_created`.
    ///
    /// - Errors: `.forbidden` on `owner` for an agent of somebody else than the caller, unless from the command line:
    ///   it would act with the rights of somebody who did not ask for it. `.conflict` on `name` when somebody has it; `.invalid` on `role` for a role that is not there, on
    ///   `owner` for one that is no person.
    func createUser(_ new: NewUser, by change: Change) throws(Failure) -> User

    /// Gives another role, from the next request on. Event `account_changed`, none when it is the same role.
    ///
    /// - Errors: `.invalid` on `role` for a role that is not there.
    func setRole(_ role: String, of id: Int64, by change: Change) throws(Failure) -> User

    /// Lets the account do nothing more, and ends its sessions. Events `account_disabled` and a `session_ended` each.
    func disableUser(_ id: Int64, by change: Change) throws(Failure) -> User

    /// Lets the account act again; sessions that were ended stay so. Event `account_enabled`.
    ///
    /// - Errors: `.forbidden` on `id` for an agent of somebody else than the caller, unless from the command line.
    func enableUser(_ id: Int64, by change: Change) throws(Failure) -> User

    /// Removes the account with its credentials, sessions and tokens, and gives its agents and the projects that
    /// nobody else owns to `heir`, and what is in its inbox; an agent's inbox goes to its owner where no heir is named. An
    /// agent whose heir is somebody else than the caller arrives disabled, unless from the command line. Other tasks stay
    /// as they are; those assigned to it are assigned to nobody instead.
    ///
    /// Events `account_changed` and `account_disabled` for each agent, `member_set` for each project, `session_ended` for each session,
    /// `account_deleted`.
    ///
    /// - Errors: `.invalid` on `heir` when there is something to hand over and none is named, or it is no other person
    ///   that may sign in.
    func deleteUser(_ id: Int64, heir: Int64?, by change: Change) throws(Failure)
}
