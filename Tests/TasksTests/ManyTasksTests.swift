import Domain
import JSON
import Store
import TaskStore
import Testing
import TestingElwosa

@Suite("A change of many tasks")
struct ManyTasksTests {
    private func made(_ count: Int, _ site: TestSite) throws -> TestReply {
        let commands = (0..<count).map { #"{"create":{"title":"\#($0)","description":"Long"}}"# }
        return try site.post("/tasks/batch", json: #"{"commands":[\#(commands.joined(separator: ","))]}"#, as: .ben)
    }

    @Test("answers with up to 200 whole, of more with numbers and versions alone; taking it back does the same")
    func answer() async throws {
        try await withSite { site in
            let few = try made(200, site)
            #expect(few["tasks", 199, "title"] == "199" && few["tasks", 199, "version"] == 1)
            let many = try made(201, site)
            #expect(many["tasks", 200, "id"] == 401 && many["tasks", 200, "version"] == 1)
            #expect(many["tasks", 200, "title"] == nil)
            #expect(many.body.count < 201 * 40)
            let change = try #require(few.header("Elwosa-Change"))
            #expect(try site.post("/tasks/changes/\(change)/undo", as: .ben)["tasks"] == .array([]))
            let ids = (201...401).map { #"{"update":{"id":\#($0),"priority":"low"}}"# }.joined(separator: ",")
            let changed = try site.post("/tasks/batch", json: #"{"commands":[\#(ids),{"delete":401}]}"#, as: .ben)
            #expect(changed["tasks", 0, "version"] == 2 && changed["tasks", 200] == .null)
            let undone = try site.post(
                "/tasks/changes/\(try #require(changed.header("Elwosa-Change")))/undo", as: .ben)
            #expect(undone["tasks", 0, "id"] != nil && undone["tasks", 0, "title"] == nil)
            #expect(undone.body.count < 202 * 40)
        }
    }

    @Test("says nothing of those that are out of the caller's sight by then")
    func hidden() async throws {
        try await withSite { site in
            let project = try site.project("Move", members: [.ben: .owner])
            _ = try made(201, site)
            let moves = (1...201).map { #"{"update":{"id":\#($0),"projectId":\#(project)}}"# }
            let headers: TestSite.Headers = [("Idempotency-Key", "k")]
            let body = #"{"commands":[\#(moves.joined(separator: ","))]}"#
            #expect(try site.post("/tasks/batch", json: body, as: .ben, headers: headers)["tasks", 0, "version"] == 2)
            let ada = Change(by: Person.ada.caller, at: site.clock.now)
            try site.store.projects.removeMember(Person.ben.id, of: project, by: ada)
            let again = try site.post("/tasks/batch", json: body, as: .ben, headers: headers)
            #expect(again["tasks", 0] == .null && again["tasks", 200] == .null)
        }
    }
}
