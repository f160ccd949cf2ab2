import AuthDomain
import Domain
import JSON
import Testing
import TestingElwosa

@Suite("Roles and the audit")
struct RoleTests {
    @Test("an own role is made, given, changed and removed")
    func own() async throws {
        try await withSite { site throws in
            let mark = try site.lastEvent()
            let made = try site.post("/roles", json: #"{"name":"reader","permissions":["tasks:read"]}"#, as: .ada)
            #expect(made.status == 201 && made["builtIn"] == false && made.location == "/roles/reader")
            _ = try site.patch("/users/2", json: #"{"role":"reader"}"#, as: .ada)
            #expect(try site.get("/tasks", as: .ben).status == 200)
            #expect(try site.post("/tasks", json: #"{"title":"x"}"#, as: .ben).status == 403)
            _ = try site.patch("/roles/reader", json: #"{"permissions":[]}"#, as: .ada)
            #expect(try site.get("/tasks", as: .ben).status == 403)
            #expect(try site.delete("/roles/reader", as: .ada).status == 409)
            _ = try site.patch("/users/2", json: #"{"role":"member"}"#, as: .ada)
            #expect(try site.delete("/roles/reader", as: .ada).status == 204)
            #expect(try site.get("/roles/reader", as: .ada).status == 404)
            #expect(
                try site.events(after: mark) == [
                    "role_saved", "account_changed", "role_saved", "account_changed", "role_removed",
                ])
        }
    }

    @Test(
        "names and permissions against the rules are refused",
        arguments: [
            (#"{"name":"Reader","permissions":[]}"#, 422), (#"{"name":"","permissions":[]}"#, 422),
            (#"{"name":"1x","permissions":[]}"#, 422), (#"{"name":"a/b","permissions":[]}"#, 422),
            (#"{"name":"x","permissions":["odd"]}"#, 422), (#"{"name":"member","permissions":[]}"#, 409),
            (#"{"name":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","permissions":[]}"#, 422),
        ])
    func refused(json: String, status: Int) async throws {
        try await withSite { site throws in
            let mark = try site.lastEvent()
            #expect(try site.post("/roles", json: json, as: .ada).status == status)
            #expect(try site.events(after: mark) == [])
        }
    }

    @Test("the built-in roles stay as they are")
    func builtIn() async throws {
        try await withSite { site throws in
            for role in Role.builtIn {
                let address = "/roles/\(role.name)"
                #expect(try site.patch(address, json: #"{"permissions":[]}"#, as: .ada).status == 409)
                #expect(try site.delete(address, as: .ada).status == 409)
            }
            #expect(try site.patch("/roles/member", json: "{}", as: .ada)["field"] == "permissions")
        }
    }

    @Test("the audit tells who did what from where, and filters by it")
    func audit() async throws {
        try await withSite { site throws in
            let agent = [(name: "User-Agent", value: "curl/8")]
            _ = try site.send("POST", "/users/2/disablement", json: "{}", as: .ada, headers: agent)
            let reply = try site.get("/audit?kind=account_disabled", as: .ada)
            #expect(reply["events", 0, "actorName"] == "Ada" && reply["events", 0, "device"] == "curl/8")
            #expect(reply["events", 0, "network"] == "127.0.0.1" && reply["events", 0, "content", "name"] == "Ben")
            #expect(reply["events", 1] == nil)
            let day = site.clock.now.rfc3339.prefix(10)
            #expect(try site.get("/audit?actor=ada&area=auth&after=\(day)&limit=1", as: .ada)["next"] != .null)
            #expect(try site.get("/audit?before=\(day)", as: .ada)["events", 0] == nil)
            let empty = try site.get("/audit?actor=nobody-here", as: .ada, wants: .page)
            #expect(empty.text.contains("Nothing found."))
        }
    }

    @Test(
        "an audit asked for in the wrong way is a broken address",
        arguments: ["kind=odd", "area=odd", "after=yesterday", "limit=0", "limit=201", "olderThan=x", "odd=1"])
    func malformed(query: String) async throws {
        try await withSite { site throws in
            #expect(try site.get("/audit?\(query)", as: .ada).status == 400)
        }
    }

    @Test("every page of people and rights keeps the rules of a page, in both languages", arguments: ["de", "en"])
    func pages(language: String) async throws {
        try await withSite { site throws in
            let headers = [(name: "Accept-Language", value: language)]
            _ = try site.post("/roles", json: #"{"name":"reader","permissions":["tasks:read"]}"#, as: .ada)
            _ = try site.makeAgent("<Eve> & \"co\"", of: .ben)
            _ = try site.post("/users/invitations", as: .ada)
            _ = try site.post("/users/3/disablement", as: .ada)
            let addresses = [
                "/users", "/users/new", "/users/new?kind=agent", "/users/2", "/users/3", "/users/5", "/users/2/delete",
                "/users/5/delete", "/roles", "/roles/reader", "/roles/member", "/audit", "/audit?kind=role_removed",
                "/audit?limit=1", "/audit/erasure",
            ]
            for address in addresses {
                let page = try site.get(address, as: .ada, wants: .page, headers: headers)
                #expect(page.status == 200 && page.markup.brokenRules() == [], "\(address)")
            }
            for (address, fields) in [
                ("/users", [("name", ""), ("owner", "2"), ("role", "agent")]), ("/roles", [("name", "X")]),
                ("/users/invitations", [("role", "member"), ("days", "99")]), ("/users/2/reset", []),
                ("/roles/reader", [("_method", "PATCH"), ("permissions", "odd")]),
                ("/audit/erasure", [("text", "short")]), ("/audit/erasure", [("text", "nowhere at all")]),
            ] {
                let page = try site.submit(address, fields, as: .ada, headers: headers)
                #expect(page.markup.brokenRules() == [], "\(address)")
            }
        }
    }

    @Test("the side bar shows accounts and audit to those who may, and to nobody else")
    func menu() async throws {
        try await withSite { site throws in
            let administrator = try site.get("/tasks", as: .ada, wants: .page).text
            #expect(administrator.contains("href=\"/users\"") && administrator.contains("href=\"/audit\""))
            let member = try site.get("/tasks", as: .ben, wants: .page).text
            #expect(!member.contains("href=\"/users\"") && !member.contains("href=\"/audit\""))
        }
    }
}
