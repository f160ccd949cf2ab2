import Domain
import HTML
import Texts
import Web

/// The front door of one's account: who one is, and the ways to what can be changed.
struct AccountPage {
    /// What was changed just before.
    enum Saved: String, CaseIterable {
        case password, appearance

        var link: Link { .to("account", query: [("saved", rawValue)]) }
    }

    let texts: Texts
    let account: Account
    let saved: Saved?

    var main: HTML {
        """
        <header class="head"><h1>\(texts[.account])</h1></header>
        \(message)
        <dl class="meta">
        <dt>\(texts[.name])</dt><dd>\(account.name)</dd>
        <dt>\(texts[.accountRole])</dt><dd>\(account.role)</dd>
        <dt>\(texts[.accountSince])</dt><dd>\(texts.shortDate(account.createdAt.day, withYear: true))</dd>
        </dl>
        <ul class="rows ways">
        \(way(.passwordChange, Link("/account/password")))
        \(way(.sessions, Link("/auth/sessions")))
        \(way(.tokens, Link("/auth/tokens")))
        \(way(.appearance, Link("/account/appearance")))
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
