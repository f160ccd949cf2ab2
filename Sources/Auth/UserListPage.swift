import AuthDomain
import AuthTexts
import Domain
import HTML
import Texts
import Web

/// The accounts, the oldest first, and the invitations that nobody has followed yet.
struct UserListPage: Page {
    let context: PageContext
    let page: UserPage
    let invitations: [Invitation]

    var main: HTML {
        """
        <header class="head"><h1>\(texts[.accounts])</h1>
        <div class="actions"><a class="button" href="/roles">\(texts[.roles])</a>
        <a class="button main" href="/users/new">\(texts[.accountsNew])</a></div></header>
        <ul class="tasks top">
        \(page.users.map(row))</ul>
        \(pager)
        \(pending)
        """
    }

    private func row(_ user: User) -> HTML {
        """
        <li class="task bare"><a class="title" href="\(Link.to("users", user.id))">\(user.account.name)</a>
        <span class="facts">\(user.isDisabled ? disabled : nil)\
        <span>\(texts.roleName(user.account.role))</span>\(user.owner.map(owner))\
        \(user.hasSecondFactor ? factor : nil)</span></li>

        """
    }

    private var disabled: HTML { "<span class=\"pill waiting\">\(texts[.accountIsDisabled])</span>" }

    private var factor: HTML { "<span class=\"pill\">\(texts[.accountFactor])</span>" }

    private func owner(_ owner: User.Owner) -> HTML { "<span>\(texts[.agentOwner]) \(owner.name)</span>" }

    private var pager: HTML? {
        guard let next = page.next else { return nil }
        let link = Link.to("users", query: [("after", String(next))])
        return """
            <nav class="pager" aria-label="\(texts[.pages])"><a class="button" href="\(link)">\(texts[.accountsMore])</a></nav>
            """
    }

    private var pending: HTML? {
        guard !invitations.isEmpty else { return nil }
        return """
            <section class="group"><h2>\(texts[.invitationsOpen])</h2>
            <ul class="tasks">
            \(invitations.map(row))</ul></section>
            """
    }

    private func row(_ invitation: Invitation) -> HTML {
        guard case .join(let role) = invitation.purpose else { return .empty }
        return """
            <li class="step"><span class="title">\(texts.roleName(role))</span>
            <span class="facts">\(texts.moment(invitation.expiresAt, in: texts.validUntil(invitation.expiresAt)))\
            \(invitation.maker.map { "<span>\($0)</span>" as HTML })</span>
            <form method="post" action="\(Link.to("users", "invitations", invitation.id))">\(formToken)\
            <input type="hidden" name="_method" value="DELETE">\
            <button class="plain danger">\(texts[.invitationWithdraw])</button></form></li>

            """
    }
}
