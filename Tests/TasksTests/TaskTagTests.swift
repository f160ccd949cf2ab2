import Domain
import JSON
import Store
import Testing
import TestingElwosa

@Suite("The tags of tasks and projects")
struct TaskTagTests {
    private func tag(_ site: TestSite, _ address: String = "/tasks/1") throws -> String {
        try #require(try site.get(address, as: .ada).header("ETag"))
    }

    @Test(
        "are others as soon as what is shown is, though the version is not",
        arguments: [
            ("PATCH", "/tasks/2", #"{"blockedBy":[1]}"#), ("PATCH", "/tasks/2", #"{"parentId":1}"#),
            ("PATCH", "/labels/1", #"{"name":"Other"}"#), ("POST", "/tasks/4/completion", "{}"),
        ])
    func others(method: String, path: String, body: String?) async throws {
        try await withSite { site in
            try site.make(.task("One"), by: .ada)
            try site.make(.task("Two"), by: .ada)
            try site.make(.task("Three"), by: .ada)
            _ = try site.post("/tasks", json: #"{"title":"Four","parentId":1}"#, as: .ada)
            _ = try site.patch("/tasks/1", json: #"{"labels":["bug"]}"#, as: .ada)
            _ = try site.patch("/tasks/3", json: #"{"blockedBy":[1]}"#, as: .ada)
            let before = try tag(site)
            #expect(try site.send(method, path, json: body, as: .ada).status < 300)
            let after = try tag(site)
            #expect(after != before)
            #expect(after.prefix { $0 != "~" } == before.prefix { $0 != "~" } && before.contains("~"))
            let known = [(name: "If-None-Match", value: before)]
            #expect(try site.get("/tasks/1", as: .ada, headers: known).status == 200)
            // What stands behind the tilde is no reason to refuse a change.
            let match = [(name: "If-Match", value: before)]
            #expect(try site.patch("/tasks/1", json: #"{"title":"x"}"#, as: .ada, headers: match).status == 200)
            #expect(try site.patch("/tasks/1", json: #"{"title":"y"}"#, as: .ada, headers: match).status == 412)
        }
    }

    @Test("of one that blocks another now, and one no more, is another, though they are as many")
    func asMany() async throws {
        try await withSite { site in
            for title in ["One", "Two", "Three"] { try site.make(.task(title), by: .ada) }
            _ = try site.patch("/tasks/2", json: #"{"blockedBy":[1]}"#, as: .ada)
            let before = try tag(site)
            _ = try site.patch("/tasks/2", json: #"{"blockedBy":[]}"#, as: .ada)
            _ = try site.patch("/tasks/3", json: #"{"blockedBy":[1]}"#, as: .ada)
            #expect(try tag(site) != before)
        }
    }

    @Test("of a project follow its tasks and its members")
    func project() async throws {
        try await withSite { site in
            let made = try site.post("/projects", json: #"{"name":"Garden"}"#, as: .ada)
            let before = try tag(site, "/projects/1")
            #expect(made.status == 201 && made.header("ETag") == before)
            _ = try site.post("/tasks", json: #"{"title":"x","projectId":1}"#, as: .ada)
            let known = [(name: "If-None-Match", value: before)]
            let reply = try site.get("/projects/1", as: .ada, headers: known)
            #expect(reply.status == 200 && reply["liveTasks"] == 1)
            let match = [(name: "If-Match", value: before)]
            #expect(try site.patch("/projects/1", json: #"{"name":"x"}"#, as: .ada, headers: match).status == 200)
            #expect(try site.patch("/projects/1", json: #"{"name":"y"}"#, as: .ada, headers: match).status == 412)
        }
    }
}
