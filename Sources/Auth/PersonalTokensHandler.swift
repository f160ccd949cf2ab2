import Crypto
import Domain
import HTML
import JSON
import Texts
import Web

extension AuthArea {
    static let personalTokenRoutes: [AreaRoute<AuthArea>] = [
        AreaRoute(.get, "/auth/tokens", needs: .session, handle: listTokens),
        AreaRoute(.post, "/auth/tokens", needs: .freshSession, handle: makeToken),
        AreaRoute(.delete, "/auth/tokens/{id}", needs: .session, handle: revokeToken),
    ]

    /// The caller's tokens, the newest first, expired ones included.
    func listTokens(_ exchange: Exchange) throws(Failure) -> Response {
        guard exchange.wantsPage else { return exchange.json(.ok, PersonalTokensJSON(tokens: try ownTokens(exchange))) }
        return try tokensPage(exchange, PersonalTokensPage.Typed(), failure: nil)
    }

    private func ownTokens(_ exchange: Exchange) throws(Failure) -> [PersonalToken] {
        try accounts.personalTokens(of: .account(exchange.caller.accountId ?? 0))
    }

    /// Makes a token that acts for the caller.
    ///
    /// - Shape: 201 with the token itself, this once; nobody may keep the answer.
    /// - Errors: 422 on `name`, on `scopes` for what the caller itself may not do, on `days` outside 1 to 365.
    func makeToken(_ exchange: Exchange) throws(Failure) -> Response {
        var fields = try exchange.fields()
        let caller = try exchange.caller
        do throws(Failure) {
            let name = try TokenRules.name(fields.requiredText("name"))
            let scopes = try TokenRules.scopes(fields.texts("scopes") ?? [], within: caller.permissions)
            let lifetime = try TokenRules.lifetime(days: fields.integer("days"))
            try fields.finish()
            let secret = TokenRules.prefix + Random.token()
            let token = try accounts.makePersonalToken(
                NewPersonalToken(
                    accountId: caller.accountId ?? 0, name: name, tokenHash: SHA256.hash(secret), scopes: scopes,
                    expiresAt: exchange.now.adding(seconds: lifetime)),
                by: exchange.change())
            return shown(token, secret, exchange)
        } catch {
            guard exchange.wantsPage, error.kind == .invalid else { throw error }
            return try tokensPage(exchange, PersonalTokensPage.Typed(fields), failure: error)
        }
    }

    private func shown(_ token: PersonalToken, _ secret: String, _ exchange: Exchange) -> Response {
        guard exchange.wantsPage else {
            return exchange.json(.created, PersonalTokenJSON(token: token, secret: secret)).withNobodyKeeping()
        }
        let page = NewPersonalTokenPage(texts: exchange.texts, token: token, secret: secret)
        return exchange.page(.created, title: token.name, main: page.main).withNobodyKeeping()
    }

    private func tokensPage(
        _ exchange: Exchange, _ typed: PersonalTokensPage.Typed, failure: Failure?
    ) throws(Failure) -> Response {
        let caller = try exchange.caller
        let page = PersonalTokensPage(
            texts: exchange.texts, formToken: exchange.formTokenField, tokens: try ownTokens(exchange),
            allowed: caller.permissions, isFresh: caller.isFresh(at: exchange.now), typed: typed, failure: failure,
            now: exchange.now)
        return exchange.page(
            failure == nil ? .ok : .unprocessableContent, title: exchange.texts[.tokens], main: page.main)
    }

    /// Revokes one of the caller's own tokens. It needs no new proof: whoever fears for a token is not to be held up.
    ///
    /// - Errors: 404 for another's.
    func revokeToken(_ exchange: Exchange) throws(Failure) -> Response {
        let owner = try exchange.caller.accountId ?? 0
        try accounts.revokePersonalToken(exchange.id("id"), of: .account(owner), by: exchange.change())
        return exchange.wantsPage ? exchange.seeOther(Link("/auth/tokens")) : Response(.noContent)
    }
}

extension Response {
    /// For an answer that holds a secret.
    fileprivate func withNobodyKeeping() -> Response {
        var answer = self
        answer.headers.removeAll { $0.name == "Cache-Control" }
        return answer.with("Cache-Control", "no-store")
    }
}

/// A token as JSON; `docs/api/auth.md` describes the members.
struct PersonalTokenJSON: JSONWritable {
    let token: PersonalToken
    /// The token itself, where it was just made.
    var secret: String?

    func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("id", token.id)
            if let secret { out.member("token", secret) }
            out.member("name", token.name)
            out.member("scopes", token.scopes.names)
            out.member("createdAt", token.createdAt.rfc3339)
            out.member("expiresAt", token.expiresAt.rfc3339)
            out.member("lastUsedAt", token.lastUsedAt?.rfc3339)
        }
    }
}

private struct PersonalTokensJSON: JSONWritable {
    let tokens: [PersonalToken]

    func write(to out: inout JSONWriter) {
        out.object { out in out.member("tokens", tokens.map { PersonalTokenJSON(token: $0) }) }
    }
}
