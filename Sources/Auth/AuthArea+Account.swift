import AuthDomain
import AuthTexts
import Domain
import HTML
import Input
import JSON
import Texts
import Web

extension AuthArea {
    static let accountRoutes: [AreaRoute<AuthArea>] = [
        AreaRoute(.get, "/account", needs: .signedIn, handle: showAccount),
        AreaRoute(.get, "/account/password", needs: .freshSession, handle: showPassword),
        AreaRoute(.put, "/account/password", needs: .freshSession, handle: changePassword),
        AreaRoute(.get, "/account/appearance", needs: .session, handle: showAppearance),
        AreaRoute(.put, "/account/appearance", needs: .session, handle: changeAppearance),
    ]

    /// The caller: the account, and what this very session or token may do.
    func showAccount(_ exchange: Exchange) throws(Failure) -> Response {
        let caller = try exchange.caller
        let account = try accounts.user(caller.accountId ?? 0).account
        guard exchange.wantsPage else { return exchange.json(.ok, OwnAccountJSON(account: account, caller: caller)) }
        var query = try exchange.query()
        let page = AccountPage(
            context: exchange.context, account: account, permissions: caller.permissions,
            saved: try query.choice("saved", AccountPage.Saved.self))
        return exchange.page(title: exchange.texts[.account], page)
    }

    func showPassword(_ exchange: Exchange) throws(Failure) -> Response {
        passwordPage(exchange, hasFactor: try hasFactor(exchange), failure: nil)
    }

    /// Sets another password for who is signed in, and ends all other sessions.
    ///
    /// - Shape: 200 with the number of sessions that ended; for a form 303 to the account.
    /// - Errors: 422 on `currentPassword` when it is wrong, which is noted as a refusal, and on `password` as
    ///   `AccountRules` says; 429 after too many wrong ones; 409 when it was changed elsewhere at the same time.
    func changePassword(_ exchange: Exchange) throws(Failure) -> Response {
        var fields = try exchange.fields()
        let current = try fields.requiredText("currentPassword")
        let password = try fields.requiredText("password")
        try fields.finish()
        let hasFactor = try hasFactor(exchange)
        return try exchange.form(showing: [.invalid]) { () throws(Failure) in
            let new = try passwords.newPassword(password, name: exchange.caller.name, hasFactor: hasFactor)
            let old = try verifiedPasswordHash(current, exchange)
            let ended = try accounts.changePassword(
                to: hashing.hash(new, for: exchange.hashingRequester), from: old, by: exchange.change())
            guard exchange.wantsPage else { return exchange.json(.ok, EndedJSON(count: ended)) }
            return exchange.seeOther(AccountPage.Saved.password.link)
        } again: { failure throws(Failure) in
            passwordPage(exchange, hasFactor: hasFactor, failure: failure)
        }
    }

    private func hasFactor(_ exchange: Exchange) throws(Failure) -> Bool {
        try accounts.user(exchange.caller.accountId ?? 0).hasSecondFactor
    }

    /// The stored hash, once the password was found to belong to it; wrong ones count as they do at the sign-in.
    private func verifiedPasswordHash(_ password: String, _ exchange: Exchange) throws(Failure) -> String {
        let name = try exchange.caller.name
        let attempt = try attempt(name: name, exchange)
        try accounts.refuseThrottled(attempt.counters, at: exchange.now)
        let stored = try accounts.credential(name: name)?.passwordHash
        let tried = AccountRules.isPassword(password) ? password : ""
        guard try hashing.verify(tried, against: stored, for: exchange.hashingRequester), let stored else {
            _ = try accounts.countFailure(attempt.counters, at: exchange.now)
            try accounts.refuseSession(name: name, from: exchange.client, at: exchange.now)
            throw Failure(.wrongPassword, field: "currentPassword")
        }
        try accounts.resetThrottle(attempt.own)
        return stored
    }

    private func passwordPage(_ exchange: Exchange, hasFactor: Bool, failure: Failure?) -> Response {
        let page = PasswordPage(context: exchange.context, hasFactor: hasFactor, failure: failure)
        return exchange.page(showing: failure, title: exchange.texts[.passwordChange], page)
    }
}
