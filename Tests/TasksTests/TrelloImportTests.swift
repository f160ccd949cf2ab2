import Domain
import Store
import TaskDomain
import TaskFormats
import TaskStore
import Tasks
import Testing
import TestingElwosa

@Suite("Importing from Trello")
struct TrelloImportTests {
    static let file = """
        {"id":"64a000000000000000000001","name":"Garden","desc":"All of it","closed":false,"idOrganization":null,
        "lists":[{"id":"L1","name":"Ideas","closed":false},{"id":"L2","name":"Done","closed":false}],
        "members":[{"id":"M1","username":"Ben","fullName":"Ben B."}],
        "cards":[{"id":"64a000000000000000000002","name":"Dig","desc":"Deep.","closed":false,"idList":"L1",
        "due":"2026-12-24T17:00:00.000Z","dueComplete":false,"start":null,"idMembers":["M1"],
        "labels":[{"name":"","color":"green"},{"name":"hard","color":"red"}],
        "attachments":[{"url":"https://example.org/plan"}],"dateLastActivity":"2026-01-02T00:00:00.000Z"},
        {"id":"64a000000000000000000003","name":"Rest","idList":"L2","closed":false,"labels":[]},
        {"id":"64a000000000000000000004","name":"Old","idList":"L1","closed":true,"labels":[]}],
        "checklists":[{"id":"C1","idCard":"64a000000000000000000002","name":"Steps","pos":1,
        "checkItems":[{"name":"Second","state":"incomplete","pos":2},{"name":"First","state":"complete","pos":1.5}]}],
        "actions":[{"type":"commentCard","date":"2026-01-02T00:00:00.000Z","data":{"text":"Late","card":
        {"id":"64a000000000000000000002"}},"memberCreator":{"fullName":"Emma"}},
        {"type":"commentCard","date":"2026-01-01T00:00:00.000Z","data":{"text":"Early","card":
        {"id":"64a000000000000000000002"}},"memberCreator":{"fullName":"Emma"}},{"type":"updateCard"}]}
        """

    @Test("a board becomes a project, its cards tasks with labels, steps and comments")
    func whole() async throws {
        try await withSite { site in
            let report = try site.importing(Self.file, as: TrelloFormat.self, by: Person.ben.caller, piece: 100)
            #expect(report.count == ImportCount(created: 3, projects: 1) && report.skipped == [])
            let task = try site.task(titled: "Dig")
            #expect(
                task.labels.map(\.name) == ["green", "hard", "list:Ideas"] && task.assignees.map(\.name) == ["Ben"])
            #expect(task.steps.map(\.title) == ["First", "Second"] && task.steps.map(\.done) == [true, false])
            #expect(task.dueAt?.text == "2026-12-24T17:00:00Z")
            #expect(task.description == "Deep.\n\n---\n- attachment: https://example.org/plan")
            #expect(
                task.createdAt.rfc3339 == "2023-07-01T10:29:20Z" && task.updatedAt.rfc3339 == "2026-01-02T00:00:00Z")
            let comments = try site.store.tasks.comments(of: task.id, for: Person.ben.caller)
            #expect(comments.map(\.text) == ["Early", "Late"] && comments[0].importedAuthor == "Emma")
            #expect(try site.task(titled: "Rest").status == .done && site.task(titled: "Old").status == .dropped)
        }
    }

    @Test("a second run changes nothing, and what changed there since comes along")
    func again() async throws {
        try await withSite { site in
            try site.importing(Self.file, as: TrelloFormat.self, by: Person.ben.caller)
            let mark = try site.lastEvent()
            let second = try site.importing(Self.file, as: TrelloFormat.self, by: Person.ben.caller)
            #expect(try second.count == ImportCount(unchanged: 3) && site.events(after: mark) == [])
            let later = Self.file.replacing("2026-01-02T00:00:00.000Z\"}", with: "2026-01-05T00:00:00.000Z\"}")
                .replacing("\"state\":\"incomplete\"", with: "\"state\":\"complete\"")
            #expect(try site.importing(later, as: TrelloFormat.self, by: Person.ben.caller).count.updated == 1)
            #expect(try site.task(titled: "Dig").steps.allSatisfy(\.done))
        }
    }

    @Test(
        "what is no board is named with its place, and nothing is taken",
        arguments: [
            (
                file.replacing("\"idList\":\"L1\",", with: "\"idList\":,"),
                "Line 4, column 95: A JSON value was expected."
            ),
            (file.replacing("\"id\":\"64a000000000000000000002\",", with: ""), "Line 1: cards[0].id: is required"),
            (file.replacing("\"cards\":", with: "\"idBoards\":"), "Line 1: This is no board of Trello"),
        ])
    func broken(text: String, message: String) async throws {
        try await withSite { site in
            let mark = try site.lastEvent()
            let failure = try #require(throws: Failure.self) { try site.importing(text, as: TrelloFormat.self) }
            #expect(failure.message.hasPrefix(message), "\(failure.message)")
            #expect(try site.events(after: mark) == [])
        }
    }
}
