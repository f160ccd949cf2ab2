import AuthDomain
import AuthStore
import Domain
import HouseStore
import JSON
import SQLite
import Store
import Testing
import TestingElwosa

@Suite("Personal access tokens")
struct PersonalTokensTests {
    private static let reading = #"{"name":"Backup","scopes":["tasks:read"]}"#

    @Test("a token is shown once, and then does what its scopes say")
    func make() async throws {
        try await withSite { site in
            let mark = try site.lastEvent()
            let reply = try site.post("/auth/tokens", json: Self.reading, as: .ben)
            let token = try #require(reply.secret)
            #expect(reply.status == 201 && reply.header("Cache-Control") == "no-store")
            #expect(token.wholeMatch(of: /elwosa_pat_[-_A-Za-z0-9]{43}/) != nil)
            #expect(reply["expiresAt"] == "2027-02-21T08:15:00Z")
            #expect(try site.get("/tasks", headers: [bearer(token)]).status == 200)
            #expect(try site.post("/tasks", json: #"{"title":"x"}"#, headers: [bearer(token)]).status == 403)
            #expect(try site.events(after: mark) == ["token_made"])
            #expect(try site.get("/auth/tokens", as: .ben).text.contains(token.suffix(43)) == false)
            #expect(try site.eventContents(after: mark).joined().contains(token.suffix(43)) == false)
        }
    }

    @Test("only the hash of a token is stored")
    func hash() async throws {
        try await withSite { site in
            let token = try site.token(of: .ben)
            let stored = try site.store.database.read { tx in
                try tx.value("SELECT quote(tokenHash) || name || scopes FROM personalToken") ?? ""
            }
            #expect(!stored.contains(token.suffix(43)) && stored.count > 64)
        }
    }

