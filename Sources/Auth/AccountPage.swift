import Domain
import HTML
import Texts
import Web

/// The front door of one's account: who one is, and the ways to what can be changed.
struct AccountPage: Page {
    /// The part that was changed just before.
    enum Saved: String, CaseIterable {
        case password, appearance

        var link: Link { .to("account", query: [("saved", rawValue)]) }
    }

    let context: PageContext
    let account: Account
    /// What the caller may look after besides; a phone has no side bar that leads there.
    var permissions: Set<Permission> = []
    let saved: Saved?

    var main: HTML {
        """
        <header class="head"><h1>\(texts[.account])</h1></header>
        \(message)
        <dl class="meta">
        <dt>\(texts[.name])</dt><dd>\(account.name)</dd>
        <dt>\(texts[.accountRole])</dt><dd>\(texts.roleName(account.role))</dd>
        <dt>\(texts[.accountSince])</dt><dd>\(texts.shortDate(account.createdAt, withYear: true))</dd>
        </dl>
        <ul class="rows ways">
        \(way(.passwordChange, Link("/account/password")))
        \(way(.factorTitle, Link("/account/factor")))
        \(way(.sessions, Link("/auth/sessions")))
        \(way(.tokens, Link("/auth/tokens")))
        \(way(.appearance, Link("/account/appearance")))
        \(permissions.contains(.usersManage) ? way(.accounts, Link("/users")) : nil)
        \(permissions.contains(.auditRead) ? way(.audit, Link("/audit")) : nil)
        </ul>
        """
    }

    private var message: HTML? {
        guard let saved else { return nil }
        let sentence = texts[saved == .password ? .passwordChanged : .appearanceSaved]
        return "<p class=\"message\" role=\"status\">\(sentence)</p>"
    }

    private func way(_ text: Text, _ link: Link) -> HTML { "<li><a href=\"\(link)\">\(texts[text])</a></li>" }
}
