import AuthDomain
import AuthTexts
import Domain
import HTML
import Input
import JSON
import Texts
import Web

extension AuthArea {
    static let roleRoutes: [AreaRoute<AuthArea>] = [
        AreaRoute(.get, "/roles", needs: .permission(.usersManage), handle: listRoles),
        AreaRoute(.post, "/roles", needs: .freshPermission(.usersManage), handle: createRole),
        AreaRoute(.get, "/roles/{name}", needs: .permission(.usersManage), handle: showRole),
        AreaRoute(.patch, "/roles/{name}", needs: .freshPermission(.usersManage), handle: changeRole),
        AreaRoute(.delete, "/roles/{name}", needs: .freshPermission(.usersManage), handle: removeRole),
    ]

    func listRoles(_ exchange: Exchange) throws(Failure) -> Response {
        guard exchange.wantsPage else {
            return exchange.json(.ok, ListJSON("roles", try accounts.roles().map(RoleJSON.init)))
        }
        return try roleListPage(exchange, name: "", permissions: [], failure: nil)
    }

    private func roleListPage(
        _ exchange: Exchange, name: String, permissions: Set<Permission>, failure: Failure?
    ) throws(Failure) -> Response {
        let page = RoleListPage(
            context: exchange.context, roles: try accounts.roles(), name: name,
            permissions: permissions, grantable: try exchange.caller.permissions, failure: failure)
        return exchange.page(showing: failure, title: exchange.texts[.roles], page)
    }

    /// Makes a role of `name` and `permissions`.
    ///
    /// - Shape: JSON 201 with the role, a form 303 to the list.
    func createRole(_ exchange: Exchange) throws(Failure) -> Response {
        var fields = try exchange.fields()
        let name = try fields.requiredText("name")
        let names = try fields.texts("permissions") ?? []
        try fields.finish()
        return try exchange.form(showing: .ruled) { () throws(Failure) in
            let role = Role(name: try RoleRules.name(name), permissions: try RoleRules.permissions(names))
            let made = try accounts.createRole(role, by: exchange.change())
            guard exchange.wantsPage else {
                let address = Link.to("roles", role.name).address
                return answer(exchange, made, .created, headers: [("Location", address)])
            }
            return exchange.seeOther(Link("/roles"))
        } again: { failure throws(Failure) in
            let permissions = Set(names.compactMap(Permission.init(rawValue:)))
            return try roleListPage(exchange, name: name, permissions: permissions, failure: failure)
        }
    }

    func showRole(_ exchange: Exchange) throws(Failure) -> Response {
        let use = try accounts.role(exchange.text("name"))
        guard exchange.wantsPage else { return answer(exchange, use) }
        return try rolePage(exchange, use, failure: nil)
    }

    private func answer(
        _ exchange: Exchange, _ use: RoleUse, _ status: Status = .ok, headers: [(name: String, value: String)] = []
    ) -> Response {
        exchange.resource(
            RoleJSON(use: use), EntityTag.number(of: use.role.name), version: use.version, status: status,
            headers: headers)
    }

    /// - Shape: `typed` are the permissions that were chosen and not taken.
    private func rolePage(
        _ exchange: Exchange, _ use: RoleUse, typed: [String]? = nil, failure: Failure?
    ) throws(Failure) -> Response {
        let page = RolePage(
            context: exchange.context, use: use,
            typed: typed.map { Set($0.compactMap(Permission.init(rawValue:))) },
            grantable: try exchange.caller.permissions, failure: failure)
        return exchange.page(showing: failure, title: exchange.texts.roleName(use.role.name), page)
    }

    /// Gives the role the `permissions` that are sent, and no others.
    func changeRole(_ exchange: Exchange) throws(Failure) -> Response {
        let name = try exchange.text("name")
        var fields = try exchange.fields()
        let names = try fields.texts("permissions")
        let version = try exchange.expectedVersion(of: EntityTag.number(of: name), &fields)
        try fields.finish()
        // A form sends nothing for boxes that are all empty; JSON says what it means.
        guard names != nil || fields.isForm else { throw Failure(.required, field: "permissions") }
        return try exchange.form(showing: .ruled) { () throws(Failure) in
            let permissions = try RoleRules.permissions(names ?? [])
            let use = try accounts.changeRole(name, to: permissions, by: exchange.change(seen: version))
            return exchange.wantsPage ? exchange.seeOther(Link("/roles")) : answer(exchange, use)
        } again: { failure throws(Failure) in
            try rolePage(exchange, accounts.role(name), typed: names ?? [], failure: failure)
        }
    }

    func removeRole(_ exchange: Exchange) throws(Failure) -> Response {
        let name = try exchange.text("name")
        var fields = try exchange.fields()
        let version = try exchange.expectedVersion(of: EntityTag.number(of: name), &fields)
        try fields.finish()
        return try exchange.form(showing: .ruled) { () throws(Failure) in
            try accounts.removeRole(name, by: exchange.change(seen: version))
            return exchange.wantsPage ? exchange.seeOther(Link("/roles")) : Response(.noContent)
        } again: { failure throws(Failure) in
            try rolePage(exchange, accounts.role(name), failure: failure)
        }
    }
}
