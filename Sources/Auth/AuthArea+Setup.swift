import AuthDomain
import AuthTexts
import Crypto
import Domain
import HTML
import Input
import Texts
import Web

extension AuthArea {
    /// The page for the first administrator, for whoever has the link that `elwosa up` printed.
    ///
    /// - Errors: 404 once there is an administrator.
    func showSetup(_ exchange: Exchange) throws(Failure) -> Response {
        if try accounts.hasAdministrator() { return try alreadySetUp(exchange) }
        var query = try exchange.query()
        let token = try query.text("token") ?? ""
        return setupPage(exchange, token: token, name: "", failure: nil)
    }

    /// Makes the first administrator, once, and signs in.
    ///
    /// - Errors: 403 for another token than the one printed last, 422 for a name or password against the rules, 404
    ///   once there is an administrator.
    func setUp(_ exchange: Exchange) throws(Failure) -> Response {
        if try accounts.hasAdministrator() { return try alreadySetUp(exchange) }
        var fields = try exchange.fields()
        let token = try fields.requiredText("token")
        let name = try fields.requiredText("name")
        let password = try fields.requiredText("password")
        let typedZone = try chosen("timeZone", &fields)
        try fields.finish()
        return try exchange.form(showing: [.invalid, .forbidden]) { () throws(Failure) in
            // Before the password is hashed, so that nobody without the link makes the machine work.
            try accounts.refuseSetup(tokenHash: SHA256.hash(token))
            let rightName = try AccountRules.name(name)
            let zone = try timeZone(typedZone, exchange.site.zones)
            let chosen = try passwords.newPassword(password, name: name)
            let account = try accounts.createFirstAdministrator(
                name: rightName,
                passwordHash: hashing.hash(chosen, for: PasswordHashing.Requester(.known, .setup)),
                tokenHash: SHA256.hash(token), at: exchange.now)
            return try welcome(account, exchange, next: nil, timeZone: zone)
        } again: { failure throws(Failure) in
            setupPage(exchange, token: token, name: name, zone: typedZone, failure: failure)
        }
    }

    private func alreadySetUp(_ exchange: Exchange) throws(Failure) -> Response {
        guard exchange.wantsPage else { throw .notFound }
        return exchange.seeOther(Link("/auth/login"))
    }

    private func setupPage(
        _ exchange: Exchange, token: String, name: String, zone: String? = nil, failure: Failure?
    ) -> Response {
        let page = SetupPage(
            context: exchange.context, token: token, name: name,
            zones: ZoneChoice(exchange, sent: zone, failure: failure), failure: failure)
        // The address holds the token, and what the page loads would carry the address into NGINX's error log.
        return exchange.page(showing: failure, title: exchange.texts[.setupTitle], page)
            .with("Referrer-Policy", "strict-origin")
    }
}
