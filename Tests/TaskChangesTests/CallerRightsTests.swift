import Domain
import TaskChanges
import TaskDomain
import Testing
import TestingElwosa

@Suite("What a caller may do")
struct CallerRightsTests {
    /// A task in Ada's inbox, below one that nobody else sees, and assigned to Ben.
    private func guestTask(_ world: RuleWorld) throws -> TaskItem.ID {
        let parent = try world.make("Hidden").id
        return try world.make("Secret") { ($0.parentId, $0.assignees) = (parent, ["Ben"]) }.id
    }

    @Test("what others have is not there, and what one may only read is not changed", arguments: RowsKind.allCases)
    func roles(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let project = try world.project(with: [.ben: .editor, .cleo: .viewer])
        let task = try world.make { $0.projectId = project }.id
        let mark = try world.mark()
        #expect(throws: Failure.notFound) { try world.update(task, by: .dot) { $0.title = "x" } }
        let viewer = #expect(throws: Failure.self) { try world.update(task, by: .cleo) { $0.title = "x" } }
        #expect(viewer == Failure(.projectRole(.viewer, needs: .editor), field: "project", kind: .forbidden))
        #expect(try world.mark() == mark)
        #expect(try world.update(task, by: .ben) { $0.title = "x" }.task.title == "x")
    }

    @Test("a version that is not the stored one is refused", arguments: RowsKind.allCases)
    func stale(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let task = try world.make().id
        try world.update(task, ifVersion: 1) { $0.title = "x" }
        let failure = #expect(throws: Failure.self) { try world.update(task, ifVersion: 1) { $0.title = "y" } }
        #expect(failure?.kind == .stale && failure?.field == "version")
    }

    @Test("in another's inbox an assignee does the work, and decides nothing else", arguments: RowsKind.allCases)
    func guests(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let task = try guestTask(world)
        let own = try world.project(by: .ben)
        #expect(try world.find(task, for: .ben)?.parentId == nil)
        #expect(try world.update(task, by: .ben) { ($0.title, $0.status) = ("y", .active) }.task.title == "y")
        for (field, edit) in [
            ("projectId", { $0.projectId = .some(own) }), ("projectId", { $0.inbox = "Ben" }),
            ("externalId", { $0.externalId = .some("x") }), ("parentId", { $0.parentId = .some(1) }),
            ("assignees", { $0.addedAssignees = ["Cleo"] }), ("assignees", { $0.assignees = ["Ben", "Cleo"] }),
        ] as [(String, (inout TaskPatch) -> Void)] {
            let failure = #expect(throws: Failure.self) { try world.update(task, by: .ben, edit) }
            #expect([.inboxOfAnother, .unknown].contains(failure?.rule), "\(field)")
            #expect(failure?.field == field || failure?.field == "inbox" && failure?.rule == .unknown)
        }
        let deleted = #expect(throws: Failure.self) { try world.delete(task, by: .ben) }
        #expect(deleted == Failure(.inboxOfAnother, field: "inbox", kind: .forbidden))
        let below = #expect(throws: Failure.self) { try world.make(by: .ben) { $0.parentId = task } }
        #expect(below == Failure(.inboxOfAnother, field: "parentId", kind: .forbidden))
    }

    @Test("an assignee may leave, and then sees nothing more than what they have done", arguments: RowsKind.allCases)
    func leaving(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let task = try guestTask(world)
        let left = try world.update(task, by: .ben) { $0.removedAssignees = ["Ben"] }
        #expect(left.task.id == task && left.task.assignees == [])
        #expect(try world.find(task, for: .ben) == nil)
        #expect(throws: Failure.notFound) { try world.update(task, by: .ben) { $0.title = "x" } }
    }

    @Test("whoever does not see the parent takes it away by no form", arguments: RowsKind.allCases)
    func hiddenParent(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let task = try guestTask(world)
        try world.update(task, by: .ben) {
            ($0.title, $0.parentId, $0.projectId) = ("y", .some(nil), .some(nil))
        }
        #expect(try world.find(task)?.parentId == 1)
    }

    @Test("of subtasks those are counted that somebody sees", arguments: RowsKind.allCases)
    func progress(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let task = try world.make { $0.assignees = ["Ben"] }.id
        try world.make { $0.parentId = task }
        try world.make { ($0.parentId, $0.assignees, $0.status) = (task, ["Ben"], .done) }
        #expect(try world.find(task)?.subtasks == Progress(done: 1, total: 2))
        #expect(try world.find(task, for: .ben)?.subtasks == Progress(done: 1, total: 1))
    }

    @Test("a person moves what is in an agent's inbox, and nobody else does", arguments: RowsKind.allCases)
    func agents(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let agent = try world.addAgent("Bot", of: .ben)
        let task = try world.change(by: agent) { try TaskEditing($0).create(TaskDraft(title: "x")).task.id }
        #expect(throws: Failure.notFound) { try world.update(task) { $0.inbox = "Ada" } }
        #expect(try world.update(task, by: .ben) { $0.inbox = "Ben" }.task.inboxId == Person.ben.id)
        #expect(throws: Failure.notFound) {
            try world.change(by: agent) { try TaskEditing($0).reopen(task, ifVersion: nil) }
        }
    }
}
