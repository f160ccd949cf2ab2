import AuthDomain
import AuthTexts
import Crypto
import Domain
import HTML
import Input
import JSON
import Texts
import Web

extension AuthArea {
    static let invitationRoutes: [AreaRoute<AuthArea>] = [
        AreaRoute(.get, "/users/invitations", needs: .permission(.usersManage), handle: listInvitations),
        AreaRoute(.post, "/users/invitations", needs: .freshPermission(.usersManage), twice: .replaces, handle: invite),
        AreaRoute(
            .delete, "/users/invitations/{id}", needs: .freshPermission(.usersManage), handle: revokeInvitation),
        AreaRoute(
            .post, "/users/{id}/reset", needs: .freshPermission(.usersManage), twice: .replaces, handle: makeReset),
        AreaRoute(.get, "/invitation", needs: .nobody, handle: showInvitation),
        AreaRoute(.post, "/invitation", needs: .nobody, twice: .session, handle: acceptInvitation),
        AreaRoute(.get, "/reset", needs: .nobody, handle: showReset),
        AreaRoute(.post, "/reset", needs: .nobody, twice: .session, handle: resetPassword),
    ]

    func listInvitations(_ exchange: Exchange) throws(Failure) -> Response {
        guard !exchange.wantsPage else { return exchange.seeOther(Link("/users")) }
        let invitations = try accounts.invitations(at: exchange.now)
        return exchange.json(.ok, ListJSON("invitations", invitations.map { InvitationJSON(invitation: $0) }))
    }

    /// Makes a link by which somebody becomes a person of `role`, good for `days`.
    ///
    /// - Shape: 201 with the link, which is shown in this answer and never again.
    func invite(_ exchange: Exchange) throws(Failure) -> Response {
        var fields = try exchange.fields()
        return try exchange.form(showing: .ruled) { () throws(Failure) in
            let role = try fields.text("role") ?? Role.member.name
            let days = try fields.integer("days") ?? Int64(Invitation.usualDays)
            try fields.finish()
            guard let days = Int(exactly: days), Invitation.dayRange.contains(days) else {
                throw Failure(
                    .range(Invitation.dayRange.lowerBound, Invitation.dayRange.upperBound), field: "days")
            }
            let secret = Random.token()
            let token = InvitationToken(
                hash: SHA256.hash(secret), expiresAt: exchange.now.adding(seconds: Int64(days) * 86_400))
            let invitation = try accounts.invite(role: role, token, by: exchange.change())
            return made(exchange, invitation, "\(exchange.site.gate.origin)/invitation?token=\(secret)")
        } again: { failure throws(Failure) in
            try newUserPage(exchange, .person, typed: fields, failure: failure)
        }
    }

    func revokeInvitation(_ exchange: Exchange) throws(Failure) -> Response {
        try accounts.revokeInvitation(exchange.id("id"), by: exchange.change())
        return exchange.wantsPage ? exchange.seeOther(Link("/users")) : Response(.noContent)
    }

    /// Makes a link by which a person sets a new password: nobody chooses one for somebody else.
    func makeReset(_ exchange: Exchange) throws(Failure) -> Response {
        let secret = Random.token()
        let token = InvitationToken(
            hash: SHA256.hash(secret), expiresAt: exchange.now.adding(seconds: Invitation.resetSeconds))
        let reset = try accounts.makeReset(of: exchange.id("id"), token, by: exchange.change())
        return made(exchange, reset, "\(exchange.site.gate.origin)/reset?token=\(secret)")
    }

    private func made(_ exchange: Exchange, _ invitation: Invitation, _ link: String) -> Response {
        guard exchange.wantsPage else {
            return exchange.json(.created, InvitationJSON(invitation: invitation, link: link))
                .withNobodyKeeping()
        }
        let page = LinkPage(context: exchange.context, invitation: invitation, link: link)
        return exchange.page(.created, title: page.title, page).withNobodyKeeping()
    }

    func showInvitation(_ exchange: Exchange) throws(Failure) -> Response {
        let token = try linkToken(exchange)
        let invitation = try accounts.invitation(tokenHash: SHA256.hash(token), at: exchange.now)
        guard case .join = invitation.purpose else { throw .linkGone }
        guard exchange.wantsPage else { return exchange.json(.ok, InvitationJSON(invitation: invitation)) }
        return linkPage(exchange, .join, token: token, name: "", failure: nil)
    }

