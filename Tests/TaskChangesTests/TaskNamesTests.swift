import Domain
import TaskChanges
import TaskDomain
import Testing
import TestingElwosa

@Suite("Whom a task can be given to")
struct TaskNamesTests {
    @Test("in a project its members, by any spelling of their names", arguments: RowsKind.allCases)
    func members(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let project = try world.project(with: [.ben: .viewer])
        let task = try world.make { ($0.projectId, $0.assignees) = (project, ["BEN", "ben", "Ada"]) }
        #expect(task.assignees.map(\.name) == ["Ada", "Ben"])
        for (name, rule) in [("cleo", Rule.noMember("Cleo", of: project)), ("nobody there", .nobody("nobody there"))] {
            let failure = #expect(throws: Failure.self) {
                try world.update(task.id) { $0.assignees = ["Ada", name] }
            }
            #expect(failure == Failure(rule, field: "assignees[1]"))
        }
    }

    @Test("nobody who is disabled, but whoever has it already stays", arguments: RowsKind.allCases)
    func disabled(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let task = try world.make { $0.assignees = ["Ben"] }
        try world.disable(.ben)
        let failure = #expect(throws: Failure.self) { try world.make { $0.assignees = ["Ben"] } }
        #expect(failure == Failure(.nobody("Ben"), field: "assignees[0]"))
        let kept = try world.update(task.id) { $0.assignees = ["ben", "Cleo"] }.task
        #expect(kept.assignees.map(\.name) == ["Ben", "Cleo"])
    }

    @Test("whoever is taken away leaves before others come", arguments: RowsKind.allCases)
    func addedAndRemoved(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let task = try world.make { $0.assignees = ["Ben"] }.id
        let changed = try world.update(task) {
            ($0.removedAssignees, $0.addedAssignees) = (["ben"], ["Cleo", "Ada"])
        }
        #expect(changed.task.assignees.map(\.name) == ["Ada", "Cleo"])
        let failure = #expect(throws: Failure.self) { try world.update(task) { $0.addedAssignees = ["x"] } }
        #expect(failure == Failure(.nobody("x"), field: "addAssignees[0]"))
    }

    @Test("a step only to somebody who sees the task", arguments: RowsKind.allCases)
    func steps(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let bot = try world.addAgent("Bot", of: .ben)
        func give(_ name: String, in inbox: String, assignees: [String] = []) throws -> TaskItem {
            var draft = try TaskDraft(title: "x", steps: ["One"])
            (draft.inbox, draft.assignees, draft.steps[0].assignee) = (inbox, assignees, name)
            return try world.change(by: .ben) { [draft] in try TaskEditing($0).create(draft).task }
        }
        #expect(try give("Ben", in: "Bot").steps[0].assignee?.name == "Ben")
        #expect(try give("Cleo", in: "Ben", assignees: ["Cleo"]).steps[0].assignee?.name == "Cleo")
        for (name, inbox) in [("Cleo", "Ben"), (bot.name, "Ben")] {
            let failure = #expect(throws: Failure.self) { try give(name, in: inbox) }
            #expect(failure == Failure(.seesNot, field: "steps[0].assignee"))
        }
    }

    @Test("one's inbox is on another's lists with so many tasks, and no more", arguments: RowsKind.allCases)
    func guests(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        var draft = try TaskDraft(title: "For you")
        draft.assignees = ["Ben"]
        let made = try world.batch(Array(repeating: .create(draft), count: TaskRules.guestLimit)).tasks
        let failure = #expect(throws: Failure.self) { try world.make { $0.assignees = ["Ben"] } }
        #expect(failure == Failure(.tooMany(TaskRules.guestLimit), field: "assignees"))
        // Who has it has it.
        let first = try #require(made[0]).id
        #expect(try world.update(first) { ($0.title, $0.assignees) = ("y", ["Ben", "Cleo"]) }.change != nil)
        #expect(try world.make(by: .cleo) { $0.assignees = ["Ben"] }.assignees.map(\.name) == ["Ben"])
    }
}
