import Domain
import JSON
import Store
import Testing
import TestingElwosa

@Suite("Looking after users")
struct UserTests {
    @Test("the list names everybody with role and kind, page by page")
    func list() async throws {
        try await withSite { site throws in
            let first = try site.get("/users?limit=3", as: .ada)
            #expect(first.status == 200 && first["users", 0, "name"] == "Ada" && first["next"] == 3)
            let rest = try site.get("/users?after=3", as: .ada)
            #expect(rest["users", 0, "kind"] == "agent" && rest["next"] == .null)
            #expect(try site.get("/users?limit=0", as: .ada).status == 400)
            #expect(try site.get("/users/99", as: .ada).status == 404)
        }
    }

    @Test("an agent is made with an owner, and has no password")
    func agent() async throws {
        try await withSite { site throws in
            let mark = try site.lastEvent()
            let reply = try site.post("/users", json: #"{"name":"Eve","owner":1}"#, as: .ada)
            #expect(reply.status == 201 && reply["role"] == "agent" && reply["owner"] == 1)
            #expect(reply.location == "/users/5")
            #expect(try site.events(after: mark) == ["account_created"])
            #expect(try site.post("/users", json: #"{"name":"eve"}"#, as: .ada).status == 409)
            for body in [#"{"name":"Fay","owner":"1"}"#, #"{"name":"","owner":1}"#, #"{"name":"Fay","role":"odd"}"#] {
                #expect(try site.post("/users", json: body, as: .ada).status == 422, "\(body)")
            }
        }
    }

    @Test("disabling ends sessions on the next request, and enabling does not bring them back")
    func disable() async throws {
        try await withSite { site throws in
            #expect(try site.get("/tasks", as: .ben).status == 200)
            let mark = try site.lastEvent()
            let reply = try site.post("/users/2/disablement", as: .ada)
            #expect(reply.status == 200 && reply["disabledAt"] == .string(site.clock.now.rfc3339))
            #expect(try site.get("/tasks", as: .ben).status == 401)
            let login = SignInTests.login("Ben", Person.ben.password)
            #expect(try site.post("/auth/login", json: login).status == 401)
            #expect(try site.delete("/users/2/disablement", as: .ada)["disabledAt"] == .null)
            #expect(try site.get("/tasks", as: .ben).status == 401)
            #expect(try site.post("/auth/login", json: login).status == 200)
            #expect(
                try site.events(after: mark) == [
                    "account_disabled", "session_ended", "session_refused", "account_enabled", "session_started",
                ])
        }
    }

    @Test("another role counts from the next request on")
    func role() async throws {
        try await withSite { site throws in
            #expect(try site.patch("/users/2", json: #"{"role":"viewer"}"#, as: .ada)["role"] == "viewer")
            #expect(try site.post("/tasks", json: #"{"title":"x"}"#, as: .ben).status == 403)
            #expect(try site.patch("/users/2", json: #"{"role":"odd"}"#, as: .ada).status == 422)
            let mark = try site.lastEvent()
            #expect(try site.patch("/users/2", json: #"{"role":"viewer"}"#, as: .ada).status == 200)
            #expect(try site.events(after: mark) == [])
        }
    }

    @Test("the last administrator stays, with a sentence that says why")
    func lastAdministrator() async throws {
        try await withSite { site throws in
            let mark = try site.lastEvent()
            #expect(try site.post("/users/1/disablement", as: .ada).status == 409)
            #expect(try site.delete("/users/1", as: .ada).status == 409)
            let page = try site.submit("/users/1", [("_method", "PATCH"), ("role", "viewer")], as: .ada)
            #expect(
                page.status == 409 && page.text.contains("Nobody would be left who can sign in as an administrator."))
            #expect(try site.events(after: mark) == [])
        }
    }

    @Test("deleting asks for an heir where there are agents")
    func delete() async throws {
        try await withSite { site throws in
            _ = try site.makeAgent(of: .ben)
            #expect(try site.get("/users/2/delete", as: .ada, wants: .page).text.contains("name=\"heir\""))
            #expect(try site.delete("/users/2", as: .ada)["field"] == "heir")
            #expect(try site.submit("/users/2", [("_method", "DELETE"), ("heir", "2")], as: .ada).status == 422)
            let gone = try site.submit("/users/2", [("_method", "DELETE"), ("heir", "3")], as: .ada)
            #expect(gone.status == 303 && gone.location == "/users")
            #expect(try site.get("/users/5", as: .ada)["owner"] == 3)
            #expect(try site.get("/tasks", as: .ben).status == 401)
        }
    }

    @Test("changes ask for a fresh proof")
    func stepUp() async throws {
        try await withSite { site throws in
            site.clock.advance(seconds: Caller.freshSeconds)
            #expect(try site.get("/users", as: .ada).status == 200)
            let mark = try site.lastEvent()
            #expect(try site.post("/users/2/disablement", as: .ada).status == 401)
            #expect(try site.post("/users/2/reset", as: .ada).status == 401)
            #expect(try site.post("/roles", json: #"{"name":"x","permissions":[]}"#, as: .ada).status == 401)
            #expect(try site.events(after: mark) == [])
        }
    }
}
