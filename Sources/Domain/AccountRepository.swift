/// The accounts, their passwords and their sessions.
///
/// - Errors: `.unavailable` and `.storageFull` as for every change.
/// - Source: tables `account`, `credential`, `session` and `setupToken`, migration 0001.
public protocol AccountRepository: Sendable {
    /// Whether somebody can administer this house; while nobody can, `/setup` is open to the setup token's holder.
    func hasAdministrator() throws(Failure) -> Bool

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

    /// Opens a session. Event `session_started`, without the token.
    func startSession(_ session: NewSession, at instant: Instant) throws(Failure)

    /// Notes a refused sign-in. Event `session_refused`.
    func refuseSession(name: String, network: String, at instant: Instant) throws(Failure)

    /// Ends a session; ending one that is gone changes nothing. Event `session_ended`.
    func endSession(_ id: Int64, by caller: Caller, at instant: Instant) throws(Failure)

    /// Makes this the only valid setup token.
    ///
    /// - Shape: false, and nothing stored, if there is an administrator.
    func storeSetupToken(hash: [UInt8], at instant: Instant) throws(Failure) -> Bool
}

/// Who is behind a session cookie. One row by key: asked on every request, never cached, so that ending a session
/// takes effect at once.
public protocol SessionReader: Sendable {
    /// - Shape: nil if there is no such session, it has expired, or its account may not sign in.
    /// - Source: tables `session` and `account`, by `session.tokenHash`.
    func caller(tokenHash: [UInt8], at instant: Instant) throws(Failure) -> Caller?
}

public struct NewSession: Sendable {
    public let accountId: Int64
    /// SHA-256 of the cookie's token, which itself is never stored.
    public let tokenHash: [UInt8]
    public let expiresAt: Instant
    /// The client's address and browser, for the list of sessions.
    public let network: String
    public let device: String

    public init(accountId: Int64, tokenHash: [UInt8], expiresAt: Instant, network: String, device: String) {
        self.accountId = accountId
        self.tokenHash = tokenHash
        self.expiresAt = expiresAt
        self.network = network
        self.device = device
    }
}
