import Domain
import TaskChanges
import TaskDomain
import Testing
import TestingElwosa

@Suite("Where a task may stand")
struct TaskPlacingTests {
    /// Tasks below each other, the first on top.
    private func chain(_ length: Int, in world: RuleWorld) throws -> [TaskItem.ID] {
        try (0..<length).reduce(into: []) { ids, _ in
            let parent = ids.last
            ids.append(try world.make { $0.parentId = parent }.id)
        }
    }

    @Test("no task is its own parent, nor below one of its own subtasks", arguments: RowsKind.allCases)
    func parentCycles(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let ids = try chain(3, in: world)
        let mark = try world.mark()
        for (parent, rule) in [(ids[0], Rule.itself), (ids[1], .cycle), (ids[2], .cycle)] {
            let failure = #expect(throws: Failure.self) { try world.update(ids[0]) { $0.parentId = .some(parent) } }
            #expect(failure == Failure(rule, field: "parentId"))
        }
        #expect(try world.mark() == mark)
    }

    @Test("subtasks go twenty deep, and what moves brings its own along", arguments: RowsKind.allCases)
    func depth(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let (deep, pair) = (try chain(21, in: world), try chain(2, in: world))
        let below = #expect(throws: Failure.self) { try world.make { $0.parentId = deep[20] } }
        #expect(below == Failure(.tooDeep(20), field: "parentId"))
        let moved = #expect(throws: Failure.self) { try world.update(pair[0]) { $0.parentId = .some(deep[19]) } }
        #expect(moved == Failure(.tooDeep(20), field: "parentId"))
        #expect(try world.update(pair[0]) { $0.parentId = .some(deep[18]) }.task.parentId == deep[18])
    }

    @Test("a thousand tasks stand right below one, and no more", arguments: RowsKind.allCases)
    func breadth(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let top = try world.make().id
        var draft = try TaskDraft(title: "Part")
        draft.parentId = top
        _ = try world.batch(Array(repeating: .create(draft), count: TaskRules.subtaskLimit))
        let failure = #expect(throws: Failure.self) { try world.make { $0.parentId = top } }
        #expect(failure == Failure(.tooMany(TaskRules.subtaskLimit), field: "parentId"))
    }

    @Test("a subtask is where its parent is, and goes where that goes", arguments: RowsKind.allCases)
    func together(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let (garden, house) = (try world.project(), try world.project("House"))
        let top = try world.make { $0.projectId = garden }.id
        let part = try world.make { $0.parentId = top }
        #expect(part.projectId == garden)
        let apart = #expect(throws: Failure.self) {
            try world.make { ($0.parentId, $0.projectId) = (top, house) }
        }
        #expect(apart == Failure(.otherProject, field: "projectId"))
        let leaf = try world.make { $0.parentId = part.id }.id
        let mark = try world.mark()
        try world.update(top) { $0.projectId = .some(house) }
        #expect(try [top, part.id, leaf].map { try world.find($0)?.projectId } == [house, house, house])
        #expect(try world.told(after: mark).map(\.subject) == [top, part.id, leaf])
    }

    @Test("a project or parent that the caller does not see is not there", arguments: RowsKind.allCases)
    func hidden(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let hidden = try world.project()
        let task = try world.make { $0.projectId = hidden }.id
        for edit: (inout TaskDraft) -> Void in [{ $0.projectId = hidden }, { $0.projectId = 99 }] {
            let failure = #expect(throws: Failure.self) { try world.make(by: .ben, edit) }
            #expect(failure == Failure(.unknown, field: "projectId"))
        }
        let parent = #expect(throws: Failure.self) { try world.make(by: .ben) { $0.parentId = task } }
        #expect(parent == Failure(.unknown, field: "parentId"))
    }

    @Test("an editor makes tasks in a project, a commenter does not", arguments: RowsKind.allCases)
    func roles(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let project = try world.project(with: [.ben: .editor, .cleo: .commenter])
        #expect(try world.make(by: .ben) { $0.projectId = project }.projectId == project)
        let failure = #expect(throws: Failure.self) { try world.make(by: .cleo) { $0.projectId = project } }
        #expect(failure == Failure(.projectRole(.commenter, needs: .editor), field: "project", kind: .forbidden))
    }

    @Test(
        "a task outside all projects is in its maker's inbox, or in that of one's agent", arguments: RowsKind.allCases)
    func inboxes(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let agent = try world.addAgent("Bot", of: .ben)
        #expect(try world.make(by: .ben).inboxId == Person.ben.id)
        let given = try world.make(by: .ben) { $0.inbox = "bot" }
        #expect(given.inboxId == agent.accountId && given.inboxPeople.map(\.name) == ["Bot", "Ben"])
        for name in ["Ada", "nobody there"] {
            let failure = #expect(throws: Failure.self) { try world.make(by: .ben) { $0.inbox = name } }
            #expect(failure == Failure(.unknown, field: "inbox"))
        }
        try world.disable(.ben)
        let disabled = #expect(throws: Failure.self) {
            try world.change(by: .commandLine) { writing in
                var draft = try TaskDraft(title: "x")
                draft.inbox = "Ben"
                return try TaskEditing(writing).create(draft)
            }
        }
        #expect(disabled == Failure(.unknown, field: "inbox"))
    }

    @Test("the command line's tasks go to the one administrator", arguments: RowsKind.allCases)
    func commandLine(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        func make() throws -> TaskItem {
            try world.change(by: .commandLine) { try TaskEditing($0).create(TaskDraft(title: "x")).task }
        }
        #expect(try make().inboxId == Person.ada.id)
        try world.disable(.ada)
        let failure = #expect(throws: Failure.self) { try make() }
        #expect(failure?.kind == .invalid && failure?.field == "inbox")
    }

    @Test("a name from elsewhere is one in its place alone", arguments: RowsKind.allCases)
    func externalIds(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let project = try world.project()
        let own = try world.make { $0.externalId = "x-1" }.id
        try world.make {
            $0.externalId = "x-1"
            $0.projectId = project
        }
        let again = #expect(throws: Failure.self) { try world.make { $0.externalId = "x-1" } }
        #expect(again == .externalIdTaken)
        let moved = #expect(throws: Failure.self) { try world.update(own) { $0.projectId = .some(project) } }
        #expect(moved == .externalIdTaken)
    }

    @Test("former members are off a task that leaves their project, and off its subtasks", arguments: RowsKind.allCases)
    func formerMembers(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let project = try world.project(with: [.ben: .editor, .cleo: .editor])
        let task = try world.make {
            ($0.projectId, $0.assignees) = (project, ["Ben", "Cleo"])
        }.id
        let part = try world.make { ($0.parentId, $0.assignees) = (task, ["Ben", "Cleo"]) }.id
        try world.removeMember(.ben, of: project)
        try world.update(task) { $0.projectId = .some(nil) }
        for id in [task, part] { #expect(try world.find(id)?.assignees.map(\.name) == ["Cleo"]) }
    }
}
