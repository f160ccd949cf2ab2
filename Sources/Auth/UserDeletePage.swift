import AuthDomain
import AuthTexts
import Domain
import HTML
import Texts
import Web

/// The question before an account is deleted, and to whom its agents, projects and inbox go.
struct UserDeletePage: Page {
    let context: PageContext
    let user: User
    let agents: Int
    /// Projects that nobody else owns.
    let projects: Int
    let hasInbox: Bool
    let people: [User.Owner]
    let failure: Failure?

    var main: HTML {
        """
        <div class="problem">
        <h1>\(texts.deleteAccountQuestion(user.account.name))</h1>
        \(failure?.field == "heir" ? nil : FailureMessage(texts: texts, failure: failure).html)
        <p class="second">\(texts.deleteAccountConsequence(agents: agents, projects: projects, inbox: hasInbox))</p>
        <form class="form" method="post" action="\(Link.to("users", user.id))">\(formToken)\
        <input type="hidden" name="_method" value="DELETE">\(StoredVersion.field(user.version))
        \(agents + projects > 0 || hasInbox || failure?.field == "heir" ? heir : nil)
        <div class="actions"><button class="button danger main">\(texts[.delete])</button>
        <a class="button" href="\(Link.to("users", user.id))">\(texts[.deleteKeep])</a></div></form>
        </div>
        """
    }

    private var heir: HTML {
        FormFields(texts: texts, failure: failure).choice(
            "heir", texts[.accountHeir], value: "", of: people.map { (value: String($0.id), name: $0.name) })
    }
}
