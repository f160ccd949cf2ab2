import Domain
import TaskChanges
import TaskDomain
import Testing
import TestingElwosa

@Suite("What must be done before a task")
struct TaskBlockingTests {
    private func complete(_ id: TaskItem.ID, force: Bool = false, by person: Person = .ada, _ world: RuleWorld) throws
        -> TaskOutcome
    {
        try world.change(by: person) { try TaskEditing($0).complete(id, force: force, ifVersion: nil) }
    }

    @Test("no task waits for itself, directly or by way of others", arguments: RowsKind.allCases)
    func cycles(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let one = try world.make().id
        let two = try world.make { $0.blockedBy = [one] }.id
        let three = try world.make { $0.blockedBy = [two] }.id
        let itself = #expect(throws: Failure.self) { try world.update(one) { $0.blockedBy = [one] } }
        #expect(itself == Failure(.itself, field: "blockedBy[0]"))
        for blocker in [two, three] {
            let failure = #expect(throws: Failure.self) { try world.update(one) { $0.blockedBy = [blocker] } }
            #expect(failure == Failure(.cycle, field: "blockedBy"))
        }
        #expect(try world.find(one)?.blocks == [two] && world.find(one)?.blockedBy == [])
    }

    @Test("what is hidden can neither be waited for nor taken away", arguments: RowsKind.allCases)
    func hidden(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let (secret, plain) = (try world.make("Secret").id, try world.make(by: .ben).id)
        let project = try world.project(with: [.ben: .editor])
        let task = try world.make { ($0.projectId, $0.blockedBy) = (project, [secret]) }.id
        let guess = #expect(throws: Failure.self) { try world.update(task, by: .ben) { $0.blockedBy = [secret] } }
        #expect(guess == Failure(.unknown, field: "blockedBy[0]"))
        #expect(try world.update(task, by: .ben) { $0.blockedBy = [plain] }.task.blockedBy == [plain])
        #expect(try world.change { try $0.rows.blockers(of: task) } == [secret, plain])
    }

    @Test("a circle that closes through what the caller does not see is not told", arguments: RowsKind.allCases)
    func hiddenCircle(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let project = try world.project(with: [.ben: .editor])
        let one = try world.make { $0.projectId = project }.id
        let secret = try world.make("Secret") { $0.blockedBy = [one] }.id
        let two = try world.make { ($0.projectId, $0.blockedBy) = (project, [secret]) }.id
        #expect(try world.update(one, by: .ben) { $0.blockedBy = [two] }.task.blockedBy == [two])
    }

    @Test("a task is completed once nothing open blocks it, or by force", arguments: RowsKind.allCases)
    func completing(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let blocker = try world.make().id
        let task = try world.make { $0.blockedBy = [blocker] }.id
        let failures = [
            #expect(throws: Failure.self) { try complete(task, world) },
            #expect(throws: Failure.self) { try world.update(task) { $0.status = .done } },
        ]
        #expect(failures == Array(repeating: Failure(.blocked, field: "status", kind: .conflict), count: 2))
        let forced = try complete(task, force: true, world).task
        #expect(forced.status == .done && forced.completedAt == world.now)
        let opened = try world.change { try TaskEditing($0).reopen(task, ifVersion: nil) }
        #expect(opened.task.status == .open && opened.task.completedAt == nil)
        _ = try complete(blocker, world)
        #expect(try complete(task, world).task.status == .done)
        #expect(try complete(task, world).change == nil)
    }

    @Test("a patch that takes the blockers away completes as well", arguments: RowsKind.allCases)
    func unblocked(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let blocker = try world.make().id
        let task = try world.make { $0.blockedBy = [blocker] }.id
        #expect(try world.update(task) { ($0.blockedBy, $0.status) = ([], .done) }.task.status == .done)
    }

    @Test("a hidden blocker keeps nobody from completing", arguments: RowsKind.allCases)
    func hiddenBlocker(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let secret = try world.make("Secret").id
        let project = try world.project(with: [.ben: .editor])
        let task = try world.make { ($0.projectId, $0.blockedBy) = (project, [secret]) }.id
        #expect(throws: Failure.self) { try complete(task, world) }
        #expect(try complete(task, by: .ben, world).task.status == .done)
    }

    @Test("so many tasks wait for one, and no more", arguments: RowsKind.allCases)
    func room(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let blocker = try world.make().id
        var draft = try TaskDraft(title: "Later")
        draft.blockedBy = [blocker]
        _ = try world.batch(Array(repeating: .create(draft), count: TaskRules.blockedLimit))
        let failure = #expect(throws: Failure.self) { try world.make { $0.blockedBy = [blocker] } }
        #expect(failure == Failure(.tooMany(TaskRules.blockedLimit), field: "blockedBy[0]"))
    }
}
