import Domain
import JSON
import TaskChanges
import TaskDomain
import Testing
import TestingElwosa

@Suite("Taking a change back")
struct TaskUndoTests {
    @Test("every part of every task goes back, and that can be taken back too", arguments: RowsKind.allCases)
    func whole(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let (one, two) = (try world.make("One"), try world.make("Two"))
        var patch = try TaskPatch(title: "Same", status: .done, priority: .urgent)
        (patch.labels, patch.assignees, patch.blockedBy) = (["bug"], ["Ben"], [])
        patch.steps = [StepDraft(title: "Step")]
        let commands = [one, two].map { BatchCommand.update($0.id, patch, ifVersion: nil) }
        let change = try world.batch(commands).change
        let after = try [one, two].map { try world.find($0.id) }
        let undone = try world.undo(change)
        for task in [one, two] {
            var now = try #require(try world.find(task.id))
            (now.version, now.updatedAt) = (1, task.updatedAt)
            #expect(now == task)
        }
        #expect(try world.told(after: undone.change - 1).allSatisfy { $0.content["undoes"]?.integer == change })
        try world.undo(undone.change)
        for (task, was) in zip([one, two], after) {
            var now = try #require(try world.find(task.id))
            (now.version, now.steps) = (was?.version ?? 0, was?.steps ?? [])
            #expect(now == was)
        }
    }

    @Test("is refused where a part of it has changed since", arguments: RowsKind.allCases)
    func changed(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let task = try world.make(by: .ada) { $0.assignees = ["Ben"] }.id
        let change = try world.update(task) { ($0.title, $0.priority) = ("x", .urgent) }.change
        try world.update(task, by: .ben) { $0.priority = .low }
        let mark = try world.mark()
        let failure = #expect(throws: Failure.self) { try world.undo(change) }
        #expect(failure == Failure(.changed, field: "change", kind: .conflict))
        #expect(try world.mark() == mark && world.find(task)?.title == "x")
        try world.update(task, by: .ben) { $0.priority = .urgent }
        try world.undo(change)
        #expect(try world.find(task)?.title == "Water the plants")
    }

    @Test("comes in time or not at all, and from whoever made the change", arguments: RowsKind.allCases)
    func refused(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let task = try world.make { $0.assignees = ["Ben"] }.id
        let change = try world.update(task) { $0.title = "x" }.change
        #expect(throws: Failure.notFound) { try world.undo(change, by: .ben) }
        #expect(throws: Failure.notFound) { try world.undo(999) }
        world.advance(seconds: 601)
        let late = #expect(throws: Failure.self) { try world.undo(change) }
        #expect(late == Failure(.tooLate, field: "change", kind: .conflict))
    }

    @Test("of the middle of a change is none", arguments: RowsKind.allCases)
    func middle(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let task = try world.make { $0.steps = [StepDraft(title: "One")] }
        let change = try world.change { try TaskEditing($0).promoteStep(task.steps[0].id, of: task.id).change }
        let first = try #require(change)
        #expect(throws: Failure.notFound) { try world.undo(first + 1) }
        try world.undo(first)
        #expect(try world.find(task.id)?.steps == task.steps && world.find(task.id)?.subtasks.total == 0)
    }

    @Test("a task that was made goes, unless something hangs on it that came later", arguments: RowsKind.allCases)
    func made(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        func make() throws -> TaskOutcome { try world.change { try TaskEditing($0).create(TaskDraft(title: "x")) } }
        let alone = try make()
        try world.undo(alone.change)
        #expect(try world.find(alone.task.id) == nil)
        for hang: (TaskItem.ID) throws -> Void in [
            { id in try world.make { $0.parentId = id } }, { id in try world.make { $0.blockedBy = [id] } },
            { id in try world.comment("x", on: id) },
        ] {
            let outcome = try make()
            try hang(outcome.task.id)
            let failure = #expect(throws: Failure.self) { try world.undo(outcome.change) }
            #expect(failure?.rule == .changed)
        }
    }

    @Test("a task whose restoring is taken back lies in the trash as it lay before", arguments: RowsKind.allCases)
    func restoring(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let task = try world.make { $0.labels = ["bug"] }.id
        let deleted = try world.delete(task)
        let restored = try world.undo(deleted).change
        try world.undo(restored)
        #expect(try world.change { try $0.rows.trashEntry(task)?.seq } == deleted)
        #expect(try world.restore(task).missing == [])
    }

    @Test("tasks stand to each other afterwards as they may", arguments: RowsKind.allCases)
    func standing(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let project = try world.project()
        let (top, part) = (try world.make("Top").id, try world.make("Part").id)
        let parted = try world.update(part) { $0.parentId = .some(top) }.change
        try world.undo(parted)
        let moved = try world.update(part) { $0.projectId = .some(project) }.change
        // Back it would be in another place than what stands below it now.
        try world.make { $0.parentId = part }
        let failure = #expect(throws: Failure.self) { try world.undo(moved) }
        #expect(failure?.rule == .changed)
        let blocked = try world.make { $0.blockedBy = [top] }.id
        let freed = try world.update(blocked) { $0.blockedBy = [] }.change
        try world.update(top) { $0.blockedBy = [blocked] }
        let circle = #expect(throws: Failure.self) { try world.undo(freed) }
        #expect(circle?.rule == .changed)
    }

    @Test("needs the rights that the change needed", arguments: RowsKind.allCases)
    func rights(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let project = try world.project(with: [.ben: .editor])
        let task = try world.make(by: .ben) { $0.projectId = project }.id
        let change = try world.update(task, by: .ben) { $0.title = "x" }.change
        try world.comment("x", on: task, by: .ben)
        let comment = try world.mark()
        try world.setMember(.ben, .viewer, of: project)
        for seq in [change, comment] {
            let failure = #expect(throws: Failure.self) { try world.undo(seq, by: .ben) }
            #expect(failure?.kind == .forbidden)
        }
        try world.removeMember(.ben, of: project)
        let gone = #expect(throws: Failure.self) { try world.undo(change, by: .ben) }
        #expect(gone?.kind == .conflict)
    }

    @Test("an assignee brings neither a place nor others back into another's inbox", arguments: RowsKind.allCases)
    func guests(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let task = try world.make { $0.assignees = ["Ben", "Cleo"] }.id
        let left = try world.update(task, by: .ben) { $0.removedAssignees = ["Ben"] }.change
        let failure = #expect(throws: Failure.self) { try world.undo(left, by: .ben) }
        #expect(failure?.rule == .changed)
        try world.update(task) { $0.addedAssignees = ["Ben"] }
        #expect(throws: Failure.self) { try world.undo(left, by: .ben) }
    }
}
