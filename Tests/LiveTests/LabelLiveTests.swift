import Domain
import Store
import TaskDomain
import TaskStore
import Testing
import TestingElwosa

@testable import Live

@Suite("What happens to a label")
struct LabelLiveTests {
    @Test("is told to its maker and whoever sees a task with it, and to nobody else")
    func told() throws {
        let world = try LiveWorld()
        let ears = try [Person.ada, .ben, .cleo].map { try world.listen($0, to: .tasks) }
        let label = try world.store.projects.createLabel("secret", .red, by: world.by(.ada)).label.id
        try world.publish()
        #expect(ears.map(\.heard) == [["\(world.hub.head) label_created"], [], []])
        // In Ada's inbox, assigned to Ben.
        var draft = try TaskDraft(title: "Water the plants")
        (draft.labels, draft.assignees) = (["secret"], ["Ben"])
        let task = try world.store.tasks.create(draft, by: world.by(.ada)).task.id
        try world.publish()
        let before = ears.map { $0.heard.count }
        _ = try world.store.projects.updateLabel(label, name: "hidden", colour: nil, by: world.by(.ada))
        try world.publish()
        let told = "\(world.hub.head) label_changed"
        #expect(zip(ears, before).map { Array($0.heard.dropFirst($1)) } == [[told], [told], []])
        #expect(try world.listen(.cleo, to: .tasks, after: 0).heard == [])
        try world.store.tasks.delete(task, ifVersion: nil, by: world.by(.ada))
        try world.store.projects.deleteLabel(label, by: world.by(.ada))
        try world.publish()
        #expect(ears[0].heard.last == "\(world.hub.head) label_deleted")
        #expect(ears[1].heard.last?.hasSuffix("label_deleted") == false && ears[2].heard == [])
    }

    @Test("is told to the members of a project whose task has it, from when on one has it")
    func members() throws {
        let world = try LiveWorld()
        let label = try world.store.projects.createLabel("bug", .red, by: world.by(.ada)).label.id
        try world.publish()
        let cleo = try world.listen(.cleo, to: .tasks)
        _ = try world.store.projects.updateLabel(label, name: "fault", colour: nil, by: world.by(.ada))
        try world.publish()
        #expect(cleo.heard == [])
        let task = try world.make()
        var patch = try TaskPatch()
        patch.addedLabels = ["fault"]
        _ = try world.store.tasks.update(task, patch, ifVersion: nil, by: world.by(.ada))
        _ = try world.store.projects.updateLabel(label, name: "error", colour: nil, by: world.by(.ada))
        try world.publish()
        #expect(cleo.heard.last == "\(world.hub.head) label_changed")
    }
}
