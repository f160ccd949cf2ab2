import Domain
import JSON
import Store
import TaskDomain
import TaskStore
import Testing
import TestingElwosa

@Suite("The history of a task that left a project")
struct EarlierHistoryTests {
    /// A task of Ben's project "Secret move" that now is in a project of which Ada is a member, too.
    private func furnish(_ site: TestSite) throws {
        let change = Change(by: Person.ben.caller, at: site.clock.now)
        let projects = site.store.projects
        let secret = try projects.createProject(ProjectDraft(name: "Secret move"), by: change).project.id
        let open = try projects.createProject(ProjectDraft(name: "Open"), by: change).project.id
        _ = try projects.setMember("Ada", .editor, of: open, by: change)
        var draft = try TaskDraft.task("Secret plan")
        draft.projectId = secret
        _ = try site.store.tasks.create(draft, by: change)
        #expect(try site.post("/tasks/1/comments", json: #"{"text":"Secret word"}"#, as: .ben).status == 201)
        #expect(try site.delete("/tasks/1/comments/1", as: .ben).status == 204)
        _ = try site.post("/tasks/1/comments", json: #"{"text":"It stays"}"#, as: .ben)
        _ = try site.patch("/tasks/1", json: #"{"title":"Secret idea"}"#, as: .ben)
        let moved = try site.patch("/tasks/1", json: #"{"title":"Plain","projectId":\#(open)}"#, as: .ben)
        #expect(moved.status == 200)
    }

    @Test("tells those who were no members that it came, and nothing of before")
    func others() async throws {
        try await withSite { site in
            try furnish(site)
            let history = try site.get("/tasks/1/history", as: .ada)
            #expect(history["entries", 0, "kind"] == "task_changed" && history["entries", 1] == nil)
            #expect(history["entries", 0, "parts", 0, "name"] == "projectId")
            #expect(history["entries", 0, "parts", 0, "from"] == "?")
            #expect(history["entries", 0, "parts", 1] == nil)
            for address in ["/tasks/1/history", "/tasks/1", "/", "/tasks/changes", "/tasks/export?format=json"] {
                #expect(try !site.get(address, as: .ada).text.contains("Secret"), "\(address)")
                #expect(try !site.get(address, as: .ada, wants: .page).text.contains("Secret"), "\(address)")
            }
            #expect(try site.get("/tasks/1/comments", as: .ada)["comments", 0, "text"] == "It stays")
        }
    }

    @Test("tells members all of it, and pages through what they see")
    func members() async throws {
        try await withSite { site in
            try furnish(site)
            let history = try site.get("/tasks/1/history", as: .ben)
            #expect(history["entries", 5] != nil && history.text.contains("Secret word"))
            _ = try site.patch("/tasks/1", json: #"{"title":"Plainer"}"#, as: .ada)
            let page = try site.get("/tasks/1/history?limit=1", as: .ada)
            guard case .integer(let seq)? = page["entries", 0, "seq"] else { throw Failure.notFound }
            let rest = try site.get("/tasks/1/history?limit=5&before=\(seq)", as: .ada)
            #expect(rest["entries", 0, "parts", 0, "name"] == "projectId" && rest["entries", 1] == nil)
        }
    }
}
