import Domain
import Store
import TaskDomain
import TaskStore
import Testing
import TestingElwosa

@Suite("Refusals with a next step")
struct RefusedPageTests {
    @Test("what an open task stands against can be done in spite of it, all of it")
    func blocked() async throws {
        try await withSite { site in
            try site.make(.task("First"), by: .ben)
            var draft = try TaskDraft.task("Second")
            draft.blockedBy = [1]
            try site.make(draft, by: .ben)
            let own = [("ids", "2"), ("status", "done"), ("priority", "low"), ("next", "/board")]
            let reply = try site.submit("/tasks/batch", own, as: .ben)
            #expect(reply.status == 409 && reply.markup.brokenRules() == [])
            let form = try #require(reply.markup.root.all("main").first?.all("form").first)
            #expect(form["action"] == "/tasks/batch")
            let sent = form.all("input").filter { $0["name"] != "formToken" }.map { ($0["name"]!, $0["value"]!) }
            let forced = try site.submit("/tasks/batch", sent, as: .ben)
            #expect(forced.status == 303 && forced.location?.hasPrefix("/board?change=") == true)
            let task = try site.store.tasks.find(2, for: Person.ben.caller)
            #expect(task.status == .done && task.priority == .low)
        }
    }

    @Test("a role in a project that is too low is named, with the way back")
    func role() async throws {
        try await withSite { site in
            let change = Change(by: Person.ada.caller, at: site.clock.now)
            let garden = try site.store.projects.createProject(ProjectDraft(name: "Garden"), by: change)
            _ = try site.store.projects.setMember("Ben", .viewer, of: garden.project.id, by: change)
            var draft = try TaskDraft.task("Dig")
            draft.projectId = garden.project.id
            let task = try site.make(draft, by: .ada)
            let mark = try site.lastEvent()
            let reply = try site.submit(
                "/tasks/\(task.id)", [("_method", "PATCH"), ("priority", "low"), ("next", "/board")], as: .ben)
            #expect(reply.status == 403 && reply.markup.brokenRules() == [])
            let main = try #require(reply.markup.root.all("main").first)
            #expect(main.text.contains("Your role in this project is “Viewer”; this needs “Editor”."))
            #expect(main.all("a").map { $0["href"] } == ["/board"])
            #expect(try site.events(after: mark) == [])
            let json = try site.patch("/tasks/\(task.id)", json: #"{"priority":"low"}"#, as: .ben)
            #expect(json.status == 403 && json["field"] == "project")
        }
    }

    @Test("what can no longer be taken back says why")
    func undo() async throws {
        try await withSite { site in
            let task = try site.make(.task("First"), in: site.common(of: .ben), by: .ben)
            let seq = try site.lastEvent()
            let change = Change(by: Person.ada.caller, at: site.clock.now)
            _ = try site.store.tasks.addStep(StepDraft(title: "x"), to: task.id, by: change)
            let changed = try site.submit("/tasks/changes/\(seq)/undo", [("next", "/tasks")], as: .ben)
            #expect(changed.status == 409 && changed.markup.brokenRules() == [])
            #expect(changed.text.contains("It has been changed since"))
            site.clock.advance(seconds: 601)
            let late = try site.submit("/tasks/changes/\(seq)/undo", [("next", "/tasks")], as: .ben)
            #expect(late.status == 409 && late.text.contains("last ten minutes"))
        }
    }
}
