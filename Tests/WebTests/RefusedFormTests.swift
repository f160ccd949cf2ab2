import Domain
import HTML
import Input
import Testing
import TestingElwosa

@testable import Web

struct RefusedFormTests {
    private static let shown: [Failure.Kind] = [.invalid, .stale]
    private let site = SampleSite.make([Route(.post, "/forms/{kind}", needs: .tasksWrite, handle: send)])

    @Sendable private static func send(_ exchange: Exchange) throws(Failure) -> Response {
        let kind = Failure.Kind(rawValue: try exchange.text("kind"))
        let fields = try exchange.fields()
        return try exchange.form(showing: [.invalid, .stale]) { () throws(Failure) in
            if let kind { throw Failure(kind, "This went wrong.") }
            return exchange.seeOther(Link("/"))
        } again: { failure throws(Failure) in
            let page = AgainPage(context: exchange.context, typed: fields.typed("title") ?? "")
            return exchange.page(showing: failure, title: "Again", page)
        }
    }

    private struct AgainPage: Page {
        let context: PageContext
        let typed: String

        var main: HTML { "<p class=\"typed\">\(typed)</p>" }
    }

    private func page(_ kind: String) -> TestReply {
        site.send(TestRequest.form("/forms/\(kind)", [("title", "Milk")], as: .ada).signed(as: .ada))
    }

    @Test(
        "what a form shows comes with what was typed and the failure's own status, and nothing else does",
        arguments: Failure.Kind.allCases)
    func again(kind: Failure.Kind) {
        let page = page(kind.rawValue)
        let typed = page.markup.root.all("p").filter { $0["class"] == "typed" }.map(\.text)
        #expect(typed == (Self.shown.contains(kind) ? ["Milk"] : []))
        if !typed.isEmpty { #expect(page.status == Problem.status(of: kind).rawValue) }
    }

    @Test("a program gets the failure, and whoever is not refused goes on", arguments: Self.shown)
    func problem(kind: Failure.Kind) {
        let type = (name: "Content-Type", value: "application/json")
        let sent = TestRequest("POST", "/forms/\(kind.rawValue)", headers: [type], body: "{}")
        let reply = site.send(sent.signed(as: .ada))
        #expect(reply.status == Problem.status(of: kind).rawValue && reply["detail"] == "This went wrong.")
        #expect(page("none").location == "/")
    }
}
