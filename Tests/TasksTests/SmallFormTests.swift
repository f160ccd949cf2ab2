import Domain
import JSON
import TaskDomain
import Testing
import TestingElwosa

/// The small forms of a task's page, sent from a page that is older than what is stored.
@Suite("A small form")
struct SmallFormTests {
    /// The fields that the form of one field sends, as the page has them, with what somebody makes of them.
    private func filled(
        _ page: Markup, _ edit: String, _ change: (inout [(String, String)]) -> Void
    ) -> [(String, String)] {
        let form = page.root.all("details").first { $0["id"] == edit }?.all("form").first
        var fields = (form?.all("input") ?? []).filter {
            $0["name"] != "formToken" && ($0["type"] != "checkbox" || $0["checked"] != nil)
        }.map { ($0["name"] ?? "", $0["value"] ?? "") }
        change(&fields)
        return fields
    }

    private func set(_ name: String, _ value: String) -> (inout [(String, String)]) -> Void {
        { fields in fields = fields.map { $0.0 == name ? (name, value) : $0 } }
    }

    @Test("of labels keeps the one that somebody else has added meanwhile")
    func labels() async throws {
        try await withSite { site in
            let common = try site.common()
            var draft = try TaskDraft.task()
            draft.labels = ["later", "bug"]
            try site.make(draft, in: common)
            let page = try site.get("/tasks/1", as: .ben, wants: .page).markup
            _ = try site.patch("/tasks/1", json: #"{"addLabels":["another"]}"#, as: .ada)
            let reply = try site.submit(
                "/tasks/1", filled(page, "edit-labels", set("labels", "Bug, qa")), as: .ben)
            #expect(reply.status == 303)
            #expect(try site.get("/tasks/1", as: .ben)["labels"] == .array(["another", "bug", "qa"]))
        }
    }

    @Test("of people keeps whom somebody else has added meanwhile")
    func people() async throws {
        try await withSite { site in
            let common = try site.common()
            var draft = try TaskDraft.task()
            draft.assignees = ["Ben"]
            try site.make(draft, in: common)
            let page = try site.get("/tasks/1", as: .ben, wants: .page).markup
            _ = try site.patch("/tasks/1", json: #"{"addAssignees":["Dot"]}"#, as: .ada)
            let fields = filled(page, "edit-assignees") { fields in
                fields.removeAll { $0 == ("assignees", "Ben") }
                fields.append(("assignees", "Cleo"))
            }
            #expect(try site.submit("/tasks/1", fields, as: .ben).status == 303)
            #expect(try site.get("/tasks/1", as: .ben)["assignees"] == .array(["Cleo", "Dot"]))
        }
    }

    @Test("that is refused comes back with the list as it is stored and what was added to it")
    func refused() async throws {
        try await withSite { site in
            let common = try site.common()
            var draft = try TaskDraft.task()
            draft.labels = ["later"]
            try site.make(draft, in: common)
            let page = try site.get("/tasks/1", as: .ben, wants: .page).markup
            _ = try site.patch("/tasks/1", json: #"{"addLabels":["another"]}"#, as: .ada)
            let reply = try site.submit(
                "/tasks/1", filled(page, "edit-labels", set("labels", "later, a\u{7}")), as: .ben)
            #expect(reply.status == 422)
            let line = reply.markup.root.all("input").first { $0["name"] == "labels" }
            #expect(line?["value"] == "another, later, a\u{7}")
        }
    }

    @Test("of one value is carried out beside others' changes of something else")
    func unrelated() async throws {
        try await withSite { site in
            let common = try site.common()
            try site.make(.task(steps: ["Fill the can"]), in: common)
            let page = try site.get("/tasks/1", as: .ben, wants: .page).markup
            _ = try site.post("/tasks/1/steps/1/completion", as: .ada)
            _ = try site.post("/tasks/1/comments", json: #"{"text":"x"}"#, as: .ada)
            let fields = filled(page, "edit-estimateMinutes", set("estimateMinutes", "15"))
            #expect(try site.submit("/tasks/1", fields, as: .ben).status == 303)
            let task = try site.get("/tasks/1", as: .ben)
            #expect(task["estimateMinutes"] == 15 && task["version"] == 3)
        }
    }

    @Test("of one value shows both versions where it was changed on a detour that its sender does not see")
    func detour() async throws {
        try await withSite { site in
            let common = try site.common()
            let hidden = try site.project("Hidden", members: [.ada: .owner])
            try site.make(.task(), in: common)
            _ = try site.patch("/tasks/1", json: #"{"priority":"high"}"#, as: .ada)
            let page = try site.get("/tasks/1", as: .ben, wants: .page).markup
            for body in [#"{"projectId":\#(hidden)}"#, #"{"estimateMinutes":30}"#, #"{"projectId":\#(common)}"#] {
                #expect(try site.patch("/tasks/1", json: body, as: .ada).status == 200)
            }
            let fields = filled(page, "edit-estimateMinutes", set("estimateMinutes", "15"))
            #expect(try site.submit("/tasks/1", fields, as: .ben).status == 412)
            #expect(try site.get("/tasks/1", as: .ben)["estimateMinutes"] == 30)
        }
    }

    @Test("of one value shows both versions where the very change that brought the task into sight changed it")
    func moved() async throws {
        try await withSite { site in
            let common = try site.common()
            let hidden = try site.project("Hidden", members: [.ada: .owner])
            try site.make(.task(), in: common)
            let page = try site.get("/tasks/1", as: .ben, wants: .page).markup
            _ = try site.patch("/tasks/1", json: #"{"projectId":\#(hidden)}"#, as: .ada)
            _ = try site.patch("/tasks/1", json: #"{"projectId":\#(common),"estimateMinutes":30}"#, as: .ada)
            let fields = filled(page, "edit-estimateMinutes", set("estimateMinutes", "15"))
            #expect(try site.submit("/tasks/1", fields, as: .ben).status == 412)
        }
    }

    @Test("of one value shows both versions where somebody else has changed the same one")
    func contested() async throws {
        try await withSite { site in
            let common = try site.common()
            try site.make(.task(), in: common)
            let page = try site.get("/tasks/1", as: .ben, wants: .page).markup
            _ = try site.patch("/tasks/1", json: #"{"estimateMinutes":30}"#, as: .ada)
            let fields = filled(page, "edit-estimateMinutes", set("estimateMinutes", "15"))
            let reply = try site.submit("/tasks/1", fields, as: .ben)
            #expect(reply.status == 412)
            let values = reply.markup.root.all("input").filter { $0["name"] == "estimateMinutes" }.map { $0["value"] }
            #expect(values == ["15", "30m"])
            #expect(try site.get("/tasks/1", as: .ben)["estimateMinutes"] == 30)
        }
    }

    @Test("of a step sends what was changed of it; over another's words it shows both")
    func step() async throws {
        try await withSite { site in
            let common = try site.common()
            try site.make(.task(steps: ["Fill the can"]), in: common)
            let shown = [("_method", "PATCH"), ("titleShown", "Fill the can"), ("assigneeShown", "")]
            _ = try site.patch("/tasks/1/steps/1", json: #"{"title":"Fill both cans"}"#, as: .ada)
            let given = try site.submit(
                "/tasks/1/steps/1", shown + [("title", "Fill the can"), ("assignee", "Ben")], as: .ben)
            #expect(given.status == 303)
            let task = try site.get("/tasks/1", as: .ben)
            #expect(task["steps", 0, "title"] == "Fill both cans" && task["steps", 0, "assignee"] == "Ben")

            let reply = try site.submit(
                "/tasks/1/steps/1", shown + [("title", "Fill a can"), ("assignee", "Cleo")], as: .ben)
            #expect(reply.status == 412)
            let form = reply.markup.root.all("details").first { $0["open"] != nil && $0["class"] == "step-edit" }
            let values = form?.all("input").map { $0["value"] ?? "" } ?? []
            #expect(values.contains("Fill a can") && values.contains("Cleo") && values.contains("Fill both cans"))
            #expect(reply.text.contains("Somebody else saved first."))
        }
    }
}
