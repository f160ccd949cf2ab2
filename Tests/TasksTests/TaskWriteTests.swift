import Domain
import JSON
import SQLite
import Store
import TaskDomain
import TaskStore
import Testing
import TestingElwosa

@Suite("Changing tasks")
struct TaskWriteTests {
    @Test("a title is enough to make a task, and one event tells of it")
    func create() async throws {
        try await withSite { site in
            let mark = try site.lastEvent()
            let reply = try site.post("/tasks", json: #"{"title":"  Water the plants  "}"#, as: .ben)
            #expect(
                reply.status == 201 && reply.location == "/tasks/1"
                    && reply.header("ETag")?.hasPrefix("\"\(site.store.life)-1-1~") == true)
            #expect(reply["title"] == "Water the plants" && reply["status"] == "open" && reply["priority"] == "normal")
            #expect(reply["createdAt"] == "2026-11-23T08:15:00Z" && reply["completedAt"] == .null)
            #expect(try site.events(after: mark) == ["task_created"])
        }
    }

    @Test("everything can be given at once")
    func createWhole() async throws {
        try await withSite { site in
            let reply = try site.post(
                "/tasks",
                json: #"{"title":"Move","description":"Line 1\r\nLine 2","status":"done","priority":"urgent","#
                    + #""steps":["Pack","Drive"],"externalId":"x-1"}"#, as: .ben)
            #expect(reply.status == 201)
            #expect(reply["description"] == "Line 1\nLine 2" && reply["externalId"] == "x-1")
            #expect(reply["completedAt"] == "2026-11-23T08:15:00Z")
            #expect(reply["progress", "total"] == 2 && reply["steps", 1, "title"] == "Drive")
        }
    }

    @Test(
        "what breaks a rule is refused with its field, and nothing is stored",
        arguments: [
            (#"{}"#, 422, "title"), (#"{"title":null}"#, 422, "title"), (#"{"title":7}"#, 422, "title"),
            (#"{"title":"   "}"#, 422, "title"), (#"{"title":"a\nb"}"#, 422, "title"),
            (#"{"title":"\#(String(repeating: "x", count: 501))"}"#, 422, "title"),
            (#"{"title":"x","status":"closed"}"#, 422, "status"), (#"{"title":"x","priority":1}"#, 422, "priority"),
            (#"{"title":"x","steps":"y"}"#, 422, "steps"), (#"{"title":"x","steps":["y",""]}"#, 422, "steps[1].title"),
            (#"{"title":"x","titel":"y"}"#, 422, "titel"), (#"{"title":"x","id":9}"#, 422, "id"),
            (#"{"title":"x","title":"y"}"#, 400, "body"), (#"{"title":"x""#, 400, "body"), ("[]", 400, "body"),
            (#"{"title":"\ud800"}"#, 400, "body"), ("", 422, "title"),
        ])
    func refused(body: String, status: Int, field: String) async throws {
        try await withSite { site in
            let mark = try site.lastEvent()
            let reply = try site.post("/tasks", json: body, as: .ben)
            #expect(reply.status == status)
            #expect(reply["field"] == .string(field))
            #expect(reply.header("Content-Type") == "application/problem+json")
            #expect(try site.events(after: mark) == [])
            #expect(
                try site.store.tasks.list(
                    TaskQuery(TaskFilter(), frame: DayFrame(utc: site.clock.now)), for: Person.ben.caller
                ).tasks.isEmpty)
        }
    }

    @Test("500 characters are a title, however many bytes they take")
    func longestTitle() async throws {
        try await withSite { site in
            let title = String(repeating: "👩🏽‍🚀", count: 500)
            let fits = try site.post("/tasks", json: "{\"title\":\"\(title)\"}", as: .ben)
            let tooLong = try site.post("/tasks", json: "{\"title\":\"\(title)x\"}", as: .ben)
            #expect(fits.status == 201 && tooLong.status == 422)
        }
    }

    @Test("only what is sent is changed, and what changes nothing leaves no trace")
    func update() async throws {
        try await withSite { site in
            let task = try site.make(.task("Old", description: "Stays", priority: .low))
            site.clock.advance(seconds: 60)
            let mark = try site.lastEvent()
            let reply = try site.patch("/tasks/\(task.id)", json: #"{"title":"New"}"#, as: .ben)
            #expect(reply.status == 200 && reply["version"] == 2 && reply["description"] == "Stays")
            #expect(reply["updatedAt"] == "2026-11-23T08:16:00Z")
            #expect(try site.patch("/tasks/\(task.id)", json: #"{"title":"New"}"#, as: .ben)["version"] == 2)
            #expect(try site.events(after: mark) == ["task_changed"])
        }
    }

    @Test("a change made for an older version is 412 and changes nothing; W/ and lists are understood")
    func lostRace() async throws {
        try await withSite { site in
            let task = try site.make(.task())
            func patch(_ tag: String, _ title: String) throws -> Int {
                let header = [(name: "If-Match", value: tag)]
                return try site.patch(
                    "/tasks/\(task.id)", json: #"{"title":"\#(title)"}"#, as: .ben, headers: header
                ).status
            }
            #expect(try patch("W/\"\(site.store.life)-\(task.id)-1\"", "First") == 200)
            #expect(try patch("\"\(site.store.life)-\(task.id)-1\"", "Second") == 412)
            #expect(try patch("\"9-2\"", "Third") == 412)
            #expect(try patch("\"\(Life(site.store.life.number ^ 1))-\(task.id)-2\"", "Third") == 412)
            #expect(try patch("\"\(task.id)-2\"", "Third") == 412)
            #expect(try patch("nonsense", "Third") == 400)
            #expect(try patch("\"x\", \"\(site.store.life)-\(task.id)-2\"", "Fourth") == 200)
            #expect(try patch("*", "Fifth") == 200)
            #expect(try site.get("/tasks/\(task.id)", as: .ben)["title"] == "Fifth")
        }
    }

    @Test("in a browser a lost race shows both versions, with the stored one's number in the form")
    func lostRacePage() async throws {
        try await withSite { site in
            let common = try site.common()
            let task = try site.make(.task("Stored"), in: common)
            _ = try site.patch("/tasks/\(task.id)", json: #"{"title":"Theirs"}"#, as: .ada)
            let fields = [("_method", "PATCH"), ("version", "1"), ("title", "Mine"), ("description", "")]
            let reply = try site.submit("/tasks/\(task.id)", fields, as: .ben)
            #expect(reply.status == 412)
            #expect(reply.text.contains("Theirs") && reply.text.contains("Mine"))
            #expect(reply.text.contains(#"name="version" value="2""#))
            #expect(try site.get("/tasks/\(task.id)", as: .ben)["title"] == "Theirs")
        }
    }

    @Test("completing twice is completing once; reopening opens it again")
    func completion() async throws {
        try await withSite { site in
            let task = try site.make(.task(status: .active))
            let mark = try site.lastEvent()
            #expect(try site.post("/tasks/\(task.id)/completion", as: .ben)["status"] == "done")
            #expect(try site.post("/tasks/\(task.id)/completion", as: .ben)["version"] == 2)
            #expect(try site.delete("/tasks/\(task.id)/completion", as: .ben)["completedAt"] == .null)
            #expect(try site.delete("/tasks/\(task.id)/completion", as: .ben)["status"] == "open")
            #expect(try site.events(after: mark) == ["task_completed", "task_reopened"])
        }
    }

    @Test("a form completes from its list and returns there")
    func completionForm() async throws {
        try await withSite { site in
            let task = try site.make(.task())
            let mark = try site.lastEvent()
            let reply = try site.submit("/tasks/\(task.id)/completion", [("next", "/tasks?q=x")], as: .ben)
            #expect(reply.status == 303 && reply.location == "/tasks?q=x&change=\(site.mark(mark + 1))")
            let outside = try site.submit("/tasks/\(task.id)/completion", [("next", "//evil.example")], as: .ben)
            #expect(outside.location == "/tasks/\(task.id)")
        }
    }

    @Test("deleting removes the task, and its event keeps the whole of it")
    func delete() async throws {
        try await withSite { site in
            let task = try site.make(.task("Gone", steps: ["One"]))
            let mark = try site.lastEvent()
            let stale = [(name: "If-Match", value: "\"\(site.store.life)-\(task.id)-7\"")]
            #expect(try site.delete("/tasks/\(task.id)", as: .ben, headers: stale).status == 412)
            #expect(try site.delete("/tasks/\(task.id)", as: .ben).status == 204)
            #expect(try site.delete("/tasks/\(task.id)", as: .ben).status == 404)
            #expect(try site.events(after: mark) == ["task_deleted"])
            let content = try site.eventBody(mark + 1)
            #expect(content.contains("Gone") && content.contains("One"))
        }
    }

    @Test("a request under a known Idempotency-Key makes nothing twice")
    func idempotency() async throws {
        try await withSite { site in
            func post(_ title: String, _ key: String, as person: Person = .ben) throws -> TestReply {
                let header = [(name: "Idempotency-Key", value: key)]
                return try site.post("/tasks", json: #"{"title":"\#(title)"}"#, as: person, headers: header)
            }
            let mark = try site.lastEvent()
            let first = try post("One", "k1")
            #expect(try post("One", "k1").body == first.body)
            #expect(try post("Two", "k1").status == 422)
            #expect(try post("One", "k1", as: .dot)["id"] == 2)
            #expect(try post("One", "").status == 400)
            #expect(try post("One", "two words").status == 400)
            site.clock.advance(seconds: 86_401)
            #expect(try post("One", "k1")["id"] == 3)
            #expect(try site.events(after: mark) == ["task_created", "task_created", "task_created"])
        }
    }

    @Test("what is deleted under an Idempotency-Key is deleted once, and nothing else by the same key")
    func idempotentDelete() async throws {
        try await withSite { site in
            let task = try site.make(.task("One", steps: ["a", "b"]))
            let other = try site.make(.task("Two"))
            let mark = try site.lastEvent()
            func delete(_ target: String, _ key: String) throws -> Int {
                try site.delete(target, as: .ben, headers: [(name: "Idempotency-Key", value: key)]).status
            }
            let (step, next) = (task.steps[0].id, task.steps[1].id)
            #expect(try delete("/tasks/\(task.id)/steps/\(step)", "s") == 200)
            #expect(try delete("/tasks/\(task.id)/steps/\(step)", "s") == 200)
            #expect(try delete("/tasks/\(task.id)/steps/\(next)", "s") == 422)
            #expect(try delete("/tasks/\(task.id)", "t") == 204 && delete("/tasks/\(task.id)", "t") == 204)
            #expect(try delete("/tasks/\(other.id)", "t") == 422)
            #expect(try site.events(after: mark) == ["step_removed", "task_deleted"])
        }
    }

    @Test("an external id belongs to one task")
    func externalId() async throws {
        try await withSite { site in
            #expect(try site.post("/tasks", json: #"{"title":"a","externalId":"x"}"#, as: .ben).status == 201)
            let reply = try site.post("/tasks", json: #"{"title":"b","externalId":"x"}"#, as: .ben)
            #expect(reply.status == 409 && reply["field"] == "externalId")
        }
    }

    @Test("a form that breaks a rule comes back with what was typed and the rule beside its field")
    func formAgain() async throws {
        try await withSite { site in
            let reply = try site.submit("/tasks", [("title", " "), ("description", "Keep <me>")], as: .ben)
            #expect(reply.status == 422)
            #expect(reply.text.contains("Keep &lt;me&gt;"))
            #expect(reply.text.contains("This must not be empty."))
        }
    }
}

extension TestSite {
    /// The content of an event, as JSON text.
    func eventBody(_ seq: Int64) throws -> String {
        try store.database.read { tx in
            try tx.value("SELECT content FROM eventBody WHERE seq = ?", seq) ?? ""
        }
    }
}
