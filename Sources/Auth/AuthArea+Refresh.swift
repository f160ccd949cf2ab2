import AuthDomain
import Domain
import HTML
import Input
import JSON
import Web

extension AuthArea {
    static let tokenRoutes: [AreaRoute<AuthArea>] = [
        AreaRoute(.post, "/auth/refresh", needs: .nobody, twice: .session, handle: refresh),
        AreaRoute(.get, "/auth/verify", needs: .nobody, handle: verify),
    ]

    /// Renews a session with its refresh token (RFC 6749, section 6), sent as `refresh_token` or as the browser's cookie.
    ///
    /// - Shape: 200 with new tokens; the old refresh token is used up.
    /// - Errors: 401, always with the same words, for a token that is not good.
    func refresh(_ exchange: Exchange) throws(Failure) -> Response {
        var fields = try exchange.fields()
        let grant = try fields.text("grant_type")
        let sent = try fields.text("refresh_token")
        try fields.finish()
        guard grant == nil || grant == "refresh_token" else {
            throw Failure(.oneOf(["refresh_token"]), field: "grant_type")
        }
        let gate = exchange.site.gate
        guard let token = sent ?? exchange.refreshCookie,
            let renewal = try gate.tokens.renew(token, from: exchange.client, at: exchange.now)
        else { throw Failure(.unauthenticated, "The token is not valid.") }
        guard let pair = renewal.pair else {
            throw Failure(.unavailable, "The session cannot be renewed just now; the token stays good.")
        }
        let answer = exchange.json(.ok, TokenJSON(pair: pair), headers: [("Cache-Control", "no-store")])
        return gate.setCookies(sent == nil ? pair : nil, on: answer)
    }

    /// Says to NGINX's `auth_request` who is calling, so that it can guard other programs (`docs/auth-request.md`).
    ///
    /// - Shape: 204 with `X-Elwosa-User` and `X-Elwosa-Roles`.
    /// - Errors: 401 where nobody is signed in; 403 where the role lacks the permission that `?permission=` names, or a
    ///   second factor is owed.
    func verify(_ exchange: Exchange) throws(Failure) -> Response {
        var query = try exchange.query()
        let permission = try query.choice("permission", Permission.self)
        try query.finish()
        let caller = try exchange.caller
        try exchange.site.gate.refuseOwing(caller)
        if let permission, !caller.may(permission) {
            throw Failure(.forbidden, "Your role lacks the permission \(permission.rawValue).")
        }
        return Response(
            .noContent,
            headers: [
                ("X-Elwosa-User", PercentEncoding.encode(caller.name)),
                ("X-Elwosa-Roles", PercentEncoding.encode(caller.role)),
                ("Cache-Control", "no-store"),
            ])
    }
}
