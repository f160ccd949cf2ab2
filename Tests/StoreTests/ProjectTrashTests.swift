import Domain
import Store
import Testing
import TestingElwosa

@Suite("The trash of a project")
struct ProjectTrashTests {
    private func change(_ site: TestSite) -> Change { Change(by: Person.ada.caller, at: site.clock.now) }

    @Test("with a project goes what its deleted tasks said")
    func project() async throws {
        try await withSite(.direct) { site in
            let project = try site.store.projects.createProject(ProjectDraft(name: "Garden"), by: change(site)).project
                .id
            var draft = try TaskDraft(title: "Weed")
            draft.projectId = project
            try site.store.tasks.delete(site.make(draft).id, ifVersion: nil, by: change(site))
            let mark = try site.lastEvent()
            try site.store.projects.deleteProject(project, ifVersion: nil, by: change(site))
            #expect(try site.events(after: mark) == ["task_purged", "project_deleted"])
            #expect(try site.store.events.verify().erasedBodies == 2)
        }
    }
}
