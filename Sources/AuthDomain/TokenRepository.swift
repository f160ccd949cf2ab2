import Domain

/// The account behind a personal access token. One row by key, asked on every request that brings one, never cached: a
/// token that is revoked, and an account that is disabled, are refused at once.
package protocol TokenReader: Sendable {
    /// - Units: the hash is SHA-256 of the whole token, prefix included.
    /// - Shape: a caller by token, with what its role and the token's scopes have in common; nil if there is no such
    ///   token, it has expired, or its account may not act.
    /// - Source: tables `personalToken` and `account`, by `personalToken.tokenHash`.
    func caller(personalTokenHash hash: [UInt8], at instant: Instant) throws(Failure) -> Caller?

    /// Keeps when tokens were last used; a moment before the one that is stored changes nothing.
    ///
    /// - Shape: `uses` by the token's number.
    func noteTokenUses(_ uses: [Int64: Instant]) throws(Failure)
}

package struct NewPersonalToken: Sendable {
    /// The account that it acts for.
    package let accountId: Int64
    package let name: String
    /// SHA-256 of the whole token, which itself is never stored.
    package let tokenHash: [UInt8]
    package let scopes: Set<Permission>
    /// The spaces of memory that it names, as `Caller.spaces`.
    package let spaces: Set<Int64>?
    package let expiresAt: Instant

    package init(
        accountId: Int64, name: String, tokenHash: [UInt8], scopes: Set<Permission>, spaces: Set<Int64>? = nil,
        expiresAt: Instant
    ) {
        self.accountId = accountId
        self.name = name
        self.tokenHash = tokenHash
        self.scopes = scopes
        self.spaces = spaces
        self.expiresAt = expiresAt
    }
}

/// A space of memory that a token may name.
package struct NamableSpace: Sendable, Equatable {
    package let id: Int64
    package let name: String

    package init(id: Int64, name: String) {
        (self.id, self.name) = (id, name)
    }
}

/// The personal access tokens.
///
/// - Errors: `.unavailable` and `.storageFull` as for every change.
/// - Source: table `personalToken`, migration 0002.
package protocol TokenRepository: TokenReader {
    /// The tokens, expired ones included, the newest first.
    ///
    /// - Shape: at most 1,000.
    func personalTokens(of scope: AccountScope) throws(Failure) -> [PersonalToken]

    /// The spaces of memory that the caller reaches, by name: those that a token of its making may name.
    func namableSpaces(for caller: Caller) throws(Failure) -> [NamableSpace]

    /// Keeps a new token.
    ///
    /// - Errors: `.notFound` if there is no such account that may act; `.forbidden` on `id` where it is a person other
    ///   than the caller, and where it is an agent in a project of which the caller is no member or may do less, unless
    ///   from the command line; `.invalid` on `scopes` for more than its role or the caller
    ///   may; `.invalid` on `spaces` for one that the caller does not reach, on `name` where the account has 100 tokens already. What expired is removed first.
    /// - Source: event `token_made` with name, scopes, expiry and account, never the token or its hash.
    func makePersonalToken(_ token: NewPersonalToken, by change: Change) throws(Failure) -> PersonalToken

    /// Removes a token, which is refused from its next request on.
    ///
    /// - Errors: `.notFound` if there is none of that number in the scope; `.forbidden` on `scopes` where it is another
    ///   account's and was made for more than the caller may.
    /// - Source: event `token_revoked`.
    func revokePersonalToken(_ id: Int64, of scope: AccountScope, by change: Change) throws(Failure)
}
