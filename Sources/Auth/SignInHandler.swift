import Crypto
import Domain
import HTML
import JSON
import Texts
import Web

extension AuthArea {
    func showSignIn(_ exchange: Exchange) throws(Failure) -> Response {
        var query = try exchange.query()
        let next = Link.ownPath(try query.text("next"))
        if exchange.signedIn != nil { return exchange.seeOther(next ?? Link("/")) }
        return signInPage(exchange, name: "", next: next, failure: nil)
    }

    /// Opens a session for whoever knows the password.
    ///
    /// - Shape: for JSON 200 with the account, for a form 303 to where the person wanted to go; both set the cookie.
    /// - Errors: 401 with one answer for an unknown name and a wrong password, 429 when too many sign in at once.
    func signIn(_ exchange: Exchange) throws(Failure) -> Response {
        var fields = try exchange.fields()
        let name = try fields.requiredText("name")
        let password = try fields.requiredText("password")
        let next = fields.isForm ? Link.ownPath(try fields.text("next")) : nil
        try fields.finish()
        guard let account = try account(name: name, password: password) else {
            try accounts.refuseSession(name: name, network: exchange.network, at: exchange.now)
            let failure = Failure(.unauthenticated, "The name or the password is wrong.")
            guard exchange.wantsPage else { throw failure }
            return signInPage(exchange, name: name, next: next, failure: failure)
        }
        return try welcome(account, exchange, next: next)
    }

    private func account(name: String, password: String) throws(Failure) -> Account? {
        // Texts beyond the rules belong to nobody; they take as long as any wrong one.
        let found = name.utf8.count <= AccountRules.nameLimit * 4 ? try accounts.credential(name: name) : nil
        let tried = AccountRules.isPassword(password) ? password : ""
        return try hashing.verify(tried, against: found?.passwordHash) ? found?.account : nil
    }

    /// Starts a session and sends its cookie.
    func welcome(_ account: Account, _ exchange: Exchange, next: Link?) throws(Failure) -> Response {
        let token = Random.token()
        try accounts.startSession(
            NewSession(
                accountId: account.id, tokenHash: SHA256.hash(token),
                expiresAt: exchange.now.adding(seconds: sessionSeconds), network: exchange.network,
                device: TextRules.beginning(of: exchange.request.parameters["HTTP_USER_AGENT"] ?? "", 200)),
            at: exchange.now)
        let answer =
            exchange.wantsPage
            ? exchange.seeOther(next ?? Link("/")) : exchange.json(.ok, AccountJSON(account: account))
        return answer.with("Set-Cookie", cookie(token, exchange, maximumAge: Int(sessionSeconds)))
    }

    func signOut(_ exchange: Exchange) throws(Failure) -> Response {
        if let caller = exchange.signedIn, let session = caller.sessionId {
            try accounts.endSession(session, by: caller, at: exchange.now)
        }
        let answer = exchange.wantsPage ? exchange.seeOther(Link("/auth/login")) : Response(.noContent)
        return answer.with("Set-Cookie", cookie("", exchange, maximumAge: 0))
    }

    private func cookie(_ token: String, _ exchange: Exchange, maximumAge: Int) -> String {
        let gate = exchange.site.gate
        return SetCookie.header(gate.sessionCookie, token, maximumAge: maximumAge, isSecure: gate.isSecure)
    }

    private func signInPage(_ exchange: Exchange, name: String, next: Link?, failure: Failure?) -> Response {
        let page = SignInPage(
            texts: exchange.texts, formToken: exchange.formTokenField, name: name, next: next, failure: failure)
        return exchange.page(
            failure == nil ? .ok : .unauthorized, title: exchange.texts[.signIn], main: page.main)
    }
}

extension Exchange {
    /// The client's address as NGINX saw it; what a client claims in `X-Forwarded-For` is not read.
    var network: String { request.parameters["REMOTE_ADDR"] ?? "" }
}

/// An account as JSON.
struct AccountJSON: JSONWritable {
    let account: Account

    func write(to out: inout JSONWriter) {
        out.object { out in
            out.member("id", account.id)
            out.member("name", account.name)
            out.member("kind", account.kind.rawValue)
            out.member("role", account.role.rawValue)
            out.member("createdAt", account.createdAt.rfc3339)
        }
    }
}
