import JSON
import Store
import TaskDomain
import TaskStore
import Testing
import TestingElwosa

@testable import Domain

@Suite("What the audit shows to whom")
struct AuditSightTests {
    private func by(_ person: Person, _ site: TestSite) -> Change { Change(by: person.caller, at: site.clock.now) }

    /// A project of Ben's in which he says things, and a view of his.
    private func furnish(_ site: TestSite) throws -> Int64 {
        let project = try site.store.projects.createProject(
            ProjectDraft(name: "Secret move", description: "Secret words"), by: by(.ben, site)
        ).project.id
        var draft = try TaskDraft.task("Secret plan")
        draft.projectId = project
        let task = try site.store.tasks.create(draft, by: by(.ben, site)).task.id
        _ = try site.store.tasks.addComment("Secret word", to: task, by: by(.ben, site))
        _ = try site.store.projects.saveView("Secret view", "is:open", by: by(.ben, site))
        return project
    }

    @Test("that something happened, to whoever reads the audit; what it says, to members who may read tasks")
    func contents() async throws {
        try await withSite { site in
            let project = try furnish(site)
            try site.give(.cleo, [.auditRead])
            for reader in [Person.ada, .cleo] {
                for address in [
                    "/audit?limit=200", "/audit?area=tasks", "/audit?actor=Ben", "/audit?kind=comment_added",
                ] {
                    let (json, page) = (
                        try site.get(address, as: reader), try site.get(address, as: reader, wants: .page)
                    )
                    #expect(!json.text.contains("Secret") && !page.text.contains("Secret"), "\(address)")
                }
                let comment = try site.get("/audit?kind=comment_added", as: reader)
                #expect(comment["events", 0, "actorName"] == "Ben" && comment["events", 0, "subject"] == 1)
                #expect(comment["events", 0, "withheld"] == true && comment["events", 0, "content"] == .null)
            }
            _ = try site.store.projects.setMember("Ada", .viewer, of: project, by: by(.ben, site))
            _ = try site.store.projects.setMember("Cleo", .viewer, of: project, by: by(.ben, site))
            let seen = try site.get("/audit?kind=comment_added", as: .ada)
            #expect(seen["events", 0, "withheld"] == false && seen.text.contains("Secret word"))
            #expect(try !site.get("/audit?limit=200", as: .ada).text.contains("Secret view"))
            #expect(try !site.get("/audit?limit=200", as: .cleo).text.contains("Secret"))
        }
    }

    @Test("of accounts and rights everything, as before")
    func accounts() async throws {
        try await withSite { site in
            _ = try site.post("/users/2/disablement", as: .ada)
            try site.give(.cleo, [.auditRead])
            let reply = try site.get("/audit?kind=account_disabled", as: .cleo)
            #expect(reply["events", 0, "content", "name"] == "Ben" && reply["events", 0, "withheld"] == false)
        }
    }

    @Test("of a task that came out of a project, what it was there to nobody else")
    func moved() async throws {
        try await withSite { site in
            _ = try furnish(site)
            let open = try site.store.projects.createProject(ProjectDraft(name: "Open"), by: by(.ben, site)).project.id
            _ = try site.store.projects.setMember("Ada", .editor, of: open, by: by(.ben, site))
            let body = #"{"title":"Plain","projectId":\#(open)}"#
            #expect(try site.patch("/tasks/1", json: body, as: .ben).status == 200)
            let moved = try site.get("/audit?kind=task_changed", as: .ada)
            #expect(moved["events", 0, "withheld"] == true && !moved.text.contains("Secret"))
            _ = try site.patch("/tasks/1", json: #"{"title":"Plainer"}"#, as: .ben)
            #expect(try site.get("/audit?kind=task_changed", as: .ada)["events", 0, "withheld"] == false)
        }
    }

    @Test("what an area says that only a newer version knows, to nobody")
    func unknownArea() async throws {
        try await withSite { site in
            _ = try furnish(site)
            let kind = EventKind(
                rawValue: "note_added", area: "notes", subject: .none, topics: [], concernsRights: false)
            let change = by(.ben, site)
            try site.store.write { [key = site.store.eventKey] tx in
                let event = Event(kind, subject: nil, by: change) { out in out.member("text", "Secret word") }
                try tx.append(event, key: key)
            }
            let note = try site.get("/audit?limit=1", as: .ada)
            #expect(note["events", 0, "kind"] == "note_added" && note["events", 0, "withheld"] == true)
            #expect(!note.text.contains("Secret"))
        }
    }
}
