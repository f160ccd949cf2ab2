import Domain

/// The accounts, their passwords and their sessions.
///
/// - Errors: `.unavailable` and `.storageFull` as for every change.
/// - Source: tables `account`, `credential`, `session` and `setupToken`, migrations 0001 and 0002.
package protocol AccountRepository: Sendable {
    /// Tells whether somebody can administer this house; while nobody can, `/setup` is open to the setup token's
    /// holder.
    func hasAdministrator() throws(Failure) -> Bool

    /// Refuses a setup token that is not the one printed last, which stays good.
    ///
    /// - Errors: `.forbidden` on `token`.
    func refuseSetup(tokenHash: [UInt8]) throws(Failure)

    /// Makes the first administrator and ends the setup token.
    ///
    /// - Units: `passwordHash` is what `PasswordHash.text` wrote; `tokenHash` is the SHA-256 of the setup token, nil
    ///   from the command line.
    /// - Errors: `.conflict` if there is an administrator; `.forbidden` if the token is not the one printed last.
    ///   Event `account_created`.
    func createFirstAdministrator(
        name: String, passwordHash: String, tokenHash: [UInt8]?, at instant: Instant
    ) throws(Failure) -> Account

    /// The account of that name with its password hash; nil if there is none that may sign in.
    func credential(name: String) throws(Failure) -> (account: Account, passwordHash: String)?

    /// Keeps the same password under a hash of a higher price; nothing happens if it has been changed since. No event,
    /// since nobody changed anything.
    func renewPasswordHash(of id: Account.ID, from old: String, to new: String) throws(Failure)

    /// Opens a session, whose person has just proved who it is, and ends the one that it replaces. Event
    /// `session_started`, without the token, after a `session_ended` for one that still lived.
    ///
    /// - Shape: the session's id.
    func startSession(_ session: NewSession, at instant: Instant) throws(Failure) -> Int64

    /// Notes a refused sign-in. Event `session_refused`.
    func refuseSession(name: String, from client: Client, at instant: Instant) throws(Failure)

    /// Ends a session; ending one that is gone changes nothing. Event `session_ended`.
    func endSession(_ id: Int64, by caller: Caller, at instant: Instant) throws(Failure)

    /// Makes this the only valid setup token.
    ///
    /// - Shape: false, and nothing stored, if there is an administrator.
    func storeSetupToken(hash: [UInt8], at instant: Instant) throws(Failure) -> Bool
}
