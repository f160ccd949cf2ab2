import Domain
import JSON
import Store
import TaskDomain
import Testing
import TestingElwosa

@Suite("A batch that is sent again")
struct BatchRetryTests {
    private func send(_ commands: String, key: String, _ site: TestSite) throws -> TestReply {
        try site.post(
            "/tasks/batch", json: #"{"commands":[\#(commands)]}"#, as: .ben,
            headers: [(name: "Idempotency-Key", value: key)])
    }

    @Test("under its key is carried out once, and answered with its tasks as they are now")
    func again() async throws {
        try await withSite { site in
            let (kept, gone) = (try site.make(.task("Kept")), try site.make(.task("Gone")))
            let commands =
                #"{"create":{"title":"First","labels":["new"]}},{"update":{"id":\#(kept.id),"title":"Changed"}},"#
                + #"{"delete":\#(gone.id)},{"create":{"title":"Second","labels":["new","newer"]}}"#
            let mark = try site.lastEvent()
            let first = try send(commands, key: "k", site)
            #expect(
                first.status == 200 && first["tasks", 0, "title"] == "First" && first["tasks", 3, "title"] == "Second")
            let events = try site.events(after: mark)
            #expect(events.count { $0 == "task_created" } == 2 && events.count { $0 == "label_created" } == 2)
            let second = try send(commands, key: "k", site)
            #expect(second.status == 200 && second.body == first.body)
            #expect(second.header("Elwosa-Change") == first.header("Elwosa-Change"))
            _ = try site.patch("/tasks/3", json: #"{"title":"Renamed"}"#, as: .ben)
            _ = try site.delete("/tasks/4", as: .ben)
            let third = try send(commands, key: "k", site)
            #expect(third["tasks", 0, "title"] == "Renamed" && third["tasks", 1, "title"] == "Changed")
            #expect(third["tasks", 2] == .null && third["tasks", 3] == .null)
            #expect(try site.events(after: mark) == events + ["task_changed", "task_deleted"])
            #expect(try send(#"{"create":{"title":"Other"}}"#, key: "k", site).status == 422)
        }
    }

    @Test("that changed nothing is answered alike, and one of others in between does not mix in")
    func nothing() async throws {
        try await withSite { site in
            let task = try site.make(.task("Same"))
            let command = #"{"update":{"id":\#(task.id),"title":"Same"}}"#
            let first = try send(command, key: "k", site)
            try site.make(.task("In between"))
            let second = try send(command, key: "k", site)
            #expect(second.status == 200 && second.body == first.body && second["change"] == .null)
            let made = try send(#"{"create":{"title":"Mine"}}"#, key: "m", site)
            try site.make(.task("Behind"))
            #expect(try send(#"{"create":{"title":"Mine"}}"#, key: "m", site).body == made.body)
        }
    }
}
