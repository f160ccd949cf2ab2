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
        let server = try LoopbackPages(pages(), policy: "default-src 'none'; style-src 'self'; img-src 'self'")
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

    private func pages() throws -> [String: LoopbackPages.Page] {
        let (texts, short) = (Texts(.german), Failure(.tooShort(15), field: "password"))
        let www = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../www").path
        let signIn = SignInPage(
            texts: texts, formToken: .empty, name: "Ada", next: nil, failure: Failure(.unauthenticated, ""))
        let setup = SetupPage(texts: texts, formToken: .empty, token: "t", name: "Ada", failure: short)
        return [
            "/login": page(signIn.main), "/setup": page(setup.main),
            "/static/app.css": try .init(file: www + "/app.css"),
        ]
    }

    private func page(_ main: HTML) -> LoopbackPages.Page {
        let layout = Layout(
            texts: Texts(.german), assets: Assets(directory: "/nowhere"), caller: nil, formToken: .empty, here: "/")
        return .init(layout.page(title: "x", main: main).text)
    }
}
