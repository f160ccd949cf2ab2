import Domain
import Store
import TaskDomain
import TaskStore
import Testing
import TestingElwosa

@testable import Live

@Suite("What happens in an inbox")
struct InboxLiveTests {
    @Test("is told to its account, to whom it is assigned, and to nobody else, live and from the log")
    func told() throws {
        let world = try LiveWorld()
        let (ada, ben) = (try world.listen(.ada, to: .tasks), try world.listen(.ben, to: .tasks))
        let task = try world.store.tasks.create(.task("Secret"), by: world.by(.ada)).task.id
        try world.publish()
        #expect(ada.heard == ["\(world.hub.head) task_created"] && ben.heard == [])
        var patch = try TaskPatch()
        patch.addedAssignees = ["Ben"]
        _ = try world.store.tasks.update(task, patch, ifVersion: nil, by: world.by(.ada))
        try world.publish()
        #expect(ben.heard == ["\(world.hub.head) task_changed"])
        let late = try world.listen(.ben, to: .tasks, after: 0)
        #expect(late.heard.count == 2)
        var leave = try TaskPatch()
        leave.removedAssignees = ["Ben"]
        _ = try world.store.tasks.update(task, leave, ifVersion: nil, by: world.by(.ada))
        _ = try world.store.tasks.complete(task, force: false, ifVersion: nil, by: world.by(.ada))
        try world.publish()
        #expect(Array(ben.heard.dropFirst()) == ["gone tasks/\(task)"])
        #expect(try world.listen(.ben, to: .tasks, after: 0).heard.allSatisfy { $0.hasPrefix("gone") })
        #expect(try world.listen(.cleo, to: .tasks, after: 0).heard == [])
        #expect(throws: RPCError.self) { try world.listen(.cleo, to: .task(task)) }
    }

    @Test("is over for whom it is assigned to once the task goes into a project that is hidden from them")
    func moved() throws {
        let world = try LiveWorld()
        let ada = world.by(.ada)
        let hidden = try world.store.projects.createProject(ProjectDraft(name: "Hidden"), by: ada).project.id
        var draft = try TaskDraft(title: "Secret")
        draft.assignees = ["Ben"]
        let task = try world.store.tasks.create(draft, by: ada).task.id
        try world.publish()
        let (ben, cleo) = (try world.listen(.ben, to: .task(task)), try world.listen(.cleo, to: .tasks))
        var patch = try TaskPatch()
        patch.projectId = .some(hidden)
        _ = try world.store.tasks.update(task, patch, ifVersion: nil, by: ada)
        try world.publish()
        #expect(ben.heard == ["gone tasks/\(task)"] && cleo.heard == [])
    }

    @Test("in an inbox before is not told to whom it is assigned elsewhere by now")
    func earlier() throws {
        let world = try LiveWorld()
        let task = try world.store.tasks.create(.task("Secret"), by: world.by(.ada)).task.id
        _ = try world.store.tasks.complete(task, force: false, ifVersion: nil, by: world.by(.ada))
        var patch = try TaskPatch()
        (patch.projectId, patch.addedAssignees) = (.some(99), ["Ben"])
        _ = try world.store.tasks.update(task, patch, ifVersion: nil, by: world.by(.ada))
        try world.publish()
        #expect(try world.listen(.ben, to: .tasks, after: 0).heard == ["\(world.hub.head) task_changed"])
    }
}
