import Domain
import JSON
import TaskChanges
import TaskDomain
import Testing
import TestingElwosa

@Suite("A change on its way")
struct TaskWritingTests {
    private func key(_ digest: UInt8 = 0) -> RetryKey {
        RetryKey(key: "k", route: "POST /tasks", digest: [UInt8](repeating: digest, count: 32))
    }

    @Test("a request that is repeated under its key is carried out once", arguments: RowsKind.allCases)
    func retries(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        func make(_ retry: RetryKey, by person: Person = .ada) throws -> TaskOutcome {
            try world.change(by: person, retry: retry) { try TaskEditing($0).create(TaskDraft(title: "x")) }
        }
        let first = try make(key())
        #expect(try make(key()) == first && world.mark() == 1)
        let other = #expect(throws: Failure.self) { try make(key(1)) }
        #expect(other?.kind == .repeated && other?.field == "Idempotency-Key")
        #expect(try make(key(), by: .ben).task.id != first.task.id)
        world.advance(seconds: 86_400)
        #expect(try make(key()).task.id != first.task.id)
    }

    @Test("a batch that is repeated answers with what it made", arguments: RowsKind.allCases)
    func repeatedBatch(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let old = try world.make().id
        let commands = [
            BatchCommand.create(try TaskDraft(title: "x")), .update(old, try TaskPatch(title: "y"), ifVersion: nil),
            .create(try TaskDraft(title: "z")), .delete(old, ifVersion: nil),
        ]
        let outcomes = try (0..<2).map { _ in try world.change(retry: key()) { try TaskEditing($0).batch(commands) } }
        #expect(outcomes[0] == outcomes[1] && outcomes[0].tasks.map { $0?.whole?.title } == ["x", nil, "z", nil])
    }

    @Test(
        "of several commands all are carried out, or none, and the first that fails is named",
        arguments: RowsKind.allCases)
    func batches(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let task = try world.make().id
        let mark = try world.mark()
        let commands = [
            BatchCommand.update(task, try TaskPatch(title: "x"), ifVersion: nil), .delete(99, ifVersion: nil),
        ]
        let failure = #expect(throws: Failure.self) { try world.batch(commands) }
        #expect(failure?.kind == .notFound && failure?.field == "[1]")
        #expect(try world.find(task)?.title == "Water the plants" && world.mark() == mark)
    }

    @Test("one request changes so many tasks, and a refusal names the field", arguments: RowsKind.allCases)
    func tasks(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let project = try world.project()
        let top = try world.make().id
        var part = try TaskDraft(title: "Part")
        part.parentId = top
        _ = try world.batch(Array(repeating: .create(part), count: 700))
        var moves = [try TaskPatch(), try TaskPatch()]
        (moves[0].projectId, moves[1].projectId) = (.some(project), .some(nil))
        let commands = (0..<3).map { BatchCommand.update(top, moves[$0 % 2], ifVersion: nil) }
        let failure = #expect(throws: Failure.self) { try world.batch(commands) }
        #expect(failure == Failure(.tooManyChanges(ChangeRules.taskLimit), field: "[2].projectId"))
        #expect(try world.find(top)?.projectId == nil)
    }

    @Test("one that does too much is refused by the field that it was at", arguments: RowsKind.allCases)
    func work(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let long = String(repeating: "w ", count: 30_000)
        let failure = #expect(throws: Failure.self) {
            try world.change(by: Person.ada.caller, work: 150_000) { writing in
                writing.field = "somewhere"
                for _ in 0..<100 { _ = try TaskEditing(writing).make(TaskDraft(title: "x", description: long)) }
            }
        }
        #expect(failure == Failure(.tooMuchAtOnce, field: "somewhere"))
        #expect(try world.mark() == 0)
    }

    @Test("all events of one change say which it is", arguments: RowsKind.allCases)
    func events(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        try world.make { $0.labels = ["a", "b"] }
        #expect(try world.kinds(after: 0) == ["label_created", "label_created", "task_created"])
        #expect(try world.told().map { $0.content["with"]?.integer } == [nil, 1, 1])
    }
}
