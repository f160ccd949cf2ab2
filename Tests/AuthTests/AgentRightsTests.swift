import AuthDomain
import AuthStore
import Domain
import HouseStore
import JSON
import SQLite
import Store
import Testing
import TestingElwosa

@Suite("An agent and the person it belongs to")
struct AgentRightsTests {
    private static let ofViewer = JSON.array(["tasks:read", "memory:read"])
    private static let task = #"{"title":"Water the plants"}"#

    @Test("it may never do more than its owner, from the next request on and at every door")
    func intersection() async throws {
        try await withSite { site in
            let eve = try site.makeAgent(of: .ben)
            let bearer = try site.bearer(of: eve)
            #expect(try site.post("/tasks", json: Self.task, headers: [bearer]).status == 201)
            _ = try site.patch("/users/2", json: #"{"role":"viewer"}"#, as: .ada)
            let mark = try site.lastEvent()
            #expect(try site.post("/tasks", json: Self.task, headers: [bearer]).status == 403)
            #expect(try site.events(after: mark) == [])
            #expect(try site.get("/tasks", headers: [bearer]).status == 200)
            #expect(try site.get("/auth/verify?permission=tasks:write", headers: [bearer]).status == 403)
            #expect(try site.get("/auth/verify?permission=tasks:read", headers: [bearer]).status == 204)
            #expect(try site.get("/account", headers: [bearer])["permissions"] == Self.ofViewer)
            _ = try site.patch("/users/2", json: #"{"role":"member"}"#, as: .ada)
            #expect(try site.post("/tasks", json: Self.task, headers: [bearer]).status == 201)
        }
    }

    @Test("a role that people defined counts for it as it is now, and one that is gone for nothing")
    func ownRole() async throws {
        try await withSite { site in
            try site.give(.ben, [.tasksRead, .tasksWrite])
            let bearer = try site.bearer(of: site.makeAgent(of: .ben))
            _ = try site.patch("/roles/own", json: #"{"permissions":["tasks:write"]}"#, as: .ada)
            #expect(try site.get("/tasks", headers: [bearer]).status == 403)
            #expect(try site.post("/tasks", json: Self.task, headers: [bearer]).status == 201)
            try site.store.database.write { tx in try tx.run("DELETE FROM role") }
            #expect(try site.post("/tasks", json: Self.task, headers: [bearer]).status == 403)
        }
    }

    @Test("an administrator's agent is none itself once its owner is none")
    func administrator() async throws {
        try await withSite { site in
            _ = try site.patch("/users/2", json: #"{"role":"administrator"}"#, as: .ada)
            let bearer = try site.bearer(of: site.makeAgent(role: "administrator", of: .ben))
            #expect(try site.get("/users", headers: [bearer]).status == 200)
            #expect(try site.get("/audit", headers: [bearer]).status == 200)
            _ = try site.patch("/users/2", json: #"{"role":"member"}"#, as: .ada)
            #expect(try site.get("/users", headers: [bearer]).status == 403)
            #expect(try site.get("/audit", headers: [bearer]).status == 403)
        }
    }

    @Test("who hears what happens for an agent hears it with what is left of its rights")
    func live() async throws {
        try await withSite { site in
            let eve = try site.makeAgent(role: "administrator", of: .ben)
            _ = try site.patch("/users/2", json: #"{"role":"administrator"}"#, as: .ada)
            _ = try site.bearer(of: eve)
            let heard = { try site.store.live.callers(by: [.token(1)], at: site.clock.now)[.token(1)]?.permissions }
            #expect(try heard() == Role.administrator.permissions)
            _ = try site.patch("/users/2", json: #"{"role":"viewer"}"#, as: .ada)
            #expect(try heard() == Role.viewer.permissions)
            _ = try site.post("/users/2/disablement", as: .ada)
            #expect(try heard() == nil)
        }
    }

    @Test("it stops while its owner is disabled, gets no token meanwhile, and goes on afterwards")
    func disabled() async throws {
        try await withSite { site in
            let eve = try site.makeAgent(of: .ben)
            let bearer = try site.bearer(of: eve)
            _ = try site.post("/users/2/disablement", as: .ada)
            #expect(try site.get("/tasks", headers: [bearer]).status == 401)
            let token = #"{"name":"x","scopes":["tasks:read"]}"#
            #expect(try site.post("/users/\(eve)/tokens", json: token, as: .ada).status == 409)
            #expect(try site.get("/users/\(eve)", as: .ada)["permissions"] == .array([]))
            #expect(throws: Failure.notFound) { _ = try site.bearer(of: eve, [.tasksRead]) }
            _ = try site.delete("/users/2/disablement", as: .ada)
            #expect(try site.get("/tasks", headers: [bearer]).status == 200)
        }
    }

    @Test("it waits where its owner owes a second factor, and goes on when there is one")
    func factor() async throws {
        for demand in [FactorDemand.everyone, .administrators] {
            try await withSite(demand: demand) { site in
                let bearer = try site.bearer(of: site.makeAgent(of: .ada))
                #expect(try site.get("/tasks", headers: [bearer]).status == 403)
                _ = try site.setUpFactor(of: .ada)
                #expect(try site.get("/tasks", headers: [bearer]).status == 200)
            }
        }
        try await withSite(demand: .administrators) { site in
            let bearer = try site.bearer(of: site.makeAgent(of: .ben))
            #expect(try site.get("/tasks", headers: [bearer]).status == 200)
        }
    }

    @Test("no token is made for it beyond what it may now, and its page says what that is")
    func tokens() async throws {
        try await withSite { site in
            let eve = try site.makeAgent(of: .cleo)
            let writing = #"{"name":"x","scopes":["tasks:write"]}"#
            #expect(try site.post("/users/\(eve)/tokens", json: writing, as: .ada)["field"] == "scopes")
            #expect(throws: Failure.self) { _ = try site.bearer(of: eve, [.tasksWrite]) }
            #expect(try site.get("/users/\(eve)", as: .ada)["permissions"] == Self.ofViewer)
            let page = try site.get("/users/\(eve)", as: .ada, wants: .page)
            #expect(page.text.contains("<dt>Currently may</dt><dd>read tasks, read from memory</dd>"))
            #expect(page.markup.brokenRules() == [])
        }
    }

    @Test("nobody makes one for somebody else, administrators included; one's own is made")
    func unasked() async throws {
        try await withSite { site in
            let mark = try site.lastEvent()
            for owner in [Person.ben, .cleo, .dot] {
                let refused = try site.post("/users", json: #"{"name":"Eve","owner":\#(owner.id)}"#, as: .ada)
                #expect(refused.status == 403 && refused["field"] == "owner")
            }
            let form = try site.submit("/users", [("name", "Eve"), ("owner", "2"), ("role", "agent")], as: .ada)
            #expect(form.status == 403 && form.text.contains("Only the person it belongs to"))
            #expect(try site.events(after: mark) == [])
            let page = try site.get("/users/new?kind=agent", as: .ada, wants: .page)
            #expect(!page.text.contains("name=\"owner\""))
            #expect(try site.post("/users", json: #"{"name":"Eve"}"#, as: .ada)["owner"] == 1)
            #expect(try site.post("/users", json: #"{"name":"Fay","owner":1}"#, as: .ada)["owner"] == 1)
            #expect(try site.patch("/users/5", json: #"{"owner":2}"#, as: .ada).status == 422)
        }
    }

    @Test("one that is handed over to somebody else arrives disabled, and only that person or the operator starts it")
    func handedOver() async throws {
        try await withSite { site in
            let eve = try site.makeAgent(of: .ben)
            let bearer = try site.bearer(of: eve)
            let mark = try site.lastEvent()
            #expect(try site.send("DELETE", "/users/2", json: #"{"heir":3}"#, as: .ada).status == 204)
            #expect(
                try site.events(after: mark) == [
                    "account_changed", "account_disabled", "session_ended", "account_deleted",
                ])
            #expect(try site.get("/tasks", headers: [bearer]).status == 401)
            let refused = try site.delete("/users/\(eve)/disablement", as: .ada)
            #expect(refused.status == 403 && refused["field"] == "id")
            let page = try site.get("/users/\(eve)", as: .ada, wants: .page)
            #expect(!page.text.contains("/users/\(eve)/disablement"))
            try site.give(.cleo, Role.member.permissions.union([.usersManage]))
            #expect(try site.delete("/users/\(eve)/disablement", as: .cleo).status == 200)
            #expect(try site.get("/tasks", headers: [bearer]).status == 200)
        }
    }

    @Test("whoever takes over an agent for oneself, and the operator, may start what was stopped")
    func takenOver() async throws {
        try await withSite { site in
            let eve = try site.makeAgent(of: .ben)
            let bearer = try site.bearer(of: eve)
            #expect(try site.send("DELETE", "/users/2", json: #"{"heir":1}"#, as: .ada).status == 204)
            #expect(try site.get("/tasks", headers: [bearer]).status == 200)
            #expect(try site.post("/users/\(eve)/disablement", as: .ada).status == 200)
            #expect(try site.delete("/users/\(eve)/disablement", as: .ada).status == 200)
            let fay = try site.makeAgent("Fay", of: .cleo)
            #expect(try site.post("/users/\(fay)/disablement", as: .ada).status == 200)
            #expect(try site.delete("/users/\(fay)/disablement", as: .ada).status == 403)
            let change = Change(by: .commandLine, at: site.clock.now)
            #expect(try site.store.accounts.enableUser(fay, by: change).isDisabled == false)
        }
    }
}
