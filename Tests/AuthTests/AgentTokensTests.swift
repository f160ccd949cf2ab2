import AuthDomain
import AuthStore
import Domain
import HouseStore
import JSON
import Store
import Testing
import TestingElwosa

@Suite("The tokens of an agent")
struct AgentTokensTests {
    private static let reading = #"{"name":"Nightly","scopes":["tasks:read"]}"#
    private static let address = "/users/\(Person.dot.id)/tokens"

    @Test("one that is made is shown once, and acts as the agent with what its scopes say")
    func make() async throws {
        try await withSite { site in
            let mark = try site.lastEvent()
            let reply = try site.post(Self.address, json: Self.reading, as: .ada)
            let token = try #require(reply["token"]?.text)
            #expect(reply.status == 201 && reply.header("Cache-Control") == "no-store")
            #expect(try site.get("/account", headers: [bearer(token)])["name"] == .string(Person.dot.name))
            #expect(try site.get("/tasks", headers: [bearer(token)]).status == 200)
            #expect(try site.post("/tasks", json: #"{"title":"x"}"#, headers: [bearer(token)]).status == 403)
            #expect(try site.events(after: mark) == ["token_made"])
            #expect(try site.newestBody().contains(#""account":\#(Person.dot.id)"#))
            let list = try site.get(Self.address, as: .ada)
            #expect(list["tokens", 0, "name"] == "Nightly" && list["tokens", 0, "token"] == nil)
            #expect(try site.get("/auth/tokens", as: .ada)["tokens", 0] == nil)
        }
    }

    @Test("one that is revoked is refused from its next request on")
    func revoke() async throws {
        try await withSite { site in
            let token = try #require(try site.post(Self.address, json: Self.reading, as: .ada)["token"]?.text)
            let mark = try site.lastEvent()
            #expect(try site.delete("/auth/tokens/1", as: .ada).status == 404)
            #expect(try site.get("/tasks", headers: [bearer(token)]).status == 200)
            #expect(try site.delete(Self.address + "/1", as: .ada).status == 204)
            #expect(try site.get("/tasks", headers: [bearer(token)]).status == 401)
            #expect(try site.delete(Self.address + "/1", as: .ada).status == 404)
            #expect(try site.events(after: mark) == ["token_revoked"])
        }
    }

    @Test("a person's are out of reach for everybody else, and that person has another address")
    func people() async throws {
        try await withSite { site in
            _ = try site.post("/auth/tokens", json: Self.reading, as: .ben)
            let mark = try site.lastEvent()
            for person in [Person.ben, .ada] {
                let address = "/users/\(person.id)/tokens"
                let refused = try site.post(address, json: Self.reading, as: .ada)
                #expect(refused.status == 403 && refused["field"] == "id")
                #expect(refused.text.contains("by that person alone"))
                #expect(try site.get(address, as: .ada).status == 403)
                #expect(try site.delete(address + "/1", as: .ada).status == 403)
            }
            #expect(try site.get("/users/99/tokens", as: .ada).status == 404)
            #expect(try site.events(after: mark) == [])
            #expect(try site.get("/auth/tokens", as: .ben)["tokens", 0, "id"] == 1)
        }
    }

