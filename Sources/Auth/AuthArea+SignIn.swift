import AuthDomain
import AuthTexts
import Calendar
import Crypto
import Domain
import HTML
import Input
import JSON
import Texts
import Web

extension AuthArea {
    func showSignIn(_ exchange: Exchange) throws(Failure) -> Response {
        var query = try exchange.query()
        let next = try query.returnLink()
        if exchange.signedIn != nil { return exchange.seeOther(next ?? Link("/")) }
        return signInPage(exchange, name: "", next: next, failure: nil)
    }

    /// Opens a session for whoever knows the password, and the code where the account has a second factor.
    ///
    /// - Shape: for JSON 200 with the account, for a form 303 to where the person wanted to go; both set the cookie. A
    ///   form without the code that is needed gets a page that asks for it.
    /// - Errors: 401 with one answer for an unknown name and a wrong password, 401 on `code`, 429 when too many sign in at
    ///   once, or after too many wrong tries; with `Retry-After`.
    func signIn(_ exchange: Exchange) throws(Failure) -> Response {
        var fields = try exchange.fields()
        let name = try fields.requiredText("name")
        let password = try fields.requiredText("password")
        let code = try fields.text("code")
        let next = try fields.returnLink()
        let zone = try browserZone(&fields, exchange)
        try fields.finish()
        return try exchange.form(showing: [.unauthenticated, .tooMany]) { () throws(Failure) in
            let account = try account(name: name, password: password, exchange)
            guard let factor = try confirmedFactor(of: account.id) else {
                return try welcome(account, exchange, next: next, browserZone: zone)
            }
            let ticket = try ticket(for: account, exchange)
            return try signIn(account, factor, code: code, ticket: ticket, exchange, next: next, browserZone: zone)
        } again: { failure throws(Failure) in
            signInPage(exchange, name: name, next: next, failure: failure)
        }
    }

    /// - Errors: `.unauthenticated` where it is nobody's name and password, counted and noted; `.tooMany`, neither.
    private func account(name: String, password: String, _ exchange: Exchange) throws(Failure) -> Account {
        let attempt = try attempt(name: name, exchange)
        try accounts.refuseThrottled(attempt.counters, at: exchange.now)
        // Texts beyond the rules belong to nobody; they take as long as any wrong one.
        let found = name.utf8.count <= AccountRules.nameLimit * 4 ? try accounts.credential(name: name) : nil
        let tried = AccountRules.isPassword(password) ? password : ""
        guard try hashing.verify(tried, against: found?.passwordHash, for: attempt.requester(found?.account.id)),
            let found
        else {
            _ = try accounts.countFailure(attempt.counters, at: exchange.now)
            try accounts.refuseSession(name: name, from: exchange.client, at: exchange.now)
            throw Failure(.unauthenticated, "The name or the password is wrong.")
        }
        try accounts.resetThrottle(attempt.own)
        renewHash(of: found.account, password, stored: found.passwordHash, attempt)
        return found.account
    }

    /// Hashes the password anew where the price has risen since it was set: only now is it known.
    private func renewHash(
        of account: Account, _ password: String, stored: String, _ attempt: SignInAttempt
    ) {
        guard hashing.isOutdated(stored) else { return }
        do throws(Failure) {
            try accounts.renewPasswordHash(
                of: account.id, from: stored, to: hashing.hash(password, for: attempt.requester(account.id)))
        } catch {
            // A full queue or a busy database keeps nobody out who knows the password; the next sign-in tries again.
        }
    }

