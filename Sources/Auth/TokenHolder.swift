import AuthDomain
import AuthTexts
import Crypto
import Domain
import HTML
import Input
import JSON
import Texts
import Web

/// The holder of the tokens that an address is about: the caller itself, or an agent that the caller looks after.
struct TokenHolder {
    let accountId: Int64
    /// The agent's name; nil where they are the caller's own.
    let agent: String?
    /// The permissions that a new one may have; empty where none may be made.
    let allowed: Set<Permission>
    /// The caller may revoke any just now.
    let canRevoke: Bool
    /// The address of the list.
    let link: Link
}

/// Lists, makes and revokes tokens, whoever holds them.
extension AuthArea {
    func listTokens(of holder: TokenHolder, _ exchange: Exchange) throws(Failure) -> Response {
        guard exchange.wantsPage else {
            let tokens = try accounts.personalTokens(of: .account(holder.accountId))
            return exchange.json(.ok, ListJSON("tokens", tokens.map { PersonalTokenJSON(token: $0) }))
        }
        return try tokensPage(exchange, holder, PersonalTokensPage.Typed(), failure: nil)
    }

    /// Makes a token that acts for its holder.
    ///
    /// - Shape: 201 with the token itself, this once; nobody may keep the answer.
    /// - Errors: 422 on `name`, on `scopes` for what the holder or the caller may not do, on `days` outside 1 to 365.
    func makeToken(for holder: TokenHolder, _ exchange: Exchange) throws(Failure) -> Response {
        var fields = try exchange.fields()
        return try exchange.form(showing: [.invalid]) { () throws(Failure) in
            let name = try TokenRules.name(fields.requiredText("name"))
            let scopes = try TokenRules.scopes(fields.texts("scopes") ?? [], within: holder.allowed)
            let spaces = try TokenRules.spaces(fields.integers("spaces"))
            let lifetime = try TokenRules.lifetime(days: fields.integer("days"))
            try fields.finish()
            let secret = TokenRules.prefix + Random.token()
            let token = try accounts.makePersonalToken(
                NewPersonalToken(
                    accountId: holder.accountId, name: name, tokenHash: SHA256.hash(secret), scopes: scopes,
                    spaces: spaces,
                    expiresAt: exchange.now.adding(seconds: lifetime)),
                by: exchange.change())
            return shown(token, secret, of: holder, exchange)
        } again: { failure throws(Failure) in
            try tokensPage(exchange, holder, PersonalTokensPage.Typed(fields), failure: failure)
        }
    }

    private func shown(
        _ token: PersonalToken, _ secret: String, of holder: TokenHolder, _ exchange: Exchange
    ) -> Response {
        guard exchange.wantsPage else {
            return exchange.json(.created, PersonalTokenJSON(token: token, secret: secret)).withNobodyKeeping()
        }
        let page = NewPersonalTokenPage(context: exchange.context, token: token, secret: secret, list: holder.link)
        return exchange.page(.created, title: token.name, page).withNobodyKeeping()
    }

    private func tokensPage(
        _ exchange: Exchange, _ holder: TokenHolder, _ typed: PersonalTokensPage.Typed, failure: Failure?
    ) throws(Failure) -> Response {
        let page = PersonalTokensPage(
            context: exchange.context, holder: holder,
            tokens: try accounts.personalTokens(of: .account(holder.accountId)),
            spaces: try accounts.namableSpaces(for: exchange.caller),
            isFresh: try exchange.caller.isFresh(at: exchange.now), typed: typed, failure: failure)
        return exchange.page(showing: failure, title: exchange.texts[.tokens], page)
    }

    func revokeToken(_ id: Int64, of holder: TokenHolder, _ exchange: Exchange) throws(Failure) -> Response {
        try accounts.revokePersonalToken(id, of: .account(holder.accountId), by: exchange.change())
        return exchange.wantsPage ? exchange.seeOther(holder.link) : Response(.noContent)
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
            out.member("madeBy", token.maker)
            out.member("scopes", token.scopes.names)
            out.member("spaces", token.spaces?.sorted())
            out.member("createdAt", token.createdAt.rfc3339)
            out.member("expiresAt", token.expiresAt.rfc3339)
            out.member("lastUsedAt", token.lastUsedAt?.rfc3339)
        }
    }
}
