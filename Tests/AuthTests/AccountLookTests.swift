import AuthTexts
import Calendar
import Domain
import Foundation
import HTML
import Testing
import TestingElwosa
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

    private let texts = Texts(.german)
    private let now = TestClock.start

    private func pages() throws -> [String: LoopbackPages.Page] {
        let www = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../www").path
        let account = Account(id: 1, name: "Ada", kind: .person, role: "administrator", createdAt: now)
        let short = Failure(.tooShort(15), field: "password")
        return [
            "/account": page(AccountPage(texts: texts, account: account, saved: .password).main),
            "/password": page(PasswordPage(texts: texts, formToken: .empty, hasFactor: false, failure: short).main),
            "/appearance": page(
                AppearancePage(
                    texts: texts, formToken: .empty, language: "de", theme: nil,
                    zones: ZoneChoice(chosen: nil, offered: Zones().names(), ofHouse: "UTC")
                ).main),
            "/sessions": page(sessions), "/tokens": page(tokens(of: nil)),
            "/agent-tokens": page(tokens(of: "Eve")), "/token": page(shown),
            "/erasure": page(erasure(nil, Failure(.tooShort(6), field: "text"))),
            "/erased": page(erasure(TextErasure(), nil)),
            "/static/app.css": try .init(file: www + "/app.css"),
        ]
    }

    private func erasure(_ erasure: TextErasure?, _ failure: Failure?) -> HTML {
        var shown = erasure
        shown?.events = 1_234
        shown?.since = now
        return ErasurePage(texts: texts, formToken: .empty, mayAudit: true, erasure: shown, failure: failure).main
    }

    private var sessions: HTML {
        let sessions = ["Mozilla/5.0 (Linux) Firefox/132.0", "curl/8.5.0"].enumerated().map { number, device in
            Session(
                id: Int64(number), account: "Ada",
                origin: Origin(network: "2001:db8:85a3::8a2e:370:7334", device: device),
                createdAt: now, seenAt: now, expiresAt: now)
        }
        return SessionsPage(
            texts: texts, formToken: .empty, sessions: sessions, current: 1, isFresh: true, now: now
        ).main
    }

    private var token: PersonalToken {
        PersonalToken(
            id: 1, account: "Ada", name: String(repeating: "Sicherung", count: 7), scopes: Set(Permission.allCases),
            createdAt: now, expiresAt: now.adding(seconds: 86_400), lastUsedAt: nil)
    }

    private func tokens(of agent: String?) -> HTML {
        PersonalTokensPage(
            texts: texts, formToken: .empty,
            holder: TokenHolder(
                accountId: 5, agent: agent, allowed: Set(Permission.allCases), canRevoke: true,
                link: Link("/auth/tokens")),
            tokens: [token], isFresh: true,
            typed: PersonalTokensPage.Typed(), failure: Failure(.required, field: "scopes"), now: now
        ).main
    }

    private var shown: HTML {
        NewPersonalTokenPage(
            texts: texts, token: token, secret: TokenRules.prefix + String(repeating: "x", count: 43),
            list: Link("/auth/tokens")
        ).main
    }

    private func page(_ main: HTML) -> LoopbackPages.Page {
        let layout = Layout(
            texts: texts, assets: Assets(directory: "/nowhere"), caller: Person.ada.caller, formToken: .empty,
            here: "/account")
        return .init(layout.page(title: "x", main: main).text)
    }
}
