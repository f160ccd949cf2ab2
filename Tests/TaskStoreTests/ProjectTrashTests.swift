import Domain
import SQLite
import Store
import TaskDomain
import TaskStore
import Testing
import TestingElwosa

@Suite("The trash of a project")
struct ProjectTrashTests {
    private func change(_ site: TestSite) -> Change { Change(by: Person.ada.caller, at: site.clock.now) }

    @Test("with a project goes what its deleted tasks said")
    func project() async throws {
        try await withSite { site in
            let project = try site.store.projects.createProject(ProjectDraft(name: "Garden"), by: change(site)).project
                .id
            var draft = try TaskDraft(title: "Weed")
            draft.projectId = project
            try site.store.tasks.delete(site.make(draft).id, ifVersion: nil, by: change(site))
            let mark = try site.lastEvent()
            try site.store.projects.deleteProject(project, ifVersion: nil, by: change(site))
            #expect(try site.events(after: mark) == ["task_purged", "project_deleted"])
            // The task's two, and the project's beginning.
            #expect(try site.store.events.verify().erasedBodies == 3)
        }
    }

    @Test("of a project that is gone the log keeps the name, and of a task that left it before all")
    func text() async throws {
        try await withSite { site in
            let projects = site.store.projects
            let draft = try ProjectDraft(name: "Garden", description: "Behind the secret wall")
            let id = try projects.createProject(draft, by: change(site)).project.id
            _ = try projects.updateProject(
                id, ProjectPatch(description: "Behind another wall"), ifVersion: nil, by: change(site))
            var task = try TaskDraft(title: "Weed")
            task.projectId = id
            let made = try site.make(task).id
            var out = try TaskPatch()
            out.projectId = .some(nil)
            _ = try site.store.tasks.update(made, out, ifVersion: nil, by: change(site))
            let mark = try site.lastEvent()
            try projects.deleteProject(id, ifVersion: nil, by: change(site))
            #expect(try site.events(after: mark) == ["project_deleted"])
            #expect(try bodies(site, with: "wall").isEmpty && bodies(site, with: "Garden").count == 1)
            #expect(try bodies(site, with: "Weed").count == 1)

            try site.store.tasks.delete(made, ifVersion: nil, by: change(site))
            site.clock.advance(seconds: 31 * 86_400)
            _ = try site.sweepTwice()
            #expect(try bodies(site, with: "Weed").isEmpty)
            #expect(try site.events(after: mark) == ["project_deleted", "task_deleted", "task_purged"])
        }
    }

    private func bodies(_ site: TestSite, with word: String) throws -> [String] {
        try site.store.database.read { tx in
            try tx.all("SELECT content FROM eventBody WHERE instr(content, ?)", word) { row in try row[0] }
        }
    }
}
