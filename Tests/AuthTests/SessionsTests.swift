import Domain
import HTML
import JSON
import SQLite
import Store
import Testing
import TestingElwosa
import Texts

@testable import Auth

@Suite("Sessions")
struct SessionsTests {
    private static let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0"

    @Test("are listed with device, network and times, one's own only, the present one marked")
    func list() async throws {
        try await withSite { site in
            site.clock.advance(seconds: 60)
            _ = try site.cookie(of: .ben, device: Self.firefox)
            let reply = try site.get("/auth/sessions", as: .ben)
            #expect(reply["sessions", 0, "device"] == "Firefox on Linux" && reply["sessions", 0, "current"] == false)
            #expect(reply["sessions", 0, "network"] == "127.0.0.1")
            #expect(reply["sessions", 1, "current"] == true && reply["sessions", 1, "id"] == 2)
            #expect(reply["sessions", 1, "createdAt"] == "2026-11-23T08:15:00Z" && reply["sessions", 2] == nil)
        }
    }

    @Test("one of them ends from its next request on, and one's own present one leads to signing in")
    func end() async throws {
        try await withSite { site in
            let other = try site.cookie(of: .ben)
            let id = try #require(try site.newestSession())
            let mark = try site.lastEvent()
            #expect(try site.get("/tasks", headers: [other]).status == 200)
            #expect(try site.delete("/auth/sessions/\(id)", as: .ben).status == 204)
            #expect(try site.get("/tasks", headers: [other]).status == 401)
            #expect(try site.delete("/auth/sessions/\(id)", as: .ben).status == 404)
            #expect(try site.events(after: mark) == ["session_ended"])
            let form = try site.submit("/auth/sessions/2", [("_method", "DELETE")], as: .ben)
            #expect(form.status == 303 && form.location == "/auth/login")
            #expect(try site.get("/tasks", as: .ben).status == 401)
        }
    }

    @Test("another's are not there, whatever one's role")
    func foreign() async throws {
        try await withSite { site in
            let mark = try site.lastEvent()
            #expect(try site.delete("/auth/sessions/2", as: .ada).status == 404)
            #expect(try site.get("/tasks", as: .ben).status == 200)
            #expect(try site.events(after: mark) == [])
        }
    }

    @Test("all others end where they are meant, in the query or the form", arguments: [true, false])
    func others(inQuery: Bool) async throws {
        try await withSite { site in
            let others = [try site.cookie(of: .ben), try site.cookie(of: .ben)]
            let mark = try site.lastEvent()
            if inQuery {
                #expect(try site.delete("/auth/sessions?others", as: .ben)["endedSessions"] == 2)
            } else {
                let form = [("_method", "DELETE"), ("others", "1")]
                #expect(try site.submit("/auth/sessions", form, as: .ben).location == "/auth/sessions")
            }
            #expect(try site.events(after: mark) == ["session_ended", "session_ended"])
            for cookie in others { #expect(try site.get("/tasks", headers: [cookie]).status == 401) }
            #expect(try site.get("/tasks", as: .ben).status == 200)
            #expect(try site.get("/tasks", as: .ada).status == 200)
        }
    }

    @Test("signing out everywhere ends the present one too")
    func everywhere() async throws {
        try await withSite { site in
            let other = try site.cookie(of: .ben)
            let form = [("_method", "DELETE"), ("others", "0")]
            #expect(try site.submit("/auth/sessions", form, as: .ben).location == "/auth/login")
            #expect(try site.get("/tasks", headers: [other]).status == 401)
            #expect(try site.get("/tasks", as: .ben).status == 401)
        }
    }

    @Test("ending any asks for a fresh proof; the page says so instead of showing a button that would be refused")
    func stale() async throws {
        try await withSite { site in
            _ = try site.cookie(of: .ben)
            let fresh = try site.get("/auth/sessions", as: .ben, wants: .page)
            #expect(fresh.text.contains("value=\"DELETE\"") && !fresh.text.contains("/auth/proof"))
            site.clock.advance(seconds: Caller.freshSeconds)
            let page = try site.get("/auth/sessions", as: .ben, wants: .page)
            #expect(!page.text.contains("value=\"DELETE\"") && page.text.contains("/auth/proof?next="))
            for address in ["/auth/sessions", "/auth/sessions/2"] {
                #expect(try site.delete(address, as: .ben).status == 401)
            }
            #expect(try site.get("/tasks", as: .ben).status == 200)
        }
    }

    private static let devices: [(userAgent: String, words: String)] = [
        (firefox, "Firefox on Linux"), (webKit("Windows NT 10.0; Win64; x64") + " Edg/130.0", "Edge on Windows"),
        (webKit("Linux; Android 14"), "Chrome on Android"), (webKit("Macintosh; Intel Mac OS X"), "Chrome on Mac"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari on iPhone"),
        ("curl/8.5.0", "curl"), ("", "Unknown device"), ("Mozilla/5.0", "Unknown device"),
    ]

    private static func webKit(_ system: String) -> String {
        "Mozilla/5.0 (\(system)) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36"
    }

    @Test("a browser is named as people know it", arguments: devices)
    func device(userAgent: String, words: String) {
        #expect(DeviceName(userAgent: userAgent).words(Texts(.english)) == words)
    }
}

extension TestSite {
    fileprivate func newestSession() throws -> Int64? {
        try store.database.read { tx in try tx.value("SELECT max(id) FROM session") }
    }
}
