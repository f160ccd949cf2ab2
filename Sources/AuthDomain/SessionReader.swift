import Domain

/// The account behind a session. One row by key: asked on every request, never cached, so that ending a session takes
/// effect at once.
package protocol SessionReader: Sendable {
    /// - Shape: nil if there is no such session, it has expired, or its account may not sign in.
    /// - Source: tables `session`, `account` and `role`, by `session.id`.
    func caller(sessionId: Int64, at instant: Instant) throws(Failure) -> Caller?

    /// - Shape: nil if there is no such session or its account may not sign in.
    func family(_ id: Int64) throws(Failure) -> SessionFamily?

    /// Puts a refresh token's successor in its place, if it is still the one that is good.
    ///
    /// - Shape: false, and nothing changed, when somebody else was faster; then the family is to be judged anew.
    func rotate(_ family: SessionFamily, to tokenHash: [UInt8], at instant: Instant) throws(Failure) -> Bool

    /// Ends a family of which two parties hold tokens. Event `session_replayed`.
    func endReplayed(_ family: SessionFamily, from client: Client, at instant: Instant) throws(Failure)
}

package struct NewSession: Sendable {
    package let accountId: Int64
    /// SHA-256 of the first refresh token, which itself is never stored.
    package let tokenHash: [UInt8]
    package let expiresAt: Instant
    package let client: Client
    /// The session that the same browser had until now, whoever signed in there; nil where it had none.
    package let replaced: Int64?

    package init(
        accountId: Int64, tokenHash: [UInt8], expiresAt: Instant, client: Client, replacing replaced: Int64? = nil
    ) {
        self.accountId = accountId
        self.tokenHash = tokenHash
        self.expiresAt = expiresAt
        self.client = client
        self.replaced = replaced
    }
}
