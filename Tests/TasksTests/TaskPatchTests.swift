import Domain
import JSON
import Store
import TaskDomain
import Testing
import TestingElwosa

@Suite("What is sent of a task")
struct TaskPatchTests {
    private static let whole = #"""
        {"title":"Move","description":"Boxes","status":"active","priority":"high","labels":["bug"],"assignees":["Ada"],
        "startAt":"2026-11-24","dueAt":"2026-11-25T09:00:00Z","waitUntil":"2026-11-20","estimateMinutes":90,"location":"Cellar",
        "steps":["Pack"],"externalId":"x-1","blockedBy":[1],"parentId":2}
        """#

    /// Two tasks, and the third that has everything.
    private func furnish(_ site: TestSite) throws {
        for title in ["One", "Two"] { try site.make(.task(title), by: .ada) }
        #expect(try site.post("/tasks", json: Self.whole, as: .ada).status == 201)
    }

    @Test(
        "as null is emptied, as RFC 7396 has it, and what is not sent stays",
        arguments: [
            ("description", JSON.string("")), ("labels", .array([])), ("assignees", .array([])), ("steps", .array([])),
            ("blockedBy", .array([])), ("startAt", .null), ("dueAt", .null), ("waitUntil", .null),
            ("estimateMinutes", .null), ("location", .null), ("externalId", .null), ("parentId", .null),
            ("projectId", .null),
        ])
    func null(name: String, empty: JSON) async throws {
        try await withSite { site in
            try furnish(site)
            let (before, mark) = (try site.get("/tasks/3", as: .ada), try site.lastEvent())
            let reply = try site.patch("/tasks/3", json: "{\"\(name)\":null}", as: .ada)
            #expect(reply.status == 200 && reply[name] == empty)
            #expect(try site.events(after: mark) == (name == "projectId" ? [] : ["task_changed"]))
            for other in ["title", "description", "labels", "steps", "dueAt", "blockedBy", "parentId"]
            where other != name {
                #expect(reply[other] == before[other], "\(other)")
            }
        }
    }

    @Test("as null is refused where nothing can be empty", arguments: ["title", "status", "priority", "force"])
    func never(name: String) async throws {
        try await withSite { site in
            try furnish(site)
            let mark = try site.lastEvent()
            let reply = try site.patch("/tasks/3", json: "{\"\(name)\":null}", as: .ada)
            #expect(reply.status == 422 && reply["field"] == .string(name))
            #expect(try site.events(after: mark) == [])
        }
    }

    @Test("by PUT replaces all of it: what is not sent is as a new task has it")
    func replace() async throws {
        try await withSite { site in
            try furnish(site)
            let mark = try site.lastEvent()
            let reply = try site.send("PUT", "/tasks/3", json: #"{"title":"Other"}"#, as: .ada)
            let made = try site.post("/tasks", json: #"{"title":"Other"}"#, as: .ada)
            #expect(reply.status == 200)
            for (name, _) in TaskPatchTests.members where !["id", "version", "updatedAt", "createdAt"].contains(name) {
                #expect(reply[name] == made[name], "\(name)")
            }
            #expect(try site.events(after: mark) == ["task_changed", "task_created"])
        }
    }

    @Test("adds to the assignees and takes away from them without the others; whoever is there already stays once")
    func someAssignees() async throws {
        try await withSite { site in
            try furnish(site)
            for (sent, left) in [
                (#"{"addAssignees":["ben"]}"#, ["Ada", "Ben"]), (#"{"removeAssignees":["ADA","Zoe"]}"#, ["Ben"]),
                (#"{"assignees":[],"addAssignees":["Cleo"]}"#, ["Cleo"]),
            ] {
                let mark = try site.lastEvent()
                let reply = try site.patch("/tasks/3", json: sent, as: .ada)
                #expect(reply["assignees"] == .array(left.map { .string($0) }))
                #expect(try site.events(after: mark) == ["task_changed"])
            }
            let mark = try site.lastEvent()
            #expect(try site.patch("/tasks/3", json: #"{"addAssignees":["Cleo"]}"#, as: .ada).status == 200)
            let unknown = try site.patch("/tasks/3", json: #"{"addAssignees":["Ada","Zoe"]}"#, as: .ada)
            #expect(unknown.status == 422 && unknown["field"] == "addAssignees[1]")
            #expect(try site.events(after: mark) == [])
        }
    }

    private static let members = [
        "title", "description", "status", "priority", "projectId", "parentId", "labels", "assignees", "startAt",
        "dueAt",
        "waitUntil", "estimateMinutes", "location", "steps", "progress", "blockedBy", "externalId", "completedAt",
    ].map { ($0, 0) }

    @Test(
        "beyond a limit is refused, naming field and rule",
        arguments: [
            (#""title":"\#(String(repeating: "x", count: 501))""#, "title"),
            (#""description":"\#(String(repeating: "x", count: 65_537))""#, "description"),
            (#""steps":[\#(Array(repeating: #""x""#, count: 501).joined(separator: ","))]"#, "steps"),
            (#""labels":[\#((1...51).map { "\"l\($0)\"" }.joined(separator: ","))]"#, "labels"),
            (#""assignees":[\#(Array(repeating: #""Ada""#, count: 51).joined(separator: ","))]"#, "assignees"),
            (#""blockedBy":[\#((1...201).map { "\($0)" }.joined(separator: ","))]"#, "blockedBy"),
            (#""labels":["a,b"]"#, "labels[0]"), (#""labels":["x",7]"#, "labels[1]"),
            (#""estimateMinutes":0"#, "estimateMinutes"),
            (#""estimateMinutes":525601"#, "estimateMinutes"), (#""dueAt":"tomorrow"# + #"""#, "dueAt"),
            (#""dueAt":"2026-02-30""#, "dueAt"),
            (#""externalId":"\#(String(repeating: "x", count: 201))""#, "externalId"),
            (#""location":"\#(String(repeating: "x", count: 201))""#, "location"),
            (#""location":"a\u2028b""#, "location"), (#""location":7"#, "location"),
            (#""parentId":3"#, "parentId"), (#""parentId":99"#, "parentId"), (#""blockedBy":[1,3]"#, "blockedBy[1]"),
            (#""projectId":9"#, "projectId"), (#""assignees":["Nobody"]"#, "assignees[0]"),
            (#""steps":[{"title":"x","id":99}]"#, "steps[0].id"),
            (#""steps":[{"title":"x","colour":1}]"#, "steps[0].colour"),
            (#""steps":["x",{"title":""}]"#, "steps[1].title"), (#""version":7"#, "version"),
        ])
    func limits(member: String, field: String) async throws {
        try await withSite { site in
            try furnish(site)
            let mark = try site.lastEvent()
            let body = field == "title" ? "{\(member)}" : "{\"title\":\"x\",\(member)}"
            for method in ["PATCH", "PUT"] {
                let reply = try site.send(method, "/tasks/3", json: body, as: .ada)
                #expect(reply.status == 422 && reply["field"] == .string(field), "\(reply.text)")
            }
            #expect(try site.events(after: mark) == [])
        }
    }

    @Test("subtasks go twenty deep, and nothing goes round in a circle")
    func depth() async throws {
        try await withSite { site in
            try site.make(.task("1"), by: .ada)
            for number in 1...20 {
                let reply = try site.post("/tasks", json: "{\"title\":\"x\",\"parentId\":\(number)}", as: .ada)
                #expect(reply.status == 201, "\(number)")
            }
            let mark = try site.lastEvent()
            let deeper = try site.post("/tasks", json: #"{"title":"x","parentId":21}"#, as: .ada)
            #expect(deeper.status == 422 && deeper["field"] == "parentId")
            let circle = try site.patch("/tasks/1", json: #"{"parentId":9}"#, as: .ada)
            #expect(circle.status == 422 && circle["field"] == "parentId")
            #expect(try site.events(after: mark) == [])
        }
    }

    @Test("of a blocked task is done only by force, and the block says so with 409")
    func blocked() async throws {
        try await withSite { site in
            try furnish(site)
            let mark = try site.lastEvent()
            for (method, path, body) in [
                ("POST", "/tasks/3/completion", "{}"), ("PATCH", "/tasks/3", #"{"status":"done"}"#),
                ("POST", "/tasks/batch", #"{"commands":[{"update":{"id":3,"status":"done"}}]}"#),
            ] {
                let reply = try site.send(method, path, json: body, as: .ada)
                let field = path.hasSuffix("batch") ? "commands[0].status" : "status"
                #expect(reply.status == 409 && reply["field"] == .string(field))
            }
            #expect(try site.events(after: mark) == [])
            #expect(try site.post("/tasks/3/completion", json: #"{"force":true}"#, as: .ada)["status"] == "done")
            #expect(try site.events(after: mark) == ["task_completed"])
        }
    }

    @Test(
        "in a batch breaks a rule at its place, and nothing of the batch is carried out",
        arguments: [
            (#"{"create":{"title":""}}"#, 422, "commands[1].title"),
            (#"{"update":{"title":"x"}}"#, 422, "commands[1].id"),
            (#"{"update":{"id":1,"steps":[{"title":""}]}}"#, 422, "commands[1].steps[0].title"),
            (#"{"delete":99}"#, 404, "commands[1]"), (#"{"delete":"1"}"#, 422, "commands[1].delete"),
            (#"{"update":{"id":1,"version":9,"title":"x"}}"#, 412, "commands[1].version"),
            (#"{"delete":{"id":1,"version":9}}"#, 412, "commands[1].version"),
            (#"{"delete":{"version":1}}"#, 422, "commands[1].id"),
            (#"{"delete":{"id":1,"force":true}}"#, 422, "commands[1].force"),
            ("7", 422, "commands[1].command"),
            (#"{"burn":1}"#, 422, "commands[1].burn"),
            (#"{"create":{"title":"x"},"delete":1}"#, 422, "commands[1].command"),
            (#"{"update":{"id":1,"parentId":1}}"#, 422, "commands[1].parentId"),
        ])
    func batch(command: String, status: Int, field: String) async throws {
        try await withSite { site in
            try site.make(.task("One"), by: .ada)
            let mark = try site.lastEvent()
            let life = #""life":"\#(site.store.life)""#
            let body = #"{\#(life),"commands":[{"create":{"title":"x"}},\#(command)]}"#
            let reply = try site.post("/tasks/batch", json: body, as: .ada)
            #expect(reply.status == status && reply["field"] == .string(field), "\(reply.text)")
            #expect(try site.events(after: mark) == [])
        }
    }

    @Test("a batch deletes the version that was seen, once it says of which life of the installation that is")
    func batchDeletes() async throws {
        try await withSite { site in
            let task = try site.make(.task("One"), by: .ada)
            let commands = #""commands":[{"delete":{"id":\#(task.id),"version":1}}]"#
            let lifeless = try site.post("/tasks/batch", json: "{\(commands)}", as: .ada)
            #expect(lifeless.status == 422 && lifeless["field"] == "life")
            let body = #"{"life":"\#(site.store.life)",\#(commands)}"#
            #expect(try site.post("/tasks/batch", json: body, as: .ada).status == 200)
            #expect(try site.get("/tasks/\(task.id)", as: .ada).status == 404)
        }
    }

    @Test("a batch has at most 2,000 commands")
    func largest() async throws {
        try await withSite { site in
            let commands = Array(repeating: #"{"delete":9}"#, count: 2_001).joined(separator: ",")
            let reply = try site.post("/tasks/batch", json: #"{"commands":[\#(commands)]}"#, as: .ada)
            #expect(reply.status == 422 && reply["field"] == "commands")
        }
    }
}
