import Domain
import JSON
import SQLite
import Store
import TaskDomain
import Testing
import TestingElwosa

@Suite("Steps of a task")
struct StepTests {
    @Test("are added at the end, ticked, renamed, moved and removed, each with its event")
    func life() async throws {
        try await withSite { site in
            let task = try site.make(.task("Move", steps: ["Pack", "Drive"]))
            let base = "/tasks/\(task.id)/steps"
            let mark = try site.lastEvent()
            let third = try site.post(base, json: #"{"title":"Unpack"}"#, as: .ben)
            #expect(third["steps", 2, "title"] == "Unpack" && third["version"] == 2)
            let pack = task.steps[0].id
            #expect(try site.post("\(base)/\(pack)/completion", as: .ben)["progress", "done"] == 1)
            #expect(try site.post("\(base)/\(pack)/completion", as: .ben)["version"] == 3)
            #expect(try site.delete("\(base)/\(pack)/completion", as: .ben)["progress", "done"] == 0)
            let moved = try site.patch("\(base)/\(pack)", json: #"{"title":"Box up","position":99}"#, as: .ben)
            #expect(moved["steps", 2, "title"] == "Box up" && moved["steps", 0, "title"] == "Drive")
            let removed = try site.delete("\(base)/\(task.steps[1].id)", as: .ben)
            #expect(removed["steps", 0, "title"] == "Unpack" && removed["progress", "total"] == 2)
            #expect(
                try site.events(after: mark) == [
                    "step_added", "step_done", "step_reopened", "step_changed", "step_removed",
                ])
        }
    }

    @Test("keep positions without a gap")
    func positions() async throws {
        try await withSite { site in
            let task = try site.make(.task("Move", steps: ["a", "b", "c", "d"]))
            _ = try site.patch("/tasks/1/steps/\(task.steps[3].id)", json: #"{"position":1}"#, as: .ben)
            _ = try site.delete("/tasks/1/steps/\(task.steps[0].id)", as: .ben)
            let rows = try site.store.database.read { tx in
                try tx.all("SELECT position, title FROM step WHERE taskId = ? ORDER BY position", task.id) { row in
                    "\(try row[0] as Int)\(try row[1] as String)"
                }
            }
            #expect(rows == ["0d", "1b", "2c"])
        }
    }

    @Test("of another task are not there")
    func foreign() async throws {
        try await withSite { site in
            let first = try site.make(.task(steps: ["a"]))
            let second = try site.make(.task(steps: ["b"]))
            let mark = try site.lastEvent()
            let address = "/tasks/\(first.id)/steps/\(second.steps[0].id)"
            #expect(try site.post("\(address)/completion", as: .ben).status == 404)
            #expect(try site.patch(address, json: #"{"done":true}"#, as: .ben).status == 404)
            #expect(try site.delete(address, as: .ben).status == 404)
            #expect(try site.events(after: mark) == [])
        }
    }

    @Test("are 500 at most")
    func limit() async throws {
        try await withSite { site in
            let task = try site.make(.task(steps: [String](repeating: "a", count: 500)))
            let reply = try site.post("/tasks/\(task.id)/steps", json: #"{"title":"b"}"#, as: .ben)
            #expect(reply.status == 422 && reply["field"] == "steps")
        }
    }

    @Test(
        "are refused with the field that breaks a rule",
        arguments: [
            (#"{"title":""}"#, "title"), (#"{"done":"yes"}"#, "done"), (#"{"position":-1}"#, "position"),
            (#"{"position":1.5}"#, "position"), (#"{"taskId":2}"#, "taskId"),
        ])
    func refused(body: String, field: String) async throws {
        try await withSite { site in
            let task = try site.make(.task(steps: ["a"]))
            let reply = try site.patch("/tasks/\(task.id)/steps/\(task.steps[0].id)", json: body, as: .ben)
            #expect(reply.status == 422 && reply["field"] == .string(field))
        }
    }
}
