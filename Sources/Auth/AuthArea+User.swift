import AuthDomain
import AuthTexts
import Domain
import HTML
import Input
import JSON
import Texts
import Web

extension AuthArea {
    static let userRoutes: [AreaRoute<AuthArea>] = [
        AreaRoute(.get, "/users", needs: .permission(.usersManage), handle: listUsers),
        AreaRoute(.post, "/users", needs: .freshPermission(.usersManage), handle: makeAgent),
        AreaRoute(.get, "/users/new", needs: .freshPermission(.usersManage), handle: newUser),
        AreaRoute(.get, "/users/{id}", needs: .permission(.usersManage), handle: showUser),
        AreaRoute(.patch, "/users/{id}", needs: .freshPermission(.usersManage), handle: changeUser),
        AreaRoute(.delete, "/users/{id}", needs: .freshPermission(.usersManage), handle: deleteUser),
        AreaRoute(.get, "/users/{id}/delete", needs: .freshPermission(.usersManage), handle: confirmDeleteUser),
        AreaRoute(
            .post, "/users/{id}/disablement", needs: .freshPermission(.usersManage), twice: .settles,
            handle: disableUser),
        AreaRoute(.delete, "/users/{id}/disablement", needs: .freshPermission(.usersManage), handle: enableUser),
    ]

    /// People and agents by id, after `after`, at most `limit`.
    func listUsers(_ exchange: Exchange) throws(Failure) -> Response {
        let (after, limit) = try pageAsked(exchange)
        let found = try accounts.users(after: after, limit: limit)
        guard exchange.wantsPage else {
            return exchange.json(.ok, PageJSON("users", found.users.map { UserJSON($0) }, next: found.next))
        }
        let page = UserListPage(
            context: exchange.context, page: found,
            invitations: after == nil ? try accounts.invitations(at: exchange.now) : [])
        return exchange.page(title: exchange.texts[.accounts], page)
    }

    /// - Errors: `.malformed` naming the parameter.
    private func pageAsked(_ exchange: Exchange) throws(Failure) -> (after: Int64?, limit: Int) {
        try exchange.query { fields throws(Failure) in
            (try fields.integer("after"), try fields.limit(in: 1...200, usual: 50))
        }
    }

    /// The form that invites a person, or with `kind=agent` the one that adds an agent.
    func newUser(_ exchange: Exchange) throws(Failure) -> Response {
        var query = try exchange.query()
        let kind = try query.choice("kind", Account.Kind.self) ?? .person
        return try newUserPage(exchange, kind, typed: nil, failure: nil)
    }

    func newUserPage(
        _ exchange: Exchange, _ kind: Account.Kind, typed: Fields?, failure: Failure?
    ) throws(Failure) -> Response {
        let page = UserNewPage(
            context: exchange.context, kind: kind,
            roles: try rolesToGive(exchange), name: typed?.typed("name") ?? "", role: typed?.typed("role"),
            days: typed?.typed("days"), failure: failure)
        return exchange.page(showing: failure, title: exchange.texts[page.title], page)
    }

    /// The roles that the caller may give to somebody.
    private func rolesToGive(_ exchange: Exchange) throws(Failure) -> [String] {
        let caller = try exchange.caller
        return try accounts.roles().map(\.role).filter { $0.permissions.isSubset(of: caller.permissions) }.map(\.name)
    }

    /// Makes an agent of `name` and `role`, which belongs to the caller; people come by invitation and choose their own
    /// password.
    ///
    /// - Shape: JSON 201 with the user, a form 303 to it.
    /// - Errors: 403 on `owner` for anybody else.
    func makeAgent(_ exchange: Exchange) throws(Failure) -> Response {
        var fields = try exchange.fields()
        return try exchange.form(showing: .ruled) { () throws(Failure) in
            let name = try fields.requiredText("name")
            let role = try fields.text("role") ?? Role.agent.name
            let caller = try exchange.caller
            guard let owner = try fields.integer("owner") ?? caller.accountId else {
                throw Failure(.required, field: "owner")
            }
            try fields.finish()
            let new = try NewUser(name: name, role: role, standing: .agent(ownerId: owner))
            let user = try accounts.createUser(new, by: exchange.change())
            let link = Link.to("users", user.id)
            guard exchange.wantsPage else {
                return answer(exchange, user, .created, headers: [("Location", link.address)])
            }
            return exchange.seeOther(link)
        } again: { failure throws(Failure) in
            try newUserPage(exchange, .agent, typed: fields, failure: failure)
        }
    }

