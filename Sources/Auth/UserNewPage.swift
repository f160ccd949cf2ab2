import AuthDomain
import AuthTexts
import Domain
import HTML
import Texts
import Web

/// The form that invites a person, or that adds an agent.
struct UserNewPage: Page {
    let context: PageContext
    let kind: Account.Kind
    let roles: [String]
    let name: String
    let role: String?
    let days: String?
    let failure: Failure?

    var title: AuthText { kind == .agent ? .agentTitle : .inviteTitle }

    var main: HTML {
        """
        <a class="back" href="/users">\(Icon.back.html)\(texts[.accounts])</a>
        <header class="head"><h1>\(texts[title])</h1></header>
        <nav class="sieve" aria-label="\(texts[.accountKind])"><ul class="chips">
        \(chip(.person, .inviteTitle, Link("/users/new")))\(chip(.agent, .agentTitle, Link("/users/new?kind=agent")))\
        </ul></nav>
        \(kind == .agent ? agent : person)
        """
    }

    private func chip(_ other: Account.Kind, _ text: AuthText, _ link: Link) -> HTML {
        """
        <li><a class="chip" href="\(link)"\(attribute: "aria-current", other == kind ? "true" : nil)>\(texts[text])</a></li>

        """
    }

    private var person: HTML {
        let fields = FormFields(texts: texts, failure: failure)
        return """
            <form class="form" method="post" action="/users/invitations">\(formToken)
            <p class="second">\(texts[.inviteLead])</p>
            \(fields.choice("role", texts[.role], value: role ?? Role.member.name, of: options))
            \(fields.line(
                "days", texts[.inviteDays], value: days ?? String(Invitation.usualDays), type: "number",
                attributes: " min=\"1\" max=\"30\" required"))
            <div class="actions"><button class="button main">\(texts[.inviteButton])</button></div></form>
            """
    }

    private var agent: HTML {
        let fields = FormFields(texts: texts, failure: failure)
        return """
            <form class="form" method="post" action="/users">\(formToken)
            <p class="second">\(texts[.agentLead])</p>
            \(FailureMessage(texts: texts, failure: failure?.field == "owner" ? failure : nil).html)
            \(fields.line("name", texts[.name], value: name, attributes: " required"))
            \(fields.choice("role", texts[.role], value: role ?? Role.agent.name, of: options))
            <div class="actions"><button class="button main">\(texts[.agentTitle])</button></div></form>
            """
    }

    private var options: [(value: String, name: String)] { roles.map { ($0, texts.roleName($0)) } }
}