    /// Makes the invited person's account of `token`, `name` and `password`, and signs in.
    ///
    /// - Errors: 404 for a link that is no longer good, 409 for a name that is taken; the link stays good then.
    func acceptInvitation(_ exchange: Exchange) throws(Failure) -> Response {
        var fields = try exchange.fields()
        let token = try fields.requiredText("token")
        let name = try fields.requiredText("name")
        let password = try fields.requiredText("password")
        let typedZone = try chosen("timeZone", &fields)
        try fields.finish()
        let hash = SHA256.hash(token)
        // Before the password is hashed, so that nobody without a link makes the machine work.
        let invitation = try accounts.invitation(tokenHash: hash, at: exchange.now)
        guard case .join = invitation.purpose else { throw .linkGone }
        return try exchange.form(showing: .ruled) { () throws(Failure) in
            let rightName = try AccountRules.name(name)
            let zone = try timeZone(typedZone, exchange.site.zones)
            let chosen = try passwords.newPassword(password, name: name)
            let account = try accounts.acceptInvitation(
                tokenHash: hash, name: rightName,
                passwordHash: hashing.hash(chosen, for: PasswordHashing.Requester(.known, .invitation(invitation.id))),
                from: exchange.client, at: exchange.now)
            return try welcome(account, exchange, next: nil, timeZone: zone)
        } again: { failure throws(Failure) in
            linkPage(exchange, .join, token: token, name: name, zone: typedZone, failure: failure)
        }
    }

    func showReset(_ exchange: Exchange) throws(Failure) -> Response {
        let token = try linkToken(exchange)
        let invitation = try accounts.invitation(tokenHash: SHA256.hash(token), at: exchange.now)
        guard case .reset(_, let name) = invitation.purpose else { throw .linkGone }
        guard exchange.wantsPage else { return exchange.json(.ok, InvitationJSON(invitation: invitation)) }
        return linkPage(exchange, .reset, token: token, name: name, failure: nil)
    }

    /// Sets the `password` of the account that `token` stands for. It signs nobody in, so a second factor is asked for
    /// as ever.
    ///
    /// - Shape: JSON 204, a form 303 to the page that signs in.
    func resetPassword(_ exchange: Exchange) throws(Failure) -> Response {
        var fields = try exchange.fields()
        let token = try fields.requiredText("token")
        let password = try fields.requiredText("password")
        try fields.finish()
        let hash = SHA256.hash(token)
        guard case .reset(let id, let name) = try accounts.invitation(tokenHash: hash, at: exchange.now).purpose else {
            throw .linkGone
        }
        return try exchange.form(showing: .ruled) { () throws(Failure) in
            let chosen = try passwords.newPassword(
                password, name: name, hasFactor: accounts.user(id).hasSecondFactor)
            _ = try accounts.resetPassword(
                tokenHash: hash,
                passwordHash: hashing.hash(
                    chosen, for: PasswordHashing.Requester(.known, .account(id), client: "link")),
                from: exchange.client, at: exchange.now)
            return exchange.wantsPage ? exchange.seeOther(Link("/auth/login")) : Response(.noContent)
        } again: { failure throws(Failure) in
            linkPage(exchange, .reset, token: token, name: name, failure: failure)
        }
    }

    private func linkToken(_ exchange: Exchange) throws(Failure) -> String {
        var query = try exchange.query()
        guard let token = try query.text("token") else { throw .linkGone }
        return token
    }

    private func linkPage(
        _ exchange: Exchange, _ kind: InvitationPage.Kind, token: String, name: String, zone: String? = nil,
        failure: Failure?
    ) -> Response {
        let page = InvitationPage(
            context: exchange.context, kind: kind, token: token, name: name,
            zones: ZoneChoice(exchange, sent: zone, failure: failure), failure: failure)
        // The address holds the token, as that of the setup page does.
        return exchange.page(showing: failure, title: page.title, page)
            .with("Referrer-Policy", "strict-origin")
    }
}
