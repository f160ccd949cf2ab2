import Domain

/// A browser or program that has signed in, as its owner sees it in a list.
package struct Session: Identifiable, Sendable, Equatable {
    package let id: Int64
    /// The name of the account that signed in.
    package let account: String
    /// The client that it signed in from.
    package let client: Client
    package let createdAt: Instant
    /// When it was last noticed; it is noted with each renewal, not with each request.
    package let seenAt: Instant
    package let expiresAt: Instant

    package init(
        id: Int64, account: String, client: Client, createdAt: Instant, seenAt: Instant, expiresAt: Instant
    ) {
        self.id = id
        self.account = account
        self.client = client
        self.createdAt = createdAt
        self.seenAt = seenAt
        self.expiresAt = expiresAt
    }
}

/// The accounts whose sessions or tokens are meant.
package enum AccountScope: Sendable, Equatable {
    case account(Int64)
    /// The command line alone asks for this.
    case everybody
}

/// The list of sessions, and how they are ended.
///
/// - Errors: `.unavailable` and `.storageFull` as for every change.
/// - Source: table `session`, migrations 0001 and 0002.
package protocol SessionRepository: Sendable {
    /// The living sessions, the one that was noticed last first.
    ///
    /// - Shape: at most 1,000.
    func sessions(of scope: AccountScope, at instant: Instant) throws(Failure) -> [Session]

    /// Ends one session, from its next request on.
    ///
    /// - Errors: `.notFound` if there is none of that number in the scope.
    /// - Source: event `session_ended`.
    func endSession(_ id: Int64, of scope: AccountScope, by change: Change) throws(Failure)

    /// Ends the sessions of an account, from their next requests on.
    ///
    /// - Shape: how many ended; `except` goes on.
    /// - Source: an event `session_ended` for each.
    func endSessions(of accountId: Int64, except: Int64?, by change: Change) throws(Failure) -> Int
}
