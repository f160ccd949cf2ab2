import AuthDomain
import AuthTexts
import Crypto
import Domain
import HTML
import Input
import Texts
import Web

extension AuthArea {
    static let signInCodeRoutes: [AreaRoute<AuthArea>] = [
        AreaRoute(.post, "/auth/login/code", needs: .nobody, twice: .session, handle: signInWithCode)
    ]

    var secondFactor: SecondFactor { SecondFactor(factors: accounts, seals: seals) }

    /// The confirmed factor that signing in asks for; nil where the password is enough.
    func confirmedFactor(of accountId: Int64) throws(Failure) -> Factor? {
        guard let factor = try accounts.factor(of: accountId), factor.isConfirmed else { return nil }
        return factor
    }

    /// Goes on after the right password of an account with a second factor.
    ///
    /// - Shape: without a code a page that asks for it; with the right one what `welcome` answers.
    /// - Errors: 401 on `code` for a program that sent none or a wrong one, `.tooMany` after several wrong ones.
    func signIn(
        _ account: Account, _ factor: Factor, code: String?, ticket: String, _ exchange: Exchange, next: Link?,
        browserZone: String?
    ) throws(Failure) -> Response {
        guard let code else {
            guard exchange.wantsPage else {
                throw Failure(
                    .unauthenticated, "code: this account has a second factor; send its code too.", field: "code")
            }
            return codePage(exchange, ticket: ticket, next: next, browserZone: browserZone, failure: nil)
        }
        return try exchange.form(showing: .wrongCode) { () throws(Failure) in
            let isRight = try secondFactor.takes(
                code, of: account.id, factor: factor, from: exchange.client, at: exchange.now)
            guard isRight else {
                try accounts.refuseSession(name: account.name, from: exchange.client, at: exchange.now)
                throw Failure(.wrongCode, field: "code", kind: .unauthenticated)
            }
            return try welcome(account, exchange, next: next, browserZone: browserZone)
        } again: { failure throws(Failure) in
            codePage(exchange, ticket: ticket, next: next, browserZone: browserZone, failure: failure)
        }
    }

    /// The second page of signing in: a ticket from the first, and the code.
    ///
    /// - Errors: back to the first page, or 401 for a program, when the ticket is over or was never one of ours.
    func signInWithCode(_ exchange: Exchange) throws(Failure) -> Response {
        var fields = try exchange.fields()
        let ticket = try fields.requiredText("ticket")
        let code = try fields.requiredText("code")
        let next = try fields.returnLink()
        let zone = try browserZone(&fields, exchange)
        try fields.finish()
        guard let account = try account(ticket: ticket, at: exchange.now),
            let factor = try confirmedFactor(of: account.id)
        else { return try signInAgain(exchange, next: next) }
        return try signIn(account, factor, code: code, ticket: ticket, exchange, next: next, browserZone: zone)
    }

    /// The ticket for whoever just sent the right password, whose stored hash may have been renewed with it.
    func ticket(for account: Account, _ exchange: Exchange) throws(Failure) -> String {
        let stored = try accounts.credential(name: account.name)?.passwordHash ?? ""
        return SignInTicket(accountId: account.id, passwordHash: stored, at: exchange.now).text(seals)
    }

    private func account(ticket text: String, at instant: Instant) throws(Failure) -> Account? {
        guard let ticket = SignInTicket(text: text, seals, at: instant) else { return nil }
        do throws(Failure) {
            let name = try accounts.user(ticket.accountId).account.name
            guard let found = try accounts.credential(name: name), ticket.isFor(passwordHash: found.passwordHash) else {
                return nil
            }
            return found.account
        } catch {
            // Deleted since the first page: the same answer as for any other ticket that is over.
            guard error.kind == .notFound else { throw error }
            return nil
        }
    }

    private func signInAgain(_ exchange: Exchange, next: Link?) throws(Failure) -> Response {
        guard exchange.wantsPage else {
            throw Failure(.unauthenticated, "ticket: it is over; sign in again.", field: "ticket")
        }
        return exchange.seeOther(Link.to("auth", "login", query: ReturnLink.query(next)))
    }

    private func codePage(
        _ exchange: Exchange, ticket: String, next: Link?, browserZone: String?, failure: Failure?
    ) -> Response {
        let page = SignInCodePage(
            context: exchange.context, ticket: ticket, next: next, browserZone: browserZone, failure: failure)
        return exchange.page(showing: failure, title: exchange.texts[.signIn], page)
    }
}
