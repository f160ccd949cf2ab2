import AuthDomain
import AuthTexts
import Domain
import HTML
import Texts
import Web

/// A link that was just made: shown here and never again.
struct LinkPage: Page {
    let context: PageContext
    let invitation: Invitation
    let link: String

    var title: String {
        switch invitation.purpose {
        case .join: texts[.inviteTitle]
        case .reset(_, let name): texts.resetFor(name)
        }
    }

    var main: HTML {
        """
        <a class="back" href="/users">\(Icon.back.html)\(texts[.accounts])</a>
        <header class="head"><h1>\(title)</h1></header>
        <p class="message" role="status">\(texts[.linkOnce])</p>
        <div class="form"><div class="field"><label for="link">\(texts[.linkLabel])</label>
        <input class="input mono" dir="ltr" id="link" value="\(link)" readonly>
        <p class="hint">\(texts.moment(invitation.expiresAt, in: texts.validUntil(invitation.expiresAt)))</p></div></div>
        """
    }
}

/// The page of whoever follows a link, which asks for a name and a password, or a password alone.
struct InvitationPage: Page {
    enum Kind {
        case join, reset
    }

    let context: PageContext
    let kind: Kind
    let token: String
    /// The name: of a reset, whose password it is; of an invitation, what was typed.
    let name: String
    var zones = ZoneChoice(chosen: nil, offered: [], ofHouse: "UTC")
    let failure: Failure?

    var title: String { kind == .join ? texts[.setupTitle] : texts[.resetTitle] }

    var main: HTML {
        let fields = FormFields(texts: texts, failure: failure)
        return """
            <section class="card"><h1>\(title)</h1>
            <p class="lead">\(texts[kind == .join ? .invitationLead : .resetLead])</p>
            \(refusal)
            <form class="form" method="post" action="\(kind == .join ? Link("/invitation") : Link("/reset"))">\(formToken)\
            <input type="hidden" name="token" value="\(token)">
            \(kind == .join ? fields.line("name", texts[.name], value: name, attributes: nameAttributes) : person)
            \(fields.line(
                "password", texts[.password], value: "", type: "password", hint: passwordHint,
                attributes: " autocomplete=\"new-password\" required"))
            \(kind == .join ? zones.sentence(fields) : nil)
            <button class="button main wide">\(texts[kind == .join ? .invitationButton : .resetButton])</button></form>\
            </section>
            """
    }

    /// Password managers learn from it whose password is set.
    private var person: HTML {
        """
        <p class="second"><b>\(name)</b></p>\
        <input class="unseen" dir="auto" aria-label="\(texts[.name])" value="\(name)" autocomplete="username" readonly tabindex="-1">
        """
    }

    private var refusal: HTML? {
        guard let failure, !["name", "password", "timeZone"].contains(failure.field) else { return nil }
        return FailureMessage(texts: texts, failure: failure).html
    }

    private var passwordHint: String {
        // The rule is said once: beside the field where it is broken, as a hint before that.
        failure?.field == "password"
            ? texts[.setupPasswordHint]
            : texts.sentence(.tooShort(PasswordRules.minimum)) + " " + texts[.setupPasswordHint]
    }

    private var nameAttributes: HTML {
        " autocomplete=\"username\" required"
    }
}