    /// Starts a session and sends its tokens: as cookies, and to whoever asked in JSON in the answer too. The session
    /// that the request came with ends (OWASP ASVS 5.0.0, 7.2.4): no token from before is good any more.
    ///
    /// - Shape: `timeZone` is that of an account that has just begun; `browserZone` is the browser's, which an account
    ///   begins in that has said nothing yet, and the page it comes to says so.
    func welcome(
        _ account: Account, _ exchange: Exchange, next: Link?, timeZone: String? = nil, browserZone: String? = nil
    ) throws(Failure) -> Response {
        let secret = Random.token()
        let id = try accounts.startSession(
            NewSession(
                accountId: account.id, tokenHash: SHA256.hash(secret),
                expiresAt: exchange.now.adding(seconds: sessionSeconds), client: exchange.client,
                replacing: exchange.signedIn?.sessionId),
            at: exchange.now)
        let begins = browserZone.flatMap { lacksZone(account, exchange) ? $0 : nil }
        let isKept = (timeZone ?? begins).map { keep($0, of: account, session: id, exchange) } ?? false
        let gate = exchange.site.gate
        let pair = gate.tokens.pair(
            accountId: account.id, RefreshToken(sessionId: id, secret: secret), at: exchange.now)
        let answer =
            exchange.wantsPage
            ? exchange.seeOther(next ?? Link("/"), sayingZone: isKept && begins != nil)
            : exchange.json(.ok, TokenJSON(pair: pair, account: account), headers: [("Cache-Control", "no-store")])
        // The session is there: a browser that cannot be remembered now is no reason to call that a failure.
        let device = try? deviceCookie(for: account, exchange)
        let cookies = gate.setCookies(pair) + [device].compactMap(\.self)
        return cookies.reduce(answer) { $0.with("Set-Cookie", $1) }
    }

    /// The account is there already: a database that is busy now is no reason to call that a failure.
    private func keep(_ timeZone: String, of account: Account, session: Int64, _ exchange: Exchange) -> Bool {
        let caller = Caller(
            accountId: account.id, name: account.name, role: .viewer,
            means: .session(id: session, provedAt: exchange.now))
        let change = Change(by: caller, at: exchange.now, from: exchange.client)
        return (try? accounts.changeAppearance(language: nil, theme: nil, timeZone: timeZone, by: change)) != nil
    }

    /// Tells whether an account is one for which nobody has chosen yet, such as one made on the command line.
    private func lacksZone(_ account: Account, _ exchange: Exchange) -> Bool {
        (try? !accounts.hasChosenAppearance(account.id)) ?? false
    }

    /// The time zone that a browser says it is in.
    ///
    /// - Shape: nil where it is the house's already, and for one that this machine does not know: nobody is kept out by
    ///   that.
    func browserZone(_ fields: inout Fields, _ exchange: Exchange) throws(Failure) -> String? {
        let typed = try chosen("timeZone", &fields)
        let zone = try? timeZone(typed, exchange.site.zones)
        return zone == exchange.site.zone.name ? nil : zone
    }

    func signOut(_ exchange: Exchange) throws(Failure) -> Response {
        if let caller = exchange.signedIn, let session = caller.sessionId {
            try accounts.endSession(session, by: caller, at: exchange.now)
        }
        let answer = exchange.wantsPage ? exchange.seeOther(Link("/auth/login")) : Response(.noContent)
        return exchange.site.gate.removeCookies.reduce(answer) { $0.with("Set-Cookie", $1) }
    }

    private func signInPage(_ exchange: Exchange, name: String, next: Link?, failure: Failure?) -> Response {
        let page = SignInPage(context: exchange.context, name: name, next: next, failure: failure)
        let answer = exchange.page(showing: failure, title: exchange.texts[.signIn], page)
        return failure?.retryAfter.map { answer.with("Retry-After", String($0)) } ?? answer
    }
}

/// The answer to a sign-in or a renewal (RFC 6749, section 5.1), with the account it is for.
struct TokenJSON: JSONWritable {
    let pair: Tokens.Pair
    var account: Account?

    func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("access_token", pair.access)
            out.member("token_type", "Bearer")
            out.member("expires_in", AccessToken.lifetime)
            out.member("refresh_token", pair.refresh)
            if let account { out.member("account", AccountJSON(account: account)) }
        }
    }
}

/// An account as JSON.
struct AccountJSON: JSONWritable {
    let account: Account

    func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("id", account.id)
            out.member("name", account.name)
            out.member("kind", account.kind.rawValue)
            out.member("role", account.role)
            out.member("createdAt", account.createdAt.rfc3339)
        }
    }
}
