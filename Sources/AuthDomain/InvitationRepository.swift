import Domain

/// A link that somebody hands over: to become a user, or to set a new password. It works once.
package struct Invitation: Identifiable, Sendable, Equatable {
    package enum Purpose: Sendable, Equatable {
        /// An invitation: somebody who follows it becomes a person of this role.
        case join(role: String)
        /// A reset link: somebody who follows it sets the password of this account.
        case reset(accountId: Int64, name: String)
    }

    package let id: Int64
    package let purpose: Purpose
    /// The name of who made it; nil for the command line, and for an account that is gone.
    package let maker: String?
    package let createdAt: Instant
    package let expiresAt: Instant

    package init(id: Int64, purpose: Purpose, maker: String?, createdAt: Instant, expiresAt: Instant) {
        self.id = id
        self.purpose = purpose
        self.maker = maker
        self.createdAt = createdAt
        self.expiresAt = expiresAt
    }

    /// The time for which an invitation is good, in days.
    package static let dayRange = 1...30
    package static let usualDays = 7
    /// The time for which a reset link is good: a day.
    package static let resetSeconds: Int64 = 86_400
    /// The time ahead of now at which a link may have been made, in seconds; a clock is set back a little now and then.
    package static let clockSkew: Int64 = 300
}

/// The secret of a link as it is stored, and until when it is good.
package struct InvitationToken: Sendable, Equatable {
    /// SHA-256 of the link's token, which itself is never stored.
    package let hash: [UInt8]
    package let expiresAt: Instant

    package init(hash: [UInt8], expiresAt: Instant) {
        self.hash = hash
        self.expiresAt = expiresAt
    }
}

/// The links by which people come in, and come in again.
///
/// - Errors: `.unavailable` and `.storageFull` as for every change. `.forbidden` on `role` where the caller lacks a
///   permission of the role that the link leads to. A link that was used, withdrawn, has expired or never was is
///   `.linkGone`: the four are one answer.
/// - Source: table `invitation`, migration 0002.
package protocol InvitationRepository: Sendable {
    /// The invitations that can still be used, the newest first; no resets.
    func invitations(at instant: Instant) throws(Failure) -> [Invitation]

    /// The invitation that a link stands for, by the hash of its token.
    func invitation(tokenHash: [UInt8], at instant: Instant) throws(Failure) -> Invitation

    /// Event `invitation_made`, without the token.
    ///
    /// - Errors: `.invalid` on `role` for a role that is not there.
    func invite(role: String, _ token: InvitationToken, by change: Change) throws(Failure) -> Invitation

    /// Withdraws an invitation. Event `invitation_revoked`.
    ///
    /// - Errors: `.notFound`.
    func revokeInvitation(_ id: Int64, by change: Change) throws(Failure)

    /// Makes the invited person's account and uses the link up. Events `invitation_used` and `account_created`.
    ///
    /// - Units: `passwordHash` is what `PasswordHash.text` wrote.
    /// - Errors: `.conflict` on `name` when somebody has it; the link stays good then.
    func acceptInvitation(
        tokenHash: [UInt8], name: String, passwordHash: String, from client: Client, at instant: Instant
    ) throws(Failure) -> Account

    /// Makes a link by which a person sets a new password; one made before stops working. Event `reset_made`.
    ///
    /// - Errors: `.notFound`; `.conflict` on `kind` for an agent, which has no password.
    func makeReset(of id: Int64, _ token: InvitationToken, by change: Change) throws(Failure) -> Invitation

    /// Sets the password, uses the link up and ends every session of the account. The second factor stays as it is.
    /// Events `password_changed` and a `session_ended` each.
    func resetPassword(
        tokenHash: [UInt8], passwordHash: String, from client: Client, at instant: Instant
    ) throws(Failure) -> Account
}
