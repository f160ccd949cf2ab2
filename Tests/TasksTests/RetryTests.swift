import Domain
import JSON
import Store
import TaskDomain
import Testing
import TestingElwosa

@Suite("Requests that are repeated under their key")
struct RetryTests {
    /// A task with a step and a comment, one in the trash, a project, and the change that made a second task.
    private func furnish(_ site: TestSite) throws {
        try site.make(.task(steps: ["One"]), by: .ada)
        let gone = try site.make(.task("Gone"), by: .ada)
        _ = try site.post("/projects", json: #"{"name":"Garden"}"#, as: .ada)
        _ = try site.delete("/tasks/\(gone.id)", as: .ada)
        try site.make(.task("Last"), by: .ada)
    }

    private static let requests: [(String, String, String)] = [
        ("POST", "/tasks", #"{"title":"x"}"#), ("POST", "/tasks/1/completion", "{}"),
        ("POST", "/tasks/1/steps", #"{"title":"x"}"#), ("POST", "/tasks/1/steps/1/completion", "{}"),
        ("POST", "/tasks/1/steps/1/subtask", "{}"), ("POST", "/tasks/1/comments", #"{"text":"x"}"#),
        ("POST", "/tasks/batch", #"{"commands":[{"create":{"title":"x"}},{"update":{"id":1,"title":"y"}}]}"#),
        ("POST", "/trash/2/restoration", "{}"), ("POST", "/tasks/changes/{mark}/undo", "{}"),
        ("POST", "/projects", #"{"name":"x"}"#), ("POST", "/projects/1/archive", "{}"),
        ("POST", "/projects/1/members", #"{"account":"Ben","role":"viewer"}"#), ("POST", "/labels", #"{"name":"x"}"#),
        ("POST", "/views", #"{"name":"x","query":"is:open"}"#), ("PATCH", "/tasks/1", #"{"title":"x"}"#),
        ("DELETE", "/tasks/1", ""), ("DELETE", "/projects/1", ""), ("PATCH", "/projects/1", #"{"name":"x"}"#),
    ]

    @Test("are carried out once, with the same answer; another under the key is refused", arguments: requests)
    func once(method: String, path: String, body: String) async throws {
        try await withSite { site in
            try furnish(site)
            let path = path.replacing("{mark}", with: "\(site.mark(try site.lastEvent()))")
            let key = [(name: "Idempotency-Key", value: "k-1")]
            let first = try site.send(method, path, json: body, as: .ada, headers: key)
            #expect(first.status < 300)
            let mark = try site.lastEvent()
            let second = try site.send(method, path, json: body, as: .ada, headers: key)
            #expect(second.status == first.status && second.text == first.text)
            #expect(try site.events(after: mark) == [])
            guard method == "POST" else { return }
            let other = body.replacing("}", with: body == "{}" ? "\"x\":1}" : " }")
            #expect(try site.send(method, path, json: other, as: .ada, headers: key).status == 422)
            // Another's key of the same name is another key.
            let views = path == "/views" ? 201 : nil
            let ben = try site.send(method, path, json: body, as: .ben, headers: key)
            #expect(views == nil || ben["id"] != first["id"])
        }
    }

    @Test("the key is 1 to 128 printable characters", arguments: ["", "a b", String(repeating: "x", count: 129)])
    func keys(key: String) async throws {
        try await withSite { site in
            let headers = [(name: "Idempotency-Key", value: key)]
            let reply = try site.post("/tasks", json: #"{"title":"x"}"#, as: .ada, headers: headers)
            #expect(reply.status == 400 && reply["field"] == "Idempotency-Key")
        }
    }
}
