import Domain
import JSON
import Store
import TaskDomain
import Testing
import TestingElwosa

@Suite("How far a task is")
struct ProgressTests {
    @Test("list, board, task and both pages count steps and direct subtasks, and nothing deeper")
    func oneRule() async throws {
        try await withSite { site in
            let common = try site.common()
            let mark = try site.lastEvent()
            let parent = try site.make(.task("Move", steps: ["Pack", "Drive", "Unpack"]), in: common)
            _ = try site.post("/tasks/\(parent.id)/steps/\(parent.steps[0].id)/completion", as: .ada)
            for status in [TaskStatus.done, .dropped, .open] {
                var draft = try TaskDraft(title: "Part", status: status, steps: ["Not", "counted"])
                draft.parentId = parent.id
                let part = try site.make(draft, in: common)
                var deeper = try TaskDraft(title: "Deeper", status: .done)
                deeper.parentId = part.id
                try site.make(deeper, in: common)
            }
            let told = ["task_created", "step_done"] + Array(repeating: "task_created", count: 6)
            #expect(try site.events(after: mark) == told)
            let one = try site.get("/tasks/\(parent.id)", as: .ben)
            let list = try site.get("/tasks?q=id:\(parent.id)", as: .ben)
            let board = try site.get("/board?q=id:\(parent.id)", as: .ben)
            let expected = try #require(one["progress"])
            #expect(one["progress", "done"] == 3 && one["progress", "total"] == 6)
            #expect(list["tasks", 0, "progress"] == expected)
            #expect(board.text.contains(#""progress":{"done":3,"total":6}"#))
            for address in ["/tasks?q=id:\(parent.id)", "/board?q=id:\(parent.id)", "/tasks/\(parent.id)"] {
                let bars = try site.get(address, as: .ben, wants: .page).markup.root.all("span")
                    .filter { $0["class"] == "progress" }.map(\.text)
                #expect(bars.contains("3/6"), "\(address): \(bars)")
            }
        }
    }
}
