import AuthDomain
import AuthTexts
import Domain
import HTML
import HouseTexts
import Texts
import Web

/// One account: what it is, and what can be done with it.
struct UserDetailPage: Page {
    let context: PageContext
    let user: User
    /// The role that was chosen and not taken.
    var typedRole: String?
    let roles: [String]
    let agents: [User]
    /// The account is an agent of the reader.
    let isOwn: Bool
    let failure: Failure?

    var main: HTML {
        """
        <a class="back" href="/users">\(Icon.back.html)\(texts[.accounts])</a>
        <header class="head"><h1>\(user.account.name)</h1>
        \(user.isDisabled ? "<span class=\"pill waiting\">\(texts[.accountIsDisabled])</span>" as HTML : nil)</header>
        \(isContested ? stored : FailureMessage(texts: texts, failure: failure).html)
        <div class="columns"><div>
        \(roleForm)
        \(owned)
        </div><div class="beside-column"><section class="card meta-card">
        \(facts)
        \(actions)
        </section></div></div>
        """
    }

    private var isContested: Bool { failure?.kind == .stale && typedRole != nil }

    private var stored: HTML {
        StoredVersion(texts: texts, rows: [(texts[.role], texts.roleName(user.account.role))]).html
    }

    /// A role that the caller may not give stays as it is, and is shown.
    private var roleForm: HTML {
        let names = roles.contains(user.account.role) ? roles : [user.account.role] + roles
        return """
            <form class="form" method="post" action="\(Link.to("users", user.id))">\(formToken)\
            <input type="hidden" name="_method" value="PATCH">\(StoredVersion.field(user.version))
            \(FormFields(texts: texts, failure: nil).choice(
                "role", texts[.role], value: isContested ? typedRole ?? "" : user.account.role, of: names.map { ($0, texts.roleName($0)) }))
            <div class="actions"><button class="button">\(texts[.save])</button></div></form>
            """
    }

    private var owned: HTML? {
        guard !agents.isEmpty else { return nil }
        return """
            <hr><section class="group"><h2>\(texts[.kindAgents])</h2>
            <ul class="tasks">
            \(agents.map { agent in
                "<li class=\"task bare\"><a class=\"title\" href=\"\(Link.to("users", agent.id))\">\(agent.account.name)</a></li>\n"
                    as HTML
            })</ul></section>
            """
    }

    private var facts: HTML {
        """
        <dl class="meta"><dt>\(texts[.accountKind])</dt><dd>\(texts[user.account.kind])</dd>
        \(user.owner.map(owner))
        <dt>\(texts[.created])</dt><dd>\(texts.moment(user.account.createdAt, as: texts.dateAndTime(user.account.createdAt)))</dd>
        \(user.account.kind == .person ? factor : agentPermissions)</dl>
        """
    }

    private func owner(_ owner: User.Owner) -> HTML {
        "<dt>\(texts[.agentOwner])</dt><dd><a href=\"\(Link.to("users", owner.id))\">\(owner.name)</a></dd>"
    }

    private var factor: HTML {
        "<dt>\(texts[.accountFactor])</dt><dd>\(texts[user.hasSecondFactor ? .yes : .no])</dd>"
    }

    /// Less than the role says, where the owner's role has less.
    private var agentPermissions: HTML {
        let names = Permission.allCases.filter(user.permissions.contains).map { texts[$0] }
        return
            "<dt>\(texts[.agentPermissions])</dt><dd>\(names.isEmpty ? texts[.nothingSet] : names.joined(separator: ", "))</dd>"
    }

    private var actions: HTML {
        """
        <div class="actions">
        \(user.account.kind == .agent ? tokens : nil)
        \(isOwn && may(.memoryRead) ? told : nil)
        \(user.isDisabled && user.owner != nil && !isOwn ? nil : disablement)
        \(user.account.kind == .person ? reset : nil)
        <a class="button danger" href="\(Link.to("users", user.id, "delete"))">\(texts[.delete])</a></div>
        """
    }

    private var disablement: HTML {
        """
        <form method="post" action="\(Link.to("users", user.id, "disablement"))">\(formToken)\
        \(StoredVersion.field(user.version))\
        \(user.isDisabled ? "<input type=\"hidden\" name=\"_method\" value=\"DELETE\">" as HTML : nil)\
        <button class="button">\(texts[user.isDisabled ? .accountEnable : .accountDisable])</button></form>
        """
    }

    private var tokens: HTML {
        "<a class=\"button\" href=\"\(Link.to("users", user.id, "tokens"))\">\(texts[.tokens])</a>"
    }

    private var told: HTML {
        let link = Link.to("memory", "context", query: [("agent", String(user.id))])
        return "<a class=\"button\" href=\"\(link)\">\(texts[.agentContext])</a>"
    }

    private var reset: HTML {
        """
        <form method="post" action="\(Link.to("users", user.id, "reset"))">\(formToken)\
        <button class="button">\(texts[.accountReset])</button></form>
        """
    }
}

/// Why a form did not do what it was asked to, above it.
struct FailureMessage {
    let texts: Texts
    let failure: Failure?

    var html: HTML? {
        guard let failure else { return nil }
        let sentence = failure.rule.map(texts.sentence) ?? texts[failure.kind]
        return "<p class=\"message bad\" role=\"alert\">\(sentence)</p>"
    }
}