    @Test(
        "what a token may not be made for names the field",
        arguments: [
            (#"{"scopes":["tasks:read"]}"#, "name"), (#"{"name":" ","scopes":["tasks:read"]}"#, "name"),
            (#"{"name":"x"}"#, "scopes"), (#"{"name":"x","scopes":[]}"#, "scopes"),
            (#"{"name":"x","scopes":["users:manage"]}"#, "scopes"), (#"{"name":"x","scopes":["nothing"]}"#, "scopes"),
            (#"{"name":"x","scopes":["tasks:read"],"days":0}"#, "days"),
            (#"{"name":"x","scopes":["tasks:read"],"days":366}"#, "days"),
            (#"{"name":"x","scopes":["tasks:read"],"user":1}"#, "user"),
        ])
    func refused(body: String, field: String) async throws {
        try await withSite { site in
            let mark = try site.lastEvent()
            let reply = try site.post("/auth/tokens", json: body, as: .ben)
            #expect(reply.status == 422 && reply["field"] == .string(field))
            #expect(try site.events(after: mark) == [])
            #expect(try site.get("/auth/tokens", as: .ben)["tokens", 0] == nil)
        }
    }

    @Test("a form comes back with what was typed and what is wrong, and a good one shows the token")
    func form() async throws {
        try await withSite { site in
            let wrong = [("name", "Back\"up"), ("scopes", "tasks:read"), ("days", "400")]
            let page = try site.submit("/auth/tokens", wrong, as: .ben)
            #expect(page.status == 422 && page.text.contains("Back&quot;up") && page.text.contains("days-error"))
            #expect(page.text.contains("checked") && page.markup.brokenRules() == [])
            let right = [("name", "Backup"), ("scopes", "tasks:read"), ("scopes", "tasks:write"), ("days", "7")]
            let shown = try site.submit("/auth/tokens", right, as: .ben)
            #expect(shown.status == 201 && shown.header("Cache-Control") == "no-store")
            #expect(shown.text.contains("elwosa_pat_") && shown.markup.brokenRules() == [])
        }
    }

    @Test("a revoked token is refused from its next request on, and by its owner alone")
    func revoke() async throws {
        try await withSite { site in
            let token = try site.token(of: .ben)
            let mark = try site.lastEvent()
            #expect(try site.delete("/auth/tokens/1", as: .ada).status == 404)
            #expect(try site.get("/tasks", headers: [bearer(token)]).status == 200)
            #expect(try site.delete("/auth/tokens/1", as: .ben).status == 204)
            #expect(try site.get("/tasks", headers: [bearer(token)]).status == 401)
            #expect(try site.delete("/auth/tokens/1", as: .ben).status == 404)
            #expect(try site.events(after: mark) == ["token_revoked"])
        }
    }

    @Test("an expired token, and one whose owner is disabled, are refused")
    func dead() async throws {
        try await withSite { site in
            let token = try site.token(of: .ben)
            site.clock.advance(seconds: 90 * 86_400 - 1)
            #expect(try site.get("/tasks", headers: [bearer(token)]).status == 200)
            site.clock.advance(seconds: 1)
            #expect(try site.get("/tasks", headers: [bearer(token)]).status == 401)
        }
        try await withSite { site in
            let token = try site.token(of: .ben)
            let change = Change(by: Person.ada.caller, at: site.clock.now)
            _ = try site.store.accounts.disableUser(Person.ben.id, by: change)
            #expect(try site.get("/tasks", headers: [bearer(token)]).status == 401)
        }
    }

    @Test("a token never may more than its owner's role, as that is now")
    func role() async throws {
        try await withSite { site in
            let token = try site.token(of: .ben, scopes: #"["tasks:read","tasks:write"]"#)
            let change = Change(by: Person.ada.caller, at: site.clock.now)
            _ = try site.store.accounts.setRole("viewer", of: Person.ben.id, by: change)
            #expect(try site.get("/tasks", headers: [bearer(token)]).status == 200)
            #expect(try site.post("/tasks", json: #"{"title":"x"}"#, headers: [bearer(token)]).status == 403)
        }
    }

    @Test("a token makes no token and no session, ends none, and changes no account")
    func tokensOnly() async throws {
        try await withSite { site in
            let token = try site.token(of: .ada)
            let mark = try site.lastEvent()
            let addresses = [
                ("GET", "/auth/tokens"), ("POST", "/auth/tokens"), ("DELETE", "/auth/tokens/1"),
                ("GET", "/auth/sessions"),
                ("DELETE", "/auth/sessions"), ("DELETE", "/auth/sessions/1"), ("PUT", "/account/password"),
                ("PUT", "/account/appearance"),
            ]
            for (method, address) in addresses {
                let reply = try site.send(method, address, json: Self.reading, headers: [bearer(token)])
                #expect(reply.status == 403, "\(method) \(address)")
            }
            #expect(try site.get("/account", headers: [bearer(token)])["permissions", 1] == nil)
            #expect(try site.events(after: mark) == [])
        }
    }

    @Test("a token decides alone: a cookie beside it neither helps nor asks for a form token")
    func beside() async throws {
        try await withSite { site in
            let token = try site.token(of: .ben, scopes: #"["tasks:write"]"#)
            let cookie = (
                name: "Cookie",
                value: "elwosa-access=\(Person.ada.accessToken(origin: site.origin, at: site.clock.now))"
            )
            #expect(try site.get("/account", headers: [bearer(token), cookie])["name"] == "Ben")
            #expect(try site.get("/tasks", headers: [bearer(token), cookie]).status == 403)
            #expect(try site.get("/tasks", headers: [bearer("elwosa_pat_x"), cookie]).status == 401)
            let form = TestRequest(
                "POST", "/tasks",
                headers: [(name: "Content-Type", value: "application/x-www-form-urlencoded"), bearer(token), cookie],
                body: "title=Water")
            #expect(try site.send(form).status == 201)
        }
    }

    @Test("a token elsewhere than in the header, twice, or spelled otherwise is nobody's")
    func elsewhere() async throws {
        try await withSite { site in
            let token = try site.token(of: .ben)
            #expect(try site.get("/tasks?access_token=\(token)").status == 401)
            #expect(try site.get("/tasks", headers: [(name: "Cookie", value: "elwosa-access=\(token)")]).status == 401)
            #expect(try site.get("/tasks", headers: [bearer(token), bearer(token)]).status == 401)
            for wrong in [token + "x", String(token.dropLast()), token.uppercased(), " " + token, token + " "] {
                #expect(try site.get("/tasks", headers: [bearer(wrong)]).status == 401, "\(wrong)")
            }
            let lower = (name: "Authorization", value: "bearer \(token)")
            #expect(try site.get("/tasks", headers: [lower]).status == 200)
        }
    }

    @Test("what was made for one token's eyes is not kept for another's")
    func keptPages() async throws {
        try await withSite { site in
            let (ada, ben) = (try site.token(of: .ada), try site.token(of: .ben))
            #expect(try site.get("/", wants: .page, headers: [bearer(ada)]).text.contains("Hello, Ada"))
            #expect(try site.get("/", wants: .page, headers: [bearer(ben)]).text.contains("Hello, Ben"))
        }
    }

    @Test("an account has at most 100 tokens, of which expired ones make room")
    func count() async throws {
        try await withSite { site async throws in
            for number in 1...100 {
                let body = #"{"name":"\#(number)","scopes":["tasks:read"],"days":\#(number == 7 ? 1 : 2)}"#
                #expect(try site.post("/auth/tokens", json: body, as: .ben).status == 201)
            }
            #expect(try site.post("/auth/tokens", json: Self.reading, as: .ben)["field"] == "name")
            #expect(try site.post("/auth/tokens", json: Self.reading, as: .ada).status == 201)
            site.clock.advance(seconds: 86_400)
            let change = Change(by: .commandLine, at: site.clock.now)
            let token = NewPersonalToken(
                accountId: Person.ben.id, name: "x", tokenHash: [UInt8](repeating: 1, count: 32), scopes: [.tasksRead],
                expiresAt: site.clock.now.adding(seconds: 60))
            #expect(try site.store.accounts.makePersonalToken(token, by: change).id == 102)
            #expect(try site.store.accounts.personalTokens(of: .account(Person.ben.id)).count == 101)
        }
    }

    @Test("when a token was used last is kept as the latest moment, and unknown until then")
    func lastUse() async throws {
        try await withSite { site in
            _ = try site.token(of: .ben)
            #expect(try site.get("/auth/tokens", as: .ben)["tokens", 0, "lastUsedAt"] == .null)
            for seconds: Int64 in [60, 10] {
                try site.store.accounts.noteTokenUses([
                    1: TestClock.start.adding(seconds: seconds), 99: TestClock.start,
                ])
            }
            #expect(try site.get("/auth/tokens", as: .ben)["tokens", 0, "lastUsedAt"] == "2026-11-23T08:16:00Z")
        }
    }
}

private func bearer(_ token: String) -> (name: String, value: String) {
    (name: "Authorization", value: "Bearer \(token)")
}

extension TestReply {
    var secret: String? {
        if case .string(let text) = self["token"] { text } else { nil }
    }
}

extension TestSite {
    func token(of person: Person, scopes: String = #"["tasks:read"]"#) throws -> String {
        let reply = try post("/auth/tokens", json: #"{"name":"Test","scopes":\#(scopes)}"#, as: person)
        return try #require(reply.secret)
    }
}
