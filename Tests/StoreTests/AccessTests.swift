import Domain
import Store
import Testing
import TestingElwosa

@Suite("What a caller may see")
struct AccessTests {
    @Test("a project's tasks are its members' and the command line's, in every list")
    func project() async throws {
        try await withSite(.direct) { site in
            let (tasks, frame) = (site.store.tasks, DayFrame(utc: site.clock.now))
            let change = Change(by: Person.ada.caller, at: site.clock.now)
            let project = try site.store.projects.createProject(ProjectDraft(name: "Garden"), by: change).project.id
            var draft = try TaskDraft(title: "Weed")
            (draft.projectId, draft.labels) = (project, ["green"])
            try site.make(draft)
            func seen(_ caller: Caller) throws -> [Int] {
                [
                    try tasks.list(TaskQuery(TaskFilter(), frame: frame), for: caller).tasks.count,
                    try tasks.overview(frame, for: caller).open.count,
                    try site.store.projects.labels(for: caller)[0].count, try tasks.find([1], for: caller).count,
                ]
            }
            #expect(try seen(Person.ada.caller) == [1, 1, 1, 1] && seen(Person.ben.caller) == [0, 0, 0, 0])
            #expect(try seen(.commandLine) == [1, 1, 1, 1])
            try tasks.delete(1, ifVersion: nil, by: change)
            #expect(try tasks.trash(before: nil, limit: 9, for: .commandLine).count == 1)
        }
    }
}
