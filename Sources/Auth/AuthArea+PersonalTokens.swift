import Domain
import HTML
import Web

extension AuthArea {
    static let personalTokenRoutes: [AreaRoute<AuthArea>] = [
        AreaRoute(.get, "/auth/tokens", needs: .session, handle: listTokens),
        AreaRoute(.post, "/auth/tokens", needs: .freshSession, twice: .replaces, handle: makeToken),
        AreaRoute(.delete, "/auth/tokens/{id}", needs: .session, handle: revokeToken),
    ]

    private func own(_ exchange: Exchange) throws(Failure) -> TokenHolder {
        let caller = try exchange.caller
        return TokenHolder(
            accountId: caller.accountId ?? 0, agent: nil, allowed: caller.permissions,
            canRevoke: true, link: Link("/auth/tokens"))
    }

    /// The caller's tokens, the newest first, expired ones included.
    func listTokens(_ exchange: Exchange) throws(Failure) -> Response {
        try listTokens(of: own(exchange), exchange)
    }

    /// Makes a token that acts for the caller, as `makeToken(for:)` says.
    func makeToken(_ exchange: Exchange) throws(Failure) -> Response {
        try makeToken(for: own(exchange), exchange)
    }

    /// Revokes one of the caller's own tokens. It needs no new proof: whoever fears for a token is not to be held up.
    ///
    /// - Errors: 404 for another's.
    func revokeToken(_ exchange: Exchange) throws(Failure) -> Response {
        try revokeToken(exchange.id("id"), of: own(exchange), exchange)
    }
}
