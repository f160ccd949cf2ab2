import Domain
import Foundation
import HTML
import Testing
import TestingElwosa
import Texts

@testable import Auth
@testable import Web

struct AuthLookTests {
    @Test("sign-in and setup are readable and fit, from the smallest phone to a desk, in the light and in the dark")
    func look() throws {
        let server = try LoopbackPages(pages(Texts(.german)), policy: Self.policy)
        try withBrowser { browser in
            for (width, dark) in [(320, false), (320, true), (1_280, false), (1_280, true)] {
                try browser.resize(width, 800, touch: width == 320)
                try browser.emulate(dark: dark)
                for name in ["/login", "/setup"] {
                    try browser.go(server.address + name)
                    let faults = try browser.lookFaults()
                    #expect(faults == [], "\(name) at \(width), dark: \(dark)")
                }
            }
        }
    }

    @Test(
        "in a language whose words are longer by 40 %, sign-in and setup fit the smallest phone, and no words are cut")
    func longer() throws {
        let server = try LoopbackPages(pages(LongerLanguage.texts()), policy: Self.policy)
        try withBrowser { browser in
            try browser.resize(320, 800, touch: true)
            for name in ["/login", "/setup", "/invitation", "/reset", "/code"] {
                try browser.go(server.address + name)
                let faults = try browser.longerFaults()
                #expect(faults == [], "\(name)")
            }
        }
    }

    private static let policy = "default-src 'none'; style-src 'self'; img-src 'self'"

    private func pages(_ texts: Texts) throws -> [String: LoopbackPages.Answer] {
        let (context, short) = (PageContext.sample(texts), Failure(.tooShort(15), field: "password"))
        let signIn = SignInPage(
            context: context, name: "Ada", next: nil, failure: Failure(.unauthenticated, ""))
        let setup = SetupPage(context: context, token: "t", name: "Ada", failure: short)
        let join = InvitationPage(
            context: context, kind: .join, token: "t", name: "Ada", failure: short)
        let reset = InvitationPage(
            context: context, kind: .reset, token: "t", name: "Ada", failure: nil)
        let code = SignInCodePage(
            context: context, ticket: "t", next: nil, failure: Failure(.wrongCode, field: "code"))
        return [
            "/login": page(signIn.main, texts), "/setup": page(setup.main, texts), "/code": page(code.main, texts),
            "/invitation": page(join.main, texts), "/reset": page(reset.main, texts),
            "/static/app.css": try StaticFile.page("app.css"),
        ]
    }

    private func page(_ main: HTML, _ texts: Texts) -> LoopbackPages.Answer {
        let layout = Layout(context: .sample(texts), assets: Assets(directory: "/nowhere"))
        return .init(layout.page(title: "x", main: main).text)
    }
}
