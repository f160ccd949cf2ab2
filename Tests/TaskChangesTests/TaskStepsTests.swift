import Domain
import TaskChanges
import TaskDomain
import Testing
import TestingElwosa

@Suite("The steps of a task")
struct TaskStepsTests {
    private func update(
        _ step: Int64, of task: TaskItem.ID, _ patch: StepPatch, _ world: RuleWorld
    ) throws -> TaskItem {
        try world.change { try TaskEditing($0).updateStep(step, of: task, patch, ifVersion: nil).task }
    }

    private func make(_ steps: [String], _ world: RuleWorld) throws -> TaskItem {
        try world.make { $0.steps = steps.map { StepDraft(title: $0) } }
    }

    @Test("each change of one thing is told by its own event", arguments: RowsKind.allCases)
    func events(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let task = try make(["One", "Two"], world)
        let (id, first) = (task.id, task.steps[0].id)
        let mark = try world.mark()
        _ = try world.change { try TaskEditing($0).addStep(StepDraft(title: "Three"), to: id) }
        _ = try update(first, of: id, StepPatch(done: true), world)
        _ = try update(first, of: id, StepPatch(done: false), world)
        _ = try update(first, of: id, StepPatch(position: 9), world)
        _ = try update(first, of: id, StepPatch(title: "1", done: true), world)
        let gone = try world.change { try TaskEditing($0).removeStep(first, of: id, ifVersion: nil) }
        #expect(gone.task.steps.map(\.title) == ["Two", "Three"] && gone.task.version == 7)
        let told = ["step_added", "step_done", "step_reopened", "step_moved", "step_changed", "step_removed"]
        #expect(try world.kinds(after: mark) == told)
        // What changes nothing is not told.
        _ = try update(gone.task.steps[0].id, of: id, StepPatch(title: "Two"), world)
        #expect(try world.kinds(after: mark) == told)
    }

    @Test("a step of another task is not there", arguments: RowsKind.allCases)
    func others(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let (one, two) = (try make(["One"], world), try make(["Two"], world))
        #expect(throws: Failure.notFound) { try update(one.steps[0].id, of: two.id, StepPatch(done: true), world) }
        let failure = #expect(throws: Failure.self) {
            try world.update(two.id) { $0.steps = [StepDraft(id: one.steps[0].id, title: "x")] }
        }
        #expect(failure == Failure(.unknown, field: "steps[0].id"))
    }

    @Test("a step that somebody has renamed meanwhile is not renamed over that", arguments: RowsKind.allCases)
    func stale(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let task = try make(["One"], world)
        let (id, step, seen) = (task.id, task.steps[0].id, StepDraft(title: "One"))
        _ = try update(step, of: id, StepPatch(title: "Uno"), world)
        let failure = #expect(throws: Failure.self) {
            try update(step, of: id, StepPatch(title: "Eins", seen: seen), world)
        }
        #expect(failure?.rule == nil && failure?.kind == .stale && failure?.field == "title")
        let ticked = try update(step, of: id, StepPatch(title: "One", done: true, seen: seen), world)
        #expect(ticked.steps[0].title == "Uno" && ticked.steps[0].done)
    }

    @Test("one that becomes a subtask takes its title, state and assignee along", arguments: RowsKind.allCases)
    func promoted(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let task = try world.make {
            $0.assignees = ["Ben"]
            $0.steps = [StepDraft(title: "One", done: true, assignee: "Ben")]
        }
        let mark = try world.mark()
        let made = try world.change { try TaskEditing($0).promoteStep(task.steps[0].id, of: task.id) }
        #expect(made.task.title == "One" && made.task.status == .done && made.task.parentId == task.id)
        #expect(made.task.assignees.map(\.name) == ["Ben"] && made.change == mark + 1)
        #expect(try world.find(task.id)?.steps == [] && world.find(task.id)?.subtasks == Progress(done: 1, total: 1))
        #expect(try world.kinds(after: mark) == ["step_removed", "task_created"])
    }

    @Test("a task has five hundred, and no more", arguments: RowsKind.allCases)
    func room(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let task = try make((1...TaskRules.stepLimit).map { "Step \($0)" }, world).id
        let failure = #expect(throws: Failure.self) {
            try world.change { try TaskEditing($0).addStep(StepDraft(title: "x"), to: task) }
        }
        #expect(failure == Failure(.tooMany(TaskRules.stepLimit), field: "steps"))
    }
}
