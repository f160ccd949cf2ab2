import AuthDomain
import AuthTexts
import Domain
import HTML
import Texts
import Web

/// The roles, and the form for another one.
struct RoleListPage: Page {
    let context: PageContext
    let roles: [RoleUse]
    let name: String
    let permissions: Set<Permission>
    let grantable: Set<Permission>
    let failure: Failure?

    var main: HTML {
        """
        <a class="back" href="/users">\(Icon.back.html)\(texts[.accounts])</a>
        <header class="head"><h1>\(texts[.roles])</h1></header>
        <p class="second">\(texts[.rolesLead])</p>
        <ul class="tasks">
        \(roles.map(row))</ul>
        <hr>
        <form class="form" method="post" action="/roles">\(formToken)
        <h2>\(texts[.roleNew])</h2>
        \(failure?.field == "name" ? nil : FailureMessage(texts: texts, failure: failure).html)
        \(FormFields(texts: texts, failure: failure).line(
            "name", texts[.name], value: name, hint: failure == nil ? texts.sentence(.plainName) : nil,
            attributes: " autocapitalize=\"none\" required"))
        \(PermissionBoxes(texts: texts, chosen: permissions, grantable: grantable).html)
        <div class="actions"><button class="button main">\(texts[.roleNew])</button></div></form>
        """
    }

    private func row(_ use: RoleUse) -> HTML {
        """
        <li class="task bare"><a class="title" href="\(Link.to("roles", use.role.name))">\(texts.roleName(use.role.name))</a>
        <span class="facts">\(use.role.isBuiltIn ? "<span class=\"pill\">\(texts[.roleBuiltIn])</span>" as HTML : nil)\
        <span>\(texts.accountCount(use.accounts))</span></span></li>

        """
    }
}
