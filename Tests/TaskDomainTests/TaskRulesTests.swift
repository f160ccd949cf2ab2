import Testing

@testable import Domain
@testable import TaskDomain

struct TaskRulesTests {
    private let longest = String(repeating: "ä", count: 500)

    @Test("a draft is taken with every field at its limit")
    func atTheLimit() throws {
        let description = String(repeating: "x", count: 65_536)
        let draft = try TaskDraft(
            title: longest, description: description, steps: Array(repeating: longest, count: 500),
            externalId: String(repeating: "é", count: 200))
        #expect(draft.title == longest && draft.steps.count == 500 && draft.description == description)
    }

    @Test("one more than a limit is refused, and the field is named")
    func beyondTheLimit() {
        #expect(throws: Failure(.tooLong(500), field: "title")) { try TaskDraft(title: longest + "x") }
        #expect(throws: Failure(.tooManyBytes(65_536), field: "description")) {
            try TaskDraft(title: "x", description: String(repeating: "x", count: 65_537))
        }
        #expect(throws: Failure(.tooMany(500), field: "steps")) {
            try TaskDraft(title: "x", steps: Array(repeating: "x", count: 501))
        }
        #expect(throws: Failure(.tooLong(500), field: "steps[1].title")) {
            try TaskDraft(title: "x", steps: ["x", longest + "x"])
        }
        #expect(throws: Failure(.required, field: "steps[2].title")) {
            try TaskDraft(title: "x", steps: ["x", "y", " "])
        }
        #expect(throws: Failure(.tooLong(200), field: "externalId")) {
            try TaskDraft(title: "x", externalId: String(repeating: "x", count: 201))
        }
        #expect(throws: Failure(.required, field: "externalId")) { try TaskDraft(title: "x", externalId: "") }
    }

    @Test("a draft keeps texts as the rules left them")
    func cleaned() throws {
        let draft = try TaskDraft(title: " a ", description: "b\r\nc", steps: [" d "], externalId: " e ")
        #expect(
            draft.title == "a" && draft.description == "b\nc" && draft.steps.map(\.title) == ["d"]
                && draft.externalId == "e")
        #expect(draft.status == .open && draft.priority == .normal)
    }

    @Test("a patch leaves alone what it does not name, and keeps the same rules")
    func patch() throws {
        #expect(try TaskPatch() == TaskPatch(title: nil, description: nil, status: nil, priority: nil))
        #expect(try TaskPatch(title: " a ").title == "a" && TaskPatch(description: "").description == "")
        #expect(throws: Failure(.required, field: "title")) { try TaskPatch(title: "\n") }
        #expect(throws: Failure(.controlCharacter, field: "description")) { try TaskPatch(description: "\u{7}") }
    }

    @Test("a step moves to a place from 0 on")
    func stepPatch() throws {
        #expect(try StepPatch(position: 0).position == 0)
        #expect(throws: Failure(.range(0, 499), field: "position")) { try StepPatch(position: -1) }
        #expect(throws: Failure(.tooLong(500), field: "title")) { try StepPatch(title: longest + "x") }
    }

    @Test("progress counts the steps that are done")
    func progress() {
        let steps = [true, false, true].enumerated().map { TaskStep(id: Int64($0), title: "x", done: $1) }
        let time = Instant(seconds: 0)
        #expect(
            TaskItem(id: 1, title: "x", steps: steps, createdAt: time, updatedAt: time).progress
                == Progress(done: 2, total: 3))
        #expect(TaskItem(id: 1, title: "x", createdAt: time, updatedAt: time).progress == Progress(done: 0, total: 0))
    }

    @Test("priorities keep their rank in the database, and statuses know what is still to do")
    func values() {
        #expect(TaskPriority.allCases.map(\.rank) == [0, 1, 2, 3, 4])
        #expect((0...4).map { TaskPriority(rank: $0) } == [.urgent, .high, .normal, .low, .someday])
        #expect(TaskPriority(rank: -1) == nil && TaskPriority(rank: 5) == nil)
        #expect(TaskStatus.allCases.filter(\.isLive) == [.open, .active, .waiting])
    }
}
