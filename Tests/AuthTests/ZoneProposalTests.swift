import Foundation
import HTML
import JSON
import Testing
import TestingElwosa
import Texts

@testable import Auth
@testable import Web

/// The browser's time zone, which a script proposes where an account begins: nobody is kept out by it.
@Suite("The proposed time zone")
struct ZoneProposalTests {
    private static let password = "correct horse battery"
    private static let unknown = "Mars/Olympus"

    /// The fields of an account that begins in a zone, as the form sends them.
    private static func fields(_ token: String, _ name: String, in zone: String) -> [(String, String)] {
        [("token", token), ("name", name), ("password", password), ("timeZone", zone)]
    }

    /// The zone that the form of a page sends when nobody touches it.
    private static func sent(by page: TestReply) throws -> String {
        let select = try #require(page.markup.root.all("select").first { $0["name"] == "timeZone" })
        let options = select.all("option")
        return try #require((options.first { $0["selected"] != nil } ?? options.first)?["value"])
    }

    /// The zone's rule is said beside the open choice, and the unknown name is not in it.
    private static func isAskedBack(_ page: TestReply) -> Bool {
        let sentence = page.markup.root.all("details").first { $0["data-zone"] != nil }
        return page.status == 422 && page.text.contains("id=\"timeZone-error\"") && !page.text.contains(unknown)
            && sentence?["open"] != nil && sentence?["data-answered"] != nil
    }

    @Test("one that nobody knows is asked back once at setup, and the form that comes back goes through")
    func setup() throws {
        let house = try EmptyHouse()
        let token = try house.link()
        func setUp(_ name: String, in zone: String) -> TestReply {
            house.site.send(.form("/setup", Self.fields(token, name, in: zone)))
        }
        let unnamed = setUp("A\u{7}da", in: Self.unknown)
        #expect(try unnamed.status == 422 && Self.sent(by: unnamed) == "")
        let page = setUp("Ada", in: Self.unknown)
        #expect(Self.isAskedBack(page))
        let again = setUp("Ada", in: try Self.sent(by: page))
        #expect(again.status == 303 && again.location == "/")
    }

    @Test("one that nobody knows is asked back once at an invitation, and the form that comes back goes through")
    func invitation() async throws {
        try await withSite { site in
            let link = try site.post("/users/invitations", as: .ada)["link"]?.text ?? ""
            let token = link.split(separator: "=").last.map(String.init) ?? ""
            let kept = try site.submit("/invitation", Self.fields(token, Person.ben.name, in: "Asia/Kathmandu"))
            #expect(try kept.status == 409 && Self.sent(by: kept) == "Asia/Kathmandu")
            let page = try site.submit("/invitation", Self.fields(token, "Dora", in: Self.unknown))
            #expect(Self.isAskedBack(page))
            let again = try site.submit("/invitation", Self.fields(token, "Dora", in: Self.sent(by: page)))
            #expect(again.status == 303 && again.location == "/")
        }
    }

    @Test("one that nobody knows is passed over at a sign-in, after a wrong password too")
    func signIn() async throws {
        try await withSite { site in
            func signIn(_ password: String) throws -> TestReply {
                try site.submit(
                    "/auth/login",
                    [("name", Person.ben.name), ("password", password), ("timeZone", Self.unknown)])
            }
            let wrong = try signIn("not this one at all")
            #expect(wrong.status == 401 && !wrong.text.contains(Self.unknown))
            #expect(try signIn(Person.ben.password).status == 303)
            #expect(try site.get("/account", as: .ben)["timeZone"] == .null)
        }
    }

    /// The page of the setup, as `/setup`, before and after a failure.
    private static func server(answered: Bool) throws -> LoopbackPages {
        let context = PageContext.sample(Texts(.english))
        var zones = ZoneChoice(chosen: nil, offered: ["UTC", "Asia/Kolkata", "Europe/Berlin"], ofHouse: "UTC")
        zones.isAnswered = answered
        let setup = SetupPage(context: context, token: "t", name: "Ada", zones: zones, failure: nil)
        let layout = Layout(context: context, assets: Assets(directory: "/nowhere"))
        return LoopbackPages(
            [
                "/setup": .init(layout.page(title: "x", main: setup.main).text),
                "/static/zone.js": try StaticFile.page("zone.js"),
            ], policy: "default-src 'none'; script-src 'self'")
    }

    @Test(
        "is one that the server offers, by whatever name the browser has for it, or none",
        arguments: [
            ("Europe/Berlin", false, "Europe/Berlin"), ("Asia/Kolkata", false, "Asia/Kolkata"),
            ("Asia/Calcutta", false, "Asia/Kolkata"), ("America/New_York", false, ""), ("Europe/Berlin", true, ""),
        ])
    func script(browsers: String, answered: Bool, proposed: String) throws {
        let server = try Self.server(answered: answered)
        try withBrowser { browser in
            try browser.devTools("Emulation.setTimezoneOverride", ["timezoneId": browsers])
            try browser.go(server.address + "/setup")
            let chosen = try browser.evaluate("document.querySelector('select').value") as? String
            let said = try browser.evaluate("document.querySelector('details b').textContent") as? String
            #expect(chosen == proposed && said == (proposed.isEmpty ? "UTC" : proposed))
        }
    }
}
