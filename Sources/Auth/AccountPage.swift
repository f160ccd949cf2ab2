import AuthDomain
import AuthTexts
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
    /// The caller's permissions, which add the ways to what it looks after: a phone has no side bar that leads there.
    var permissions: Set<Permission> = []
    let saved: Saved?

    var main: HTML {
        """
        <header class="head"><h1>\(texts[.account])</h1></header>
        \(message)
        <dl class="meta">
        <dt>\(texts[.name])</dt><dd>\(account.name)</dd>
        <dt>\(texts[.accountRole])</dt><dd>\(texts.roleName(account.role))</dd>
        <dt>\(texts[.accountSince])</dt><dd>\(texts.moment(account.createdAt, as: texts.shortDate(account.createdAt, withYear: true)))</dd>
        </dl>
        <ul class="rows ways">
        \(way(texts[.passwordChange], Link("/account/password")))
        \(way(texts[.factorTitle], Link("/account/factor")))
        \(way(texts[.sessions], Link("/auth/sessions")))
        \(way(texts[.tokens], Link("/auth/tokens")))
        \(way(texts[.appearance], Link("/account/appearance")))
        \(files)
        \(permissions.contains(.usersManage) ? way(texts[.accounts], Link("/users")) : nil)
        \(permissions.contains(.auditRead) ? way(texts[.audit], Link("/audit")) : nil)
        </ul>
        """
    }

    /// The ways to import tasks, for whoever may write, and to export them, for whoever may read.
    private var files: HTML? {
        if permissions.contains(.tasksWrite) { return way(texts[.importExport], Link.to("tasks", "import")) }
        return permissions.contains(.tasksRead) ? way(texts[.export], Link.to("tasks", "export")) : nil
    }

    private var message: HTML? {
        guard let saved else { return nil }
        let sentence = texts[saved == .password ? .passwordChanged : .appearanceSaved]
        return "<p class=\"message\" role=\"status\">\(sentence)</p>"
    }

    private func way(_ text: String, _ link: Link) -> HTML { "<li><a href=\"\(link)\">\(text)</a></li>" }
}
