import Domain
import JSON
import Store
import TaskDomain
import TaskStore
import Testing
import TestingElwosa

@Suite("Who is no member of a project")
struct AccessTests {
    /// Everything that somebody without it can read.
    private static let addresses = [
        "/", "/tasks", "/tasks?q=secret", "/tasks?limit=200&fields=id,title,blockedBy,blocks,parentId,projectId",
        "/projects", "/projects?archived=true", "/labels", "/views", "/trash", "/tasks/changes", "/tasks/1",
        "/tasks/1/history", "/tasks/1/comments",
    ]

    @Test("reads its words and numbers nowhere", arguments: addresses, [Person.ada, .dot, .cleo])
    func nowhere(address: String, person: Person) async throws {
        try await withSite { site in
            let world = try HiddenWorld(site)
            for wanted in [Wanted.json, .page] {
                let reply = try site.get(address, as: person, wants: wanted)
                #expect(reply.status == 200 || wanted == .page)
                #expect(!reply.text.contains("Secret") && !reply.text.contains("secret-1"), "\(reply.text)")
            }
            let seen = try site.get(address, as: .ben)
            #expect(seen.status == 200)
            let json = try site.get(address, as: person).text
            for number in [world.task.id, world.subtask.id, world.deleted.id] {
                for name in ["id", "taskId", "parentId", "projectId"] {
                    #expect(!json.contains("\"\(name)\":\(number),"))
                }
            }
        }
    }

