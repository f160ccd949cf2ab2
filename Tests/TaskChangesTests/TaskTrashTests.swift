import Domain
import JSON
import TaskChanges
import TaskDomain
import Testing
import TestingElwosa

@Suite("Deleting tasks, and bringing them back")
struct TaskTrashTests {
    @Test(
        "a task goes with what stands below it, each by its event, and comes back the same",
        arguments: RowsKind.allCases)
    func family(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let blocker = try world.make().id
        let top = try world.make {
            ($0.labels, $0.assignees, $0.blockedBy) = (["bug"], ["Ben"], [blocker])
            $0.steps = [StepDraft(title: "One"), StepDraft(title: "Two", done: true)]
        }.id
        let part = try world.make { $0.parentId = top }.id
        try world.comment("Well, @ben", on: top)
        let waiting = try world.make { $0.blockedBy = [top] }.id
        let (before, mark) = (try world.find(top), try world.mark())
        #expect(try world.delete(top) == mark + 1)
        #expect(try world.told(after: mark).map(\.subject) == [top, part])
        #expect(try world.find(top) == nil && world.find(part) == nil && world.find(waiting)?.blockedBy == [])
        let restored = try world.restore(top)
        #expect(restored.missing == [])
        var same = restored.task
        (same.version, same.updatedAt) = (before?.version ?? 0, before?.updatedAt ?? world.now)
        #expect(same == before && restored.task.version > same.version)
        #expect(try world.find(part)?.parentId == top && world.find(waiting)?.blockedBy == [top])
        let comments = try world.change { try $0.rows.comments(of: top) }
        #expect(comments.map(\.text) == ["Well, @ben"] && comments[0].mentions == [Person.ben.id])
        let kinds = ["task_deleted", "task_deleted", "task_restored", "task_restored"]
        #expect(try world.kinds(after: mark) == kinds)
    }

    @Test("what has gone meanwhile is left out, and the answer says so", arguments: RowsKind.allCases)
    func missing(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let project = try world.project()
        let top = try world.make { $0.projectId = project }.id
        let blocker = try world.make().id
        let task = try world.make {
            ($0.parentId, $0.labels, $0.blockedBy, $0.externalId) = (top, ["bug"], [blocker], "x-1")
        }
        try world.delete(task.id)
        try world.delete(top)
        try world.delete(blocker)
        _ = try world.change { try LabelChanges($0).delete(task.labels[0].id) }
        try world.make { ($0.projectId, $0.externalId) = (project, "x-1") }
        let restored = try world.restore(task.id)
        #expect(restored.missing == ["blockedBy", "externalId", "labels", "parentId"])
        #expect(restored.task.parentId == nil && restored.task.labels == [] && restored.task.externalId == nil)
        let told = try world.told().last
        #expect(told?.kind == "task_restored" && told?.content["missing"]?.items.count == 4)
        #expect(throws: Failure.notFound) { try world.restore(task.id) }
    }

    @Test("no circle closes by what comes back", arguments: RowsKind.allCases)
    func circle(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let three = try world.make("Three").id
        let one = try world.make("One") { $0.blockedBy = [three] }.id
        let two = try world.make("Two") { $0.blockedBy = [one] }.id
        try world.delete(one)
        try world.update(three) { $0.blockedBy = [two] }
        let restored = try world.restore(one)
        #expect(restored.task.blockedBy == [three] && restored.task.blocks == [])
    }

    @Test("below a parent that is elsewhere by now, or too deep, nothing comes back", arguments: RowsKind.allCases)
    func parents(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let project = try world.project()
        func pair() throws -> (top: TaskItem.ID, part: TaskItem.ID) {
            let top = try world.make().id
            let part = try world.make { $0.parentId = top }.id
            try world.delete(part)
            return (top, part)
        }
        let (moved, sunk) = (try pair(), try pair())
        try world.update(moved.top) { $0.projectId = .some(project) }
        var above: TaskItem.ID?
        for _ in 0..<20 { above = try world.make { $0.parentId = above }.id }
        try world.update(sunk.top) { $0.parentId = .some(above) }
        for part in [moved.part, sunk.part] {
            let restored = try world.restore(part)
            #expect(restored.missing == ["parentId"] && restored.task.parentId == nil)
        }
    }

    @Test("whoever sees it no more, or may not change it, brings nothing back", arguments: RowsKind.allCases)
    func rights(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let project = try world.project(with: [.ben: .editor, .cleo: .viewer])
        let task = try world.make { $0.projectId = project }.id
        try world.delete(task)
        #expect(throws: Failure.notFound) { try world.restore(task, by: .dot) }
        let viewer = #expect(throws: Failure.self) { try world.restore(task, by: .cleo) }
        #expect(viewer?.kind == .forbidden)
        #expect(try world.restore(task, by: .ben).task.projectId == project)
        let own = try world.make().id
        try world.delete(own)
        #expect(throws: Failure.notFound) { try world.restore(own, by: .ben) }
    }
}
