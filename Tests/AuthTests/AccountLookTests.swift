import Calendar
import Domain
import Foundation
import HTML
import TestingElwosa
import Testing
import AuthTexts
import Texts

@testable import Auth
@testable import Web

struct AccountLookTests {
    @Test("the pages of the account are readable and fit, from the smallest phone to a desk, light and dark")
    func look() throws {
        let server = try LoopbackPages(pages(), policy: "default-src 'none'; style-src 'self'; img-src 'self'")
        try withBrowser { browser in
            for (width, dark) in [(320, false), (1_280, true)] {
                try browser.resize(width, 800, touch: width == 320)
                try browser.emulate(dark: dark)
                for name in [
                    "/account", "/password", "/appearance", "/sessions", "/tokens", "/agent-tokens", "/token",
                    "/erasure",
                    "/erased",
                ] {
                    try browser.go(server.address + name)
                    let faults = try browser.lookFaults()
                    #expect(faults == [], "\(name) at \(width), dark: \(dark)")
                }
            }
        }
    }

    private let context = PageContext.sample(.german, caller: Person.ada.caller, here: Link("/account"))
    private let now = TestClock.start

    private func pages() throws -> [String: LoopbackPages.Page] {
        let account = Account(id: 1, name: "Ada", kind: .person, role: "administrator", createdAt: now)
        let short = Failure(.tooShort(15), field: "password")
        return [
            "/account": page(AccountPage(context: context, account: account, saved: .password).main),
            "/password": page(PasswordPage(context: context, hasFactor: false, failure: short).main),
            "/appearance": page(
                AppearancePage(
                    context: context, language: "de", theme: nil,
                    zones: ZoneChoice(chosen: nil, offered: Zones().names(), ofHouse: "UTC")
                ).main),
            "/sessions": page(sessions), "/tokens": page(tokens(of: nil)),
            "/agent-tokens": page(tokens(of: "Eve")), "/token": page(shown),
            "/erasure": page(erasure(nil, Failure(.tooShort(6), field: "text"))),
            "/erased": page(erasure(TextErasure(), nil)),
            "/static/app.css": try StaticFile.page("app.css"),
        ]
    }

    private func erasure(_ erasure: TextErasure?, _ failure: Failure?) -> HTML {
        var shown = erasure
        shown?.events = 1_234
        shown?.since = now
        return ErasurePage(context: context, mayAudit: true, erasure: shown, failure: failure).main
    }

    private var sessions: HTML {
        let sessions = ["Mozilla/5.0 (Linux) Firefox/132.0", "curl/8.5.0"].enumerated().map { number, device in
            Session(
                id: Int64(number), account: "Ada",
                origin: Origin(network: "2001:db8:85a3::8a2e:370:7334", device: device),
                createdAt: now, seenAt: now, expiresAt: now)
        }
        return SessionsPage(
            context: context, sessions: sessions, current: 1, isFresh: true
        ).main
    }

    private var token: PersonalToken {
        PersonalToken(
            id: 1, account: "Ada", name: String(repeating: "Sicherung", count: 7), scopes: Set(Permission.allCases),
            createdAt: now, expiresAt: now.adding(seconds: 86_400), lastUsedAt: nil)
    }

    private func tokens(of agent: String?) -> HTML {
        PersonalTokensPage(
            context: context,
            holder: TokenHolder(
                accountId: 5, agent: agent, allowed: Set(Permission.allCases), canRevoke: true,
                link: Link("/auth/tokens")),
            tokens: [token], isFresh: true,
            typed: PersonalTokensPage.Typed(), failure: Failure(.required, field: "scopes")
        ).main
    }

    private var shown: HTML {
        NewPersonalTokenPage(
            context: context, token: token, secret: TokenRules.prefix + String(repeating: "x", count: 43),
            list: Link("/auth/tokens")
        ).main
    }

    private func page(_ main: HTML) -> LoopbackPages.Page {
        let layout = Layout(context: context, assets: Assets(directory: "/nowhere"))
        return .init(layout.page(title: "x", main: main).text)
    }
}
