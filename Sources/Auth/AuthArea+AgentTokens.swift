import AuthDomain
import Domain
import HTML
import Web

/// The tokens of an agent, which has no session to make one in: whoever looks after accounts makes them.
extension AuthArea {
    static let agentTokenRoutes: [AreaRoute<AuthArea>] = [
        AreaRoute(.get, "/users/{id}/tokens", needs: .permission(.usersManage), handle: listAgentTokens),
        AreaRoute(
            .post, "/users/{id}/tokens", needs: .freshPermission(.usersManage), twice: .replaces, handle: makeAgentToken
        ),
        AreaRoute(
            .delete, "/users/{id}/tokens/{token}", needs: .freshPermission(.usersManage), handle: revokeAgentToken),
    ]

    /// The agent that the path names. A new token may do what both the agent's role and the caller may.
    ///
    /// - Errors: 404 where there is no such account; 403 for a person, whose tokens nobody else makes or sees.
    private func agent(_ exchange: Exchange) throws(Failure) -> (holder: TokenHolder, mayAct: Bool) {
        let caller = try exchange.caller
        let user = try accounts.user(exchange.id("id"))
        guard user.account.kind == .agent else { throw Failure(.tokensOfPerson, field: "id", kind: .forbidden) }
        let holder = TokenHolder(
            accountId: user.id, agent: user.account.name,
            allowed: user.permissions.intersection(caller.permissions),
            canRevoke: caller.isFresh(at: exchange.now), link: .to("users", user.id, "tokens"))
        return (holder, user.mayAct)
    }

    func listAgentTokens(_ exchange: Exchange) throws(Failure) -> Response {
        try listTokens(of: agent(exchange).holder, exchange)
    }

    /// Makes a token that acts for an agent, as `makeToken(for:)` says.
    ///
    /// - Errors: 409 for an agent that is disabled, or whose owner is: its tokens would be let in nowhere.
    func makeAgentToken(_ exchange: Exchange) throws(Failure) -> Response {
        let (holder, mayAct) = try agent(exchange)
        guard mayAct else { throw Failure(.conflict, "The agent, or its owner, is disabled; enable that first.") }
        return try makeToken(for: holder, exchange)
    }

    /// - Errors: 404 for a token that is not this agent's; 403 on `scopes` for one that may more than the caller.
    func revokeAgentToken(_ exchange: Exchange) throws(Failure) -> Response {
        try revokeToken(exchange.id("token"), of: agent(exchange).holder, exchange)
    }
}
