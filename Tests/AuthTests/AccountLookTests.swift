import AuthDomain
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
        let server = try AccountPages(texts: Texts(.german)).server()
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

    @Test("in a language whose words are longer by 40 %, every page fits the smallest phone, and no words are cut")
    func longer() throws {
        let pages = AccountPages(texts: LongerLanguage.texts())
        let server = try pages.server()
        let names = try pages.pages().keys.filter { !$0.hasSuffix(".css") }.sorted()
        try withBrowser { browser in
            try browser.resize(320, 800, touch: true)
            for name in names {
                try browser.go(server.address + name)
                let faults = try browser.longerFaults()
                #expect(faults == [], "\(name)")
            }
        }
    }
}

/// The pages of accounts, each once.
private struct AccountPages {
    private let now = TestClock.start

    private let context: PageContext

    init(texts: Texts) {
        context = .sample(texts, caller: Person.ada.caller, here: Link("/account"))
    }

    func server() throws -> LoopbackPages {
        try LoopbackPages(pages(), policy: "default-src 'none'; style-src 'self'; img-src 'self'")
    }

    func pages() throws -> [String: LoopbackPages.Answer] {
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
        ].merging(administration) { $1 }
    }

    private var administration: [String: LoopbackPages.Answer] {
        let role = Failure(.unknown, field: "role")
        return [
            "/users": page(UserListPage(context: context, page: users, invitations: [invitation]).main),
            "/user": page(
                UserDetailPage(
                    context: context, user: users.users[0], typedRole: "agent",
                    roles: Role.builtIn.map(\.name), agents: [users.users[1]], isOwn: false,
                    failure: Failure(.stale, "")
                ).main),
            "/invite": page(newUser(.person, role)), "/agent": page(newUser(.agent, role)),
            "/link": page(
                LinkPage(context: context, invitation: invitation, link: "https://elwosa.example/i/abcdef").main),
            "/user-delete": page(
                UserDeletePage(
                    context: context, user: users.users[0], agents: 2, projects: 3, hasInbox: true,
                    people: [], failure: Failure(.notAPerson, field: "heir")
                ).main),
            "/roles": page(
                RoleListPage(
                    context: context, roles: Role.builtIn.map { RoleUse(role: $0, accounts: 2) },
                    name: "",
                    permissions: [], grantable: Set(Permission.allCases), failure: nil
                ).main),
            "/audit": page(
                AuditListPage(
                    context: context, query: AuditQuery(), page: AuditPage(entries: [entry], next: 7), mayErase: true
                ).main),
            "/factor": page(factor(.none)),
            "/factor-begun": page(factor(.begun(key: "ABCDEFGH", address: "otpauth://x"))),
            "/factor-there": page(factor(.confirmed(codesLeft: 2))),
            "/codes": page(RecoveryCodesPage(context: context, codes: ["abcd-efgh-ijkl-mnop"]).main),
            "/proof": page(
                ProofPage(
                    context: context, hasFactor: true, next: nil,
                    failure: Failure(.wrongPassword, field: "password")
                ).main),
        ]
    }

    private func newUser(_ kind: Account.Kind, _ failure: Failure) -> HTML {
        UserNewPage(
            context: context, kind: kind, roles: Role.builtIn.map(\.name), name: "", role: nil,
            days: nil,
            failure: failure
        ).main
    }

    private func factor(_ state: FactorState) -> HTML {
        FactorPage(
            context: context, state: state, isOwed: true, failure: Failure(.wrongCode, field: "code")
        ).main
    }

    private var users: UserPage {
        let ada = Account(id: 1, name: "Ada", kind: .person, role: "administrator", createdAt: now)
        let robot = Account(id: 2, name: "Robot", kind: .agent, role: "agent", createdAt: now)
        return UserPage(
            users: [
                User(
                    account: ada, disabledAt: now, hasSecondFactor: true, owner: nil, mayAct: false, permissions: []),
                User(
                    account: robot, disabledAt: nil, hasSecondFactor: false, owner: User.Owner(id: 1, name: "Ada"),
                    mayAct: true, permissions: Set(Permission.allCases)),
            ], next: 2)
    }

    private var invitation: Invitation {
        Invitation(id: 1, purpose: .join(role: "member"), maker: "Ada", createdAt: now, expiresAt: now)
    }

    private var entry: AuditEntry {
        AuditEntry(
            seq: 9, at: now, actor: .account(1), actorName: "Ada", area: "auth", kind: "session_started", subject: 1,
            network: "2001:db8:85a3::8a2e:370:7334", device: "curl/8.5.0", content: "{\"account\":1}",
            isWithheld: false, tokenMaker: "Ben")
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
                client: Client(network: "2001:db8:85a3::8a2e:370:7334", device: device),
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
            tokens: [token], spaces: [], isFresh: true,
            typed: PersonalTokensPage.Typed(), failure: Failure(.required, field: "scopes")
        ).main
    }

    private var shown: HTML {
        NewPersonalTokenPage(
            context: context, token: token, secret: TokenRules.prefix + String(repeating: "x", count: 43),
            list: Link("/auth/tokens")
        ).main
    }

    private func page(_ main: HTML) -> LoopbackPages.Answer {
        let layout = Layout(context: context, assets: Assets(directory: "/nowhere"))
        return .init(layout.page(title: "x", main: main).text)
    }
}