    @Test("the store makes none for another person either, but for the command line")
    func store() async throws {
        try await withSite { site in
            let store = site.store
            let token = NewPersonalToken(
                accountId: Person.ben.id, name: "x", tokenHash: [UInt8](repeating: 1, count: 32), scopes: [.tasksRead],
                expiresAt: TestClock.start.adding(seconds: 60))
            #expect(throws: Failure(.tokensOfPerson, field: "id", kind: .forbidden)) {
                try store.accounts.makePersonalToken(token, by: Change(by: Person.ada.caller, at: TestClock.start))
            }
            #expect(try store.accounts.personalTokens(of: .everybody) == [])
            let made = try store.accounts.makePersonalToken(token, by: Change(by: .commandLine, at: TestClock.start))
            #expect(made.account == Person.ben.name)
        }
    }

    @Test("none is made for more than the agent's role permits, or than the caller may")
    func scopes() async throws {
        try await withSite { site in
            let beyondRole = #"{"name":"x","scopes":["users:manage"]}"#
            #expect(try site.post(Self.address, json: beyondRole, as: .ada)["field"] == "scopes")
            try site.give(.ben, [.usersManage, .tasksRead])
            let beyondCaller = #"{"name":"x","scopes":["tasks:write"]}"#
            let mark = try site.lastEvent()
            let refused = try site.post(Self.address, json: beyondCaller, as: .ben)
            #expect(refused.status == 422 && refused["field"] == "scopes")
            #expect(try site.events(after: mark) == [])
            #expect(try site.post(Self.address, json: Self.reading, as: .ben).status == 201)
        }
    }

    @Test("whoever may less than a token does not revoke it")
    func revokeBeyond() async throws {
        try await withSite { site in
            _ = try site.post(Self.address, json: #"{"name":"x","scopes":["tasks:write"]}"#, as: .ada)
            try site.give(.ben, [.usersManage, .tasksRead])
            let refused = try site.delete(Self.address + "/1", as: .ben)
            #expect(refused.status == 403 && refused["field"] == "scopes")
            #expect(try site.get(Self.address, as: .ada)["tokens", 0, "id"] == 1)
        }
    }

    @Test("making and revoking ask for a fresh proof, seeing does not")
    func stepUp() async throws {
        try await withSite { site in
            _ = try site.post(Self.address, json: Self.reading, as: .ada)
            site.clock.advance(seconds: Caller.freshSeconds)
            #expect(try site.post(Self.address, json: Self.reading, as: .ada).status == 401)
            #expect(try site.delete(Self.address + "/1", as: .ada).status == 401)
            let page = try site.get(Self.address, as: .ada, wants: .page)
            #expect(page.status == 200 && page.text.contains("next=%2Fusers%2F4%2Ftokens"))
            #expect(!page.text.contains("name=\"scopes\"") && !page.text.contains("value=\"DELETE\""))
        }
    }

    @Test("a disabled agent gets none, and its page offers none")
    func disabled() async throws {
        try await withSite { site in
            _ = try site.post("/users/4/disablement", as: .ada)
            #expect(try site.post(Self.address, json: Self.reading, as: .ada).status == 409)
            #expect(try site.get(Self.address, as: .ada, wants: .page).text.contains("name=\"scopes\"") == false)
        }
    }

    @Test("its page is found from the agent's, keeps every rule of a page, and shows a new token once")
    func page() async throws {
        try await withSite { site in
            #expect(try site.get("/users/4", as: .ada, wants: .page).text.contains("href=\"/users/4/tokens\""))
            #expect(try site.get("/users/2", as: .ada, wants: .page).text.contains("/tokens\"") == false)
            let wrong = try site.submit(
                Self.address, [("name", "A\"b"), ("scopes", "tasks:read"), ("days", "0")], as: .ada)
            #expect(wrong.status == 422 && wrong.text.contains("A&quot;b") && wrong.markup.brokenRules() == [])
            let shown = try site.submit(
                Self.address, [("name", "Nightly"), ("scopes", "tasks:read"), ("days", "7")], as: .ada)
            #expect(shown.status == 201 && shown.header("Cache-Control") == "no-store")
            #expect(shown.text.contains("elwosa_pat_") && shown.text.contains("href=\"/users/4/tokens\""))
            let list = try site.get(Self.address, as: .ada, wants: .page)
            #expect(list.text.contains("action=\"/users/4/tokens/1\"") && list.markup.brokenRules() == [])
            #expect(!list.text.contains("elwosa_pat_"))
            let gone = try site.submit(Self.address + "/1", [("_method", "DELETE")], as: .ada)
            #expect(gone.status == 303 && gone.location == "/users/4/tokens")
        }
    }
}

private func bearer(_ token: String) -> (name: String, value: String) {
    (name: "Authorization", value: "Bearer \(token)")
}

extension TestSite {
    /// Gives somebody a role of these permissions.
    func give(_ person: Person, _ permissions: Set<Permission>) throws {
        let change = Change(by: Person.ada.caller, at: clock.now)
        _ = try store.accounts.createRole(Role(name: "own", permissions: permissions), by: change)
        _ = try store.accounts.setRole("own", of: person.id, by: change)
    }
}
