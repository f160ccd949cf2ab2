import AuthDomain
import AuthTexts
import Domain
import HTML
import Input
import JSON
import Texts
import Web

extension AuthArea {
    static let proofRoutes: [AreaRoute<AuthArea>] = [
        AreaRoute(.get, "/auth/proof", needs: .anySession, handle: showProof),
        AreaRoute(.post, "/auth/proof", needs: .anySession, twice: .session, handle: prove),
    ]

    /// The page that asks once more who somebody is; for JSON whether that is needed, and with what.
    func showProof(_ exchange: Exchange) throws(Failure) -> Response {
        var query = try exchange.query()
        let next = try query.returnLink()
        let hasFactor = try confirmedFactor(of: exchange.caller.accountId ?? 0) != nil
        guard exchange.wantsPage else {
            return exchange.json(
                .ok, ProofJSON(isFresh: try exchange.caller.isFresh(at: exchange.now), hasFactor: hasFactor))
        }
        return proofPage(exchange, hasFactor: hasFactor, next: next, failure: nil)
    }

    /// Takes the password, and the code where there is a second factor; the session counts as proved for ten minutes.
    /// The session's refresh token makes way for its successor: the browser's cookie, or a program's `refresh_token`.
    ///
    /// - Shape: 204, or 200 with new tokens for a program that sent `refresh_token`; for a form 303.
    /// - Errors: 401 on `password` or `code` for a wrong one, 429 after several wrong ones.
    func prove(_ exchange: Exchange) throws(Failure) -> Response {
        var fields = try exchange.fields()
        let password = try fields.requiredText("password")
        let code = try fields.text("code")
        let sent = try fields.text("refresh_token")
        let next = try fields.returnLink()
        try fields.finish()
        let factor = try confirmedFactor(of: exchange.caller.accountId ?? 0)
        if let failure = try refusal(password, code: code, factor, exchange) {
            try accounts.refuseProof(by: exchange.change())
            return try exchange.again(failure, showing: [.unproven]) { failure throws(Failure) in
                proofPage(exchange, hasFactor: factor != nil, next: next, failure: failure)
            }
        }
        let pair = try rotated(sent == nil ? ownRefreshCookie(exchange) : sent, exchange)
        try accounts.proveSession(by: exchange.change())
        if sent != nil, let pair {
            return exchange.json(.ok, TokenJSON(pair: pair), headers: [("Cache-Control", "no-store")])
        }
        let answer = exchange.wantsPage ? exchange.seeOther(next ?? Link("/")) : Response(.noContent)
        return exchange.site.gate.setCookies(pair, on: answer)
    }

    /// The tokens after a proof, so that whoever has the refresh token from before it does not go on beside the person.
    ///
    /// - Shape: nil where no refresh token was shown, or the database takes no writes.
    /// - Errors: `.unauthenticated` for one that is not good; one that two parties used has ended the session.
    private func rotated(_ text: String?, _ exchange: Exchange) throws(Failure) -> Tokens.Pair? {
        guard let text else { return nil }
        let caller = try exchange.caller
        guard RefreshToken(text: text)?.sessionId == caller.sessionId,
            let renewal = try exchange.site.gate.tokens.renew(text, from: exchange.client, at: exchange.now)
        else { throw Failure(.unauthenticated, "The token is not valid.") }
        return renewal.pair
    }

    /// A bearer token may come with the cookies of another session, which are not looked at.
    private func ownRefreshCookie(_ exchange: Exchange) throws(Failure) -> String? {
        guard let text = exchange.refreshCookie, let token = RefreshToken(text: text) else { return nil }
        return token.sessionId == (try exchange.caller.sessionId) ? text : nil
    }

    /// The failure of the proof; nil if nothing is wrong.
    private func refusal(
        _ password: String, code: String?, _ factor: Factor?, _ exchange: Exchange
    ) throws(Failure) -> Failure? {
        let caller = try exchange.caller
        guard try isPassword(password, of: caller, isHalf: factor != nil, exchange) else {
            return Failure(.wrongPassword, field: "password", kind: .unproven)
        }
        guard let factor else { return nil }
        let isRight = try secondFactor.takes(
            code ?? "", of: caller.accountId ?? 0, factor: factor, from: exchange.client, at: exchange.now)
        return isRight ? nil : Failure(.wrongCode, field: "code", kind: .unproven)
    }

    /// Tells whether this is the caller's own password; each wrong one is counted. It `isHalf` of what is asked for
    /// where a code is, too.
    ///
    /// - Errors: `.tooMany` after several wrong ones, or when too many hash at once.
    func isPassword(
        _ password: String, of caller: Caller, isHalf: Bool = false, _ exchange: Exchange
    ) throws(Failure) -> Bool {
        try secondFactor.counted(caller.accountId ?? 0, isHalf: isHalf, at: exchange.now) { () throws(Failure) in
            guard AccountRules.isPassword(password) else { return false }
            let stored = try accounts.credential(name: caller.name)?.passwordHash
            return try hashing.verify(password, against: stored, for: exchange.hashingRequester)
        }
    }

    private func proofPage(_ exchange: Exchange, hasFactor: Bool, next: Link?, failure: Failure?) -> Response {
        let page = ProofPage(context: exchange.context, hasFactor: hasFactor, next: next, failure: failure)
        return exchange.page(showing: failure, title: exchange.texts[.proofTitle], page)
    }
}

/// The session's proof as JSON: whether it is fresh, and whether the next one needs a code.
struct ProofJSON: JSONWritable {
    let isFresh: Bool
    let hasFactor: Bool

    func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("fresh", isFresh)
            out.member("needsCode", hasFactor)
        }
    }
}
