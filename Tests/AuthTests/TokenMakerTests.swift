import Domain
import JSON
import Store
import TaskDomain
import TaskStore
import Testing
import TestingElwosa

@Suite("A token that somebody makes for an agent")
struct TokenMakerTests {
    private static let address = "/users/\(Person.dot.id)/tokens"
    private static let writing = #"{"name":"Nightly","scopes":["tasks:read","tasks:write"]}"#

    private func by(_ person: Person, _ site: TestSite) -> Change { Change(by: person.caller, at: site.clock.now) }

    @Test("takes membership of every project of the agent's, with no lesser role")
    func membership() async throws {
        try await withSite { site in
            let projects = site.store.projects
            let move = try projects.createProject(ProjectDraft(name: "Move"), by: by(.ben, site)).project.id
            _ = try projects.setMember("Dot", .editor, of: move, by: by(.ben, site))
            for role in [nil, ProjectRole.viewer] {
                if let role { _ = try projects.setMember("Ada", role, of: move, by: by(.ben, site)) }
                let mark = try site.lastEvent()
                let refused = try site.post(Self.address, json: Self.writing, as: .ada)
                #expect(refused.status == 403 && refused["field"] == "id")
                #expect(try site.events(after: mark) == [])
            }
            _ = try projects.setMember("Ada", .editor, of: move, by: by(.ben, site))
            #expect(try site.post(Self.address, json: Self.writing, as: .ada).status == 201)
            let other = try projects.createProject(ProjectDraft(name: "Other"), by: by(.ben, site)).project.id
            _ = try projects.setMember("Dot", .viewer, of: other, by: by(.ben, site))
            #expect(try site.post(Self.address, json: Self.writing, as: .ada).status == 403)
            #expect(try site.bearer(of: Person.dot.id).name == "Authorization")
        }
    }

    @Test("takes it of the agent's owner as well")
    func owner() async throws {
        try await withSite { site in
            let eve = try site.makeAgent(of: .ada)
            let move = try site.store.projects.createProject(ProjectDraft(name: "Move"), by: by(.ben, site)).project.id
            _ = try site.store.projects.setMember("Eve", .viewer, of: move, by: by(.ben, site))
            #expect(try site.post("/users/\(eve)/tokens", json: Self.writing, as: .ada).status == 403)
        }
    }

    @Test("says in the log, the history, the activity and the audit who made it, also when it is gone")
    func told() async throws {
        try await withSite { site in
            let reply = try site.post(Self.address, json: Self.writing, as: .ada)
            let bearer = (name: "Authorization", value: "Bearer \(try #require(reply["token"]?.text))")
            #expect(reply["madeBy"] == "Ada")
            #expect(try site.post("/tasks", json: #"{"title":"Weed"}"#, headers: [bearer]).status == 201)
            #expect(try site.newestBody().contains(#""tokenMadeBy":1"#))
            #expect(try site.get(Self.address, as: .ada)["tokens", 0, "madeBy"] == "Ada")
            #expect(try site.delete(Self.address + "/1", as: .ada).status == 204)
            let change = by(.commandLine, site)
            var patch = try TaskPatch()
            patch.assignees = ["Ada", "Dot"]
            _ = try site.store.tasks.update(1, patch, ifVersion: nil, by: change)
            let history = try site.get("/tasks/1/history", as: .ada)
            let entry = history["entries", 0, "kind"] == "task_created" ? 0 : 1
            #expect(history["entries", entry, "actor"] == "Dot" && history["entries", entry, "tokenMadeBy"] == "Ada")
            #expect(try site.get("/tasks/1", as: .ada, wants: .page).text.contains("(token made by Ada)"))
            #expect(try site.get("/", as: .ada, wants: .page).text.contains("(token made by Ada)"))
            let audit = try site.get("/audit?kind=task_created", as: .ada)
            #expect(audit["events", 0, "tokenMadeBy"] == "Ada" && audit["events", 0, "actorName"] == "Dot")
            #expect(try site.get("/audit", as: .ada, wants: .page).text.contains("(token made by Ada)"))
        }
    }

    private func by(_ caller: Caller, _ site: TestSite) -> Change { Change(by: caller, at: site.clock.now) }

    @Test("is not named where a person made it for oneself, nor where the operator did")
    func own() async throws {
        try await withSite { site in
            let reply = try site.post("/auth/tokens", json: Self.writing, as: .ben)
            let own = (name: "Authorization", value: "Bearer \(try #require(reply["token"]?.text))")
            for bearer in [own, try site.bearer(of: Person.dot.id)] {
                #expect(try site.post("/tasks", json: #"{"title":"Weed"}"#, headers: [bearer]).status == 201)
                #expect(try !site.newestBody().contains("tokenMadeBy"))
            }
        }
    }
}