    func showUser(_ exchange: Exchange) throws(Failure) -> Response {
        let user = try accounts.user(exchange.id("id"))
        guard exchange.wantsPage else { return answer(exchange, user) }
        return try userPage(exchange, user, failure: nil)
    }

    private func answer(
        _ exchange: Exchange, _ user: User, _ status: Status = .ok, headers: [(name: String, value: String)] = []
    ) -> Response {
        exchange.resource(UserJSON(user), user.id, version: user.version, status: status, headers: headers)
    }

    private func userPage(
        _ exchange: Exchange, _ user: User, typedRole: String? = nil, failure: Failure?
    ) throws(Failure) -> Response {
        let page = UserDetailPage(
            context: exchange.context, user: user, typedRole: typedRole,
            roles: try rolesToGive(exchange), agents: try accounts.agents(of: user.id),
            isOwn: try exchange.caller.accountId == user.owner?.id, failure: failure)
        return exchange.page(showing: failure, title: user.account.name, page)
    }

    /// Gives the `role` that is sent.
    func changeUser(_ exchange: Exchange) throws(Failure) -> Response {
        var fields = try exchange.fields()
        let role = try fields.requiredText("role")
        return try changed(exchange, &fields, typedRole: role) { id, change throws(Failure) in
            try accounts.setRole(role, of: id, by: change)
        }
    }

    func disableUser(_ exchange: Exchange) throws(Failure) -> Response {
        var fields = try exchange.fields()
        return try changed(exchange, &fields) { id, change throws(Failure) in
            try accounts.disableUser(id, by: change)
        }
    }

    func enableUser(_ exchange: Exchange) throws(Failure) -> Response {
        var fields = try exchange.fields()
        return try changed(exchange, &fields) { id, change throws(Failure) in
            try accounts.enableUser(id, by: change)
        }
    }

    /// A change of one account: JSON 200 with what it is now, a form 303 to its page or that page with what is wrong.
    private func changed(
        _ exchange: Exchange, _ fields: inout Fields, typedRole: String? = nil,
        _ carryOut: (Int64, Change) throws(Failure) -> User
    ) throws(Failure) -> Response {
        let id = try exchange.id("id")
        let version = try exchange.expectedVersion(of: id, &fields)
        try fields.finish()
        return try exchange.form(showing: .ruled) { () throws(Failure) in
            let user = try carryOut(id, exchange.change(seen: version))
            return exchange.wantsPage ? exchange.seeOther(.to("users", id)) : answer(exchange, user)
        } again: { failure throws(Failure) in
            try userPage(exchange, accounts.user(id), typedRole: typedRole, failure: failure)
        }
    }

    func confirmDeleteUser(_ exchange: Exchange) throws(Failure) -> Response {
        try deletePage(exchange, exchange.id("id"), failure: nil)
    }

    /// Deletes the account, and gives its agents to the person of the id `heir`.
    func deleteUser(_ exchange: Exchange) throws(Failure) -> Response {
        let id = try exchange.id("id")
        var fields = try exchange.fields()
        let heir = try fields.integer("heir")
        let version = try exchange.expectedVersion(of: id, &fields)
        try fields.finish()
        return try exchange.form(showing: .ruled) { () throws(Failure) in
            try accounts.deleteUser(id, heir: heir, by: exchange.change(seen: version))
            return exchange.wantsPage ? exchange.seeOther(Link("/users")) : Response(.noContent)
        } again: { failure throws(Failure) in
            try deletePage(exchange, id, failure: failure)
        }
    }

    private func deletePage(_ exchange: Exchange, _ id: Int64, failure: Failure?) throws(Failure) -> Response {
        let user = try accounts.user(id)
        // An agent's goes to its owner.
        let hasInbox = user.owner == nil ? try accounts.hasInbox(id) : false
        let page = UserDeletePage(
            context: exchange.context, user: user,
            agents: try accounts.agents(of: id).count, projects: try accounts.projectsOwnedAlone(by: id),
            hasInbox: hasInbox,
            people: try accounts.people().filter { $0.id != id },
            failure: failure)
        return exchange.page(showing: failure, title: user.account.name, page)
    }
}

extension ShownFailures {
    /// A rule that was broken, and a copy that is too old.
    static let ruled = ShownFailures { failure in
        failure.kind == .stale || failure.rule != nil && [.invalid, .conflict, .forbidden].contains(failure.kind)
    }

    /// A code of the second factor that is not the right one.
    static let wrongCode = ShownFailures { $0.rule == .wrongCode }
}
