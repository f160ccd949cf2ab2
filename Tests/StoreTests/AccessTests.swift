import Domain
import Store
import Testing
import TestingElwosa

struct AccessTests {
    @Test("nothing is counted for somebody that lies in a project of others")
    func counts() async throws {
        try await withSite(.direct) { site in
            let change = Change(by: Person.ada.caller, at: site.clock.now)
            let garden = try site.store.projects.createProject(ProjectDraft(name: "Garden"), by: change)
            for status in [TaskStatus.open, .done] {
                var draft = try TaskDraft.task("Secret", status: status)
                draft.projectId = garden.project.id
                try site.make(draft)
            }
            let frame = DayFrame(utc: site.clock.now)
            let own = try site.store.tasks.overview(frame, for: Person.ada.caller)
            #expect(own.live == 1 && own.donePerDay.last == 1 && own.openPerDay.last == 1)
            let others = try site.store.tasks.overview(frame, for: Person.ben.caller)
            #expect(others.counts.values.allSatisfy { $0 == 0 })
            #expect(others.donePerDay.allSatisfy { $0 == 0 } && others.openPerDay.allSatisfy { $0 == 0 })
            #expect(try site.store.projects.menu(for: Person.ben.caller).live == 0)
        }
    }
}
