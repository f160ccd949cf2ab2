import JSON
import Store
import Testing
import TestingElwosa

@Suite("What an undo answers with")
struct UndoAnswerTests {
    @Test("undoing what made a label answers with its tasks, and with no other's that has the label's number")
    func undoWithLabel() async throws {
        try await withSite { site in
            try site.make(.task("Somebody's"))
            let made = try site.post("/tasks", json: #"{"title":"Mine","labels":["new"]}"#, as: .ben)
            let change = try #require(made.header("Elwosa-Change"))
            let undone = try site.post("/tasks/changes/\(change)/undo", as: .ben)
            #expect(undone.status == 200 && undone["tasks"] == .array([]))
        }
    }
}
