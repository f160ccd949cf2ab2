import Calendar
import Domain
import Input
import JSON
import TaskDomain
import TaskFormats
import Testing

/// This file imports neither pages nor HTTP: a program that has none reads and writes tasks the same way.
@Suite("Without pages a task")
struct TaskReadingTests {
    private func fields(_ text: String) throws -> Fields {
        guard case .object(let object) = try JSONParser.parse(Array(text.utf8)) else { throw Failure.notFound }
        return Fields(object)
    }

    @Test("is read from the members of a JSON object, and each that is wrong is named")
    func draft() throws {
        var whole = try fields(
            #"{"title":"Water","dueAt":"2026-12-01","estimateMinutes":90,"labels":["home"],"steps":["Can",{"title":"Tap"}]}"#
        )
        let draft = try TaskInput.draft(&whole, in: .utc)
        try whole.finish()
        #expect(draft.title == "Water" && draft.labels == ["home"] && draft.steps.map(\.title) == ["Can", "Tap"])
        #expect(draft.dueAt?.text == "2026-12-01" && draft.estimateMinutes == 90)
        for (text, field) in [
            (#"{"title":7}"#, "title"), (#"{"title":"A","dueAt":"soon"}"#, "dueAt"),
            (#"{"title":"A","steps":[{}]}"#, "steps[0].title"), (#"{"title":"A","wrong":1}"#, "wrong"),
        ] {
            let failure = #expect(throws: Failure.self) {
                var fields = try fields(text)
                _ = try TaskInput.draft(&fields, in: .utc)
                try fields.finish()
            }
            #expect(failure?.field == field)
        }
    }

    @Test("is changed by members, of which null empties a field")
    func patch() throws {
        var fields = try fields(#"{"dueAt":null,"addLabels":["home"]}"#)
        let patch = try TaskInput.patch(&fields, in: .utc)
        #expect(patch.plan[.dueAt] == .some(nil) && patch.plan[.startAt] == nil && patch.addedLabels == ["home"])
    }

    @Test("is read from what somebody typed into a form")
    func form() throws {
        let pairs = [
            ("title", "Water"), ("dueAt", "2026-12-01"), ("dueAtTime", "09:00"), ("estimateMinutes", "1h 30m"),
        ]
        var fields = Fields(Form(pairs: pairs.map { (name: $0, value: $1) }))
        let draft = try TaskInput.draft(&fields, in: .utc)
        #expect(draft.dueAt?.text == "2026-12-01T09:00:00Z" && draft.estimateMinutes == 90)
    }

    @Test("is read from a line of a file, and written as one object")
    func file() throws {
        var format = try #require(ImportFormats.named("elwosa")).init()
        _ = try format.read(Array(#"{"format":"elwosa","version":1}"#.utf8))
        let line = #"{"task":{"id":3,"title":"Water","description":"","status":"open","priority":"normal","#
        let times = #""createdAt":"2026-11-01T00:00:00Z","updatedAt":"2026-11-02T00:00:00Z"}}"#
        guard case .task(let read) = try format.read(Array((line + times).utf8)).first else {
            Issue.record("it is no task")
            return
        }
        let task = TaskItem(id: 7, title: read.draft.title, createdAt: read.createdAt, updatedAt: read.updatedAt)
        let json = String(decoding: TaskJSON(task: task, only: ["id", "title", "updatedAt"]).json, as: UTF8.self)
        #expect(json == #"{"id":7,"title":"Water","updatedAt":"2026-11-02T00:00:00Z"}"#)
    }

    @Test("comes in a batch of changes, each with its place where it is wrong")
    func batch() throws {
        var fields = try fields(#"{"commands":[{"create":{"title":"A"}},{"update":{"id":1,"version":2,"title":"B"}}]}"#)
        let commands = try BatchCommand.commands(&fields, in: .utc)
        #expect(commands.map(\.hasVersion) == [false, true])
        var wrong = try self.fields(#"{"commands":[{"delete":1},{"create":{}}]}"#)
        #expect(throws: Failure(.required, field: "commands[1].title")) {
            try BatchCommand.commands(&wrong, in: .utc)
        }
    }
}