    @Test(
        "finds nothing of it by any filter",
        arguments: [
            "secret", "\"secret part\"", "id:2", "id:1,2,3", "external:secret-1", "parent:#2", "parent:any",
            "project:Secret", "project:#1", "project:any", "label:bug", "label:any", "assignee:Ben", "assignee:any",
            "is:active", "is:overdue", "due:any", "due:today", "has:steps", "has:subtasks", "has:comments",
            "is:parent", "is:subtask", "-is:done", "-id:1", "-(id:1 or id:9)", "is:active or is:done",
            "-project:none", "-is:open or id:2", "has:external", "is:blocked", "is:blocking", "has:blockers",
            "-due:none", "status:active", "priority<=urgent", "created:any sort:title", "secret sort:-updated",
        ])
    func filters(text: String) async throws {
        try await withSite { site in
            let world = try HiddenWorld(site)
            let hidden: Set<Int64> = [world.task.id, world.subtask.id, world.deleted.id]
            let query = TaskQuery(try TaskFilter(parsing: text), frame: DayFrame(utc: site.clock.now), limit: 200)
            let found = Set(try site.store.tasks.list(query, for: Person.ada.caller).tasks.map(\.id))
            #expect(found.isDisjoint(with: hidden))
            // What a task of all says of others it says of those that are in sight.
            if ["is:blocked", "has:blockers"].contains(text) { #expect(found.isEmpty) }
            if text == "is:blocking" { #expect(found.isEmpty) }
        }
    }

    @Test("hears the same of it as of what is not there", arguments: ["2", "3", "9999"])
    func absent(number: String) async throws {
        try await withSite { site in
            _ = try HiddenWorld(site)
            let mark = try site.lastEvent()
            for (method, path, body) in Self.requests {
                let address = path.replacing("{id}", with: number)
                let reply = try site.send(method, address, json: body, as: .ada)
                #expect(reply.status == 404, "\(method) \(address)")
                let absent = try site.send(method, path.replacing("{id}", with: "8888"), json: body, as: .ada)
                #expect(reply.text == absent.text && reply.header("ETag") == nil, "\(method) \(address)")
            }
            #expect(try site.events(after: mark) == [])
        }
    }

    private static let requests: [(String, String, String?)] = [
        ("GET", "/tasks/{id}", nil), ("PATCH", "/tasks/{id}", #"{"title":"x"}"#),
        ("PUT", "/tasks/{id}", #"{"title":"x"}"#), ("DELETE", "/tasks/{id}", nil),
        ("POST", "/tasks/{id}/completion", "{}"), ("DELETE", "/tasks/{id}/completion", nil),
        ("POST", "/tasks/{id}/steps", #"{"title":"x"}"#), ("PATCH", "/tasks/{id}/steps/1", #"{"done":true}"#),
        ("DELETE", "/tasks/{id}/steps/1", nil), ("POST", "/tasks/{id}/steps/1/subtask", "{}"),
        ("GET", "/tasks/{id}/comments", nil), ("POST", "/tasks/{id}/comments", #"{"text":"x"}"#),
        ("PATCH", "/tasks/{id}/comments/1", #"{"text":"x"}"#), ("DELETE", "/tasks/{id}/comments/1", nil),
        ("GET", "/tasks/{id}/history", nil), ("POST", "/trash/{id}/restoration", "{}"),
    ]

    @Test("names nothing of it in a change, neither alone nor among others")
    func named() async throws {
        try await withSite { site in
            let world = try HiddenWorld(site)
            let mark = try site.lastEvent()
            for (body, field) in [
                (#"{"title":"x","projectId":2}"#, "projectId"), (#"{"title":"x","parentId":2}"#, "parentId"),
                (#"{"title":"x","blockedBy":[1,2]}"#, "blockedBy[1]"),
            ] {
                let reply = try site.post("/tasks", json: body, as: .ada)
                let absent = try site.post(
                    "/tasks",
                    json: body.replacing(":2", with: ":999").replacing("1,2", with: "1,999")
                        .replacing("Id\":1", with: "Id\":999"), as: .ada)
                #expect(reply.status == 422 && reply["field"] == .string(field))
                #expect(reply.text == absent.text)
            }
            let batch = #"{"commands":[{"update":{"id":1,"title":"x"}},{"delete":\#(world.task.id)}]}"#
            let reply = try site.post("/tasks/batch", json: batch, as: .ada)
            #expect(reply.status == 404 && reply["field"] == "commands[1]")
            #expect(try site.post("/tasks/changes/\(site.mark(world.change))/undo", as: .ada).status == 404)
            #expect(try site.events(after: mark) == [])
        }
    }

    @Test("does not get another's answer by its Idempotency-Key, nor an own one that is hidden by now")
    func retries() async throws {
        try await withSite { site in
            let world = try HiddenWorld(site)
            let key = [(name: "Idempotency-Key", value: "k")]
            let body = #"{"title":"Secret","projectId":\#(world.project)}"#
            let made = try site.post("/tasks", json: body, as: .ben, headers: key)
            #expect(made.status == 201)
            #expect(try site.post("/tasks", json: body, as: .ada, headers: key).status == 422)
            let change = Change(by: Person.ben.caller, at: site.clock.now)
            _ = try site.store.projects.setMember("Ada", .owner, of: world.project, by: change)
            try site.store.projects.removeMember(Person.ben.id, of: world.project, by: change)
            let again = try site.post("/tasks", json: body, as: .ben, headers: key)
            #expect(again.status == 404 && !again.text.contains("Secret"))
        }
    }

    @Test("does not learn of what a task of all becomes in it, but that it is gone")
    func movedAway() async throws {
        try await withSite { site in
            let world = try HiddenWorld(site)
            let mark = try site.lastEvent()
            var patch = try TaskPatch(title: "Secret now")
            patch.projectId = .some(world.project)
            let change = Change(by: Person.ben.caller, at: site.clock.now)
            _ = try site.store.tasks.update(world.open.id, patch, ifVersion: nil, by: change)
            let changes = try site.get("/tasks/changes?after=\(EventMark(mark, in: site.store.life))", as: .ada)
            #expect(
                changes["changes", 0, "taskId"] == .integer(world.open.id) && changes["changes", 0, "task"] == .null)
            #expect(changes["changes", 1] == nil)
            let overview = try site.store.tasks.overview(DayFrame(utc: site.clock.now), for: Person.ada.caller)
            #expect(overview.activity.allSatisfy { !$0.title.contains("Secret") })
            #expect(overview.counts.values.reduce(0, +) == 1)
        }
    }

    @Test("gets no 304 for what it may not see any more")
    func notModified() async throws {
        try await withSite { site in
            let world = try HiddenWorld(site)
            let by = Change(by: Person.ben.caller, at: site.clock.now)
            _ = try site.store.projects.setMember("Ada", .viewer, of: world.project, by: by)
            let tag = try #require(try site.get("/tasks/\(world.task.id)", as: .ada).header("ETag"))
            let known = [(name: "If-None-Match", value: tag)]
            #expect(try site.get("/tasks/\(world.task.id)", as: .ada, headers: known).status == 304)
            try site.store.projects.removeMember(Person.ada.id, of: world.project, by: by)
            #expect(try site.get("/tasks/\(world.task.id)", as: .ada, headers: known).status == 404)
        }
    }

    @Test("the command line sees all of it")
    func commandLine() async throws {
        try await withSite { site in
            let world = try HiddenWorld(site)
            let query = TaskQuery(try TaskFilter(parsing: "secret"), frame: DayFrame(utc: site.clock.now))
            let tasks = site.store.tasks
            #expect(try tasks.list(query, for: .commandLine).tasks.count == 2)
            #expect(try tasks.find([world.task.id], for: .commandLine).count == 1)
            #expect(try tasks.trash(before: nil, limit: 9, for: .commandLine).map(\.id) == [world.deleted.id])
            #expect(try tasks.find(world.open.id, for: .commandLine).blockedBy == [world.task.id])
            #expect(try tasks.overview(DayFrame(utc: site.clock.now), for: .commandLine).counts[.active] == 1)
        }
    }
}
