import Domain
import JSON
import Store
import TaskDomain
import TaskStore
import Testing
import TestingElwosa

@Suite("The page of a task")
struct TaskPageSiteTests {
    struct Edit: Sendable {
        let fields: [(String, String)]
        let member: String
        let value: JSON

        init(_ fields: [(String, String)], _ member: String, _ value: JSON) {
            (self.fields, self.member, self.value) = (fields, member, value)
        }
    }

    static let edits: [Edit] = [
        Edit([("priority", "urgent")], "priority", "urgent"),
        Edit([("dueAt", "2026-11-25"), ("dueAtTime", "")], "dueAt", "2026-11-25"),
        Edit([("dueAt", "2026-11-25"), ("dueAtTime", "09:30")], "dueAt", "2026-11-25T09:30:00Z"),
        Edit([("startAt", ""), ("startAtTime", "")], "startAt", .null),
        Edit([("estimateMinutes", "1h 30m")], "estimateMinutes", 90),
        Edit([("estimateMinutes", "")], "estimateMinutes", .null),
        Edit([("labels", "bug, later")], "labels", .array(["bug", "later"])),
        Edit([("assignees", ""), ("assignees", "Ben"), ("assignees", "Cleo")], "assignees", .array(["Ben", "Cleo"])),
        Edit([("assignees", "")], "assignees", .array([])),
        Edit([("parentId", "#2")], "parentId", 2),
        Edit([("parentId", "")], "parentId", .null),
        Edit([("blockedBy", ""), ("blockedBy", "#1")], "blockedBy", .array([1])),
    ]

    @Test("a small form changes one field of it and nothing else", arguments: edits)
    func quickEdit(edit: Edit) async throws {
        try await withSite { site in
            try site.make(.task("Above"))
            try site.make(.task("Beside"))
            var draft = try TaskDraft.task("Router", description: "Stays")
            (draft.startAt, draft.estimateMinutes) = (.date(site.clock.now.day), 5)
            (draft.assignees, draft.parentId) = (["Dot"], 1)
            try site.make(draft)
            let mark = try site.lastEvent()
            let reply = try site.submit("/tasks/3", [("_method", "PATCH")] + edit.fields, as: .ben)
            #expect(reply.status == 303 && reply.destination == "/tasks/3")
            let after = try site.get("/tasks/3", as: .ben)
            #expect(after[edit.member] == edit.value)
            #expect(after["title"] == "Router" && after["description"] == "Stays" && after["version"] == 2)
            #expect(try site.events(after: mark).filter { $0 != "label_created" } == ["task_changed"])
        }
    }

    static let refusals: [Edit] = [
        Edit([("dueAt", "soon")], "dueAt", "soon"),
        Edit([("dueAt", ""), ("dueAtTime", "09:00")], "dueAt", "09:00"),
        Edit([("estimateMinutes", "long")], "estimateMinutes", "long"),
        Edit([("parentId", "#99")], "parentId", "#99"), Edit([("blockedBy", "#99")], "blockedBy", "#99"),
        Edit([("assignees", "Zoe")], "assignees", "Zoe"), Edit([("labels", "a\u{7}")], "labels", "a\u{7}"),
    ]

    @Test("what a small form sends wrongly comes back in the whole form, beside its field", arguments: refusals)
    func refusedEdit(edit: Edit) async throws {
        try await withSite { site in
            try site.make(.task("Router", description: "Stays"))
            let reply = try site.submit("/tasks/1", [("_method", "PATCH")] + edit.fields, as: .ben)
            #expect(reply.status == 422)
            let page = reply.markup
            #expect(page.brokenRules() == [])
            #expect(page.root.all("p").contains { $0["id"] == "\(edit.member)-error" })
            #expect(page.root.all("input").contains { $0["value"].map { JSON.string($0) } == edit.value })
            #expect(page.root.all("input").contains { $0["name"] == "title" && $0["value"] == "Router" })
            #expect(page.root.all("textarea").first?.text == "Stays")
        }
    }

    @Test("the form for a new task takes every field, the steps a line each")
    func create() async throws {
        try await withSite { site in
            let project = try site.project("Move", members: [.ben: .editor])
            try site.make(.task("First"))
            let reply = try site.submit(
                "/tasks",
                [
                    ("title", "Router"), ("description", "D"), ("steps", "Buy\r\n\r\nPlug in\r\n"),
                    ("status", "waiting"),
                    ("priority", "low"), ("projectId", "\(project)"), ("labels", "bug,"), ("assignees", ""),
                    ("assignees", "Ben"), ("dueAt", "2026-11-25"), ("dueAtTime", ""), ("startAt", ""),
                    ("startAtTime", ""), ("waitUntil", "2026-11-24"), ("waitUntilTime", "07:00"),
                    ("estimateMinutes", "2h"), ("parentId", ""), ("blockedBy", "#1"),
                ], as: .ben)
            #expect(reply.status == 303)
            let task = try site.get("/tasks/2", as: .ben)
            #expect(task["steps", 1, "title"] == "Plug in" && task["progress", "total"] == 2)
            #expect(task["projectId"] == .integer(project) && task["labels"] == .array(["bug"]))
            #expect(task["assignees"] == .array(["Ben"]))
            #expect(task["dueAt"] == "2026-11-25" && task["waitUntil"] == "2026-11-24T07:00:00Z")
            #expect(task["estimateMinutes"] == 120 && task["blockedBy"] == .array([1]) && task["startAt"] == .null)
        }
    }

    @Test("the form for a new task in a project offers that project and its people")
    func preset() async throws {
        try await withSite { site in
            let project = try site.project("Move", members: [.ben: .editor])
            let page = try site.get("/tasks/new?projectId=\(project)", as: .ben, wants: .page).markup
            #expect(page.brokenRules() == [])
            let chosen = page.root.all("option").filter { $0["selected"] != nil }.compactMap { $0["value"] }
            #expect(chosen.contains("\(project)"))
            #expect(
                page.root.all("input").filter { $0["type"] == "checkbox" }.compactMap { $0["value"] } == ["Ada", "Ben"])
        }
    }

    @Test("a lost race shows every field, and choosing saves the mixture")
    func merge() async throws {
        try await withSite { site in
            let common = try site.common()
            let task = try site.make(.task("Router"), in: common)
            _ = try site.patch("/tasks/1", json: #"{"title":"Theirs","priority":"low","dueAt":"2026-11-25"}"#, as: .ada)
            let mine = [("_method", "PATCH"), ("version", "1"), ("title", "Mine"), ("priority", "high"), ("dueAt", "")]
            let conflict = try site.submit("/tasks/\(task.id)", mine, as: .ben)
            #expect(conflict.status == 412 && conflict.markup.brokenRules() == [])
            let radios = conflict.markup.root.all("input").filter { $0["type"] == "radio" }
            #expect(Set(radios.compactMap { $0["name"] }) == ["title", "priority", "dueAt"])
            // Only Ada touched the due day, so hers is what a press of the button keeps.
            #expect(
                radios.filter { $0["checked"] != nil }.compactMap { $0["value"] } == ["Mine", "high", "2026-11-25"])
            let choice = [("title", "Theirs"), ("priority", "high"), ("dueAt", "2026-11-25")]
            let saved = try site.submit("/tasks/1", [("_method", "PATCH"), ("version", "2")] + choice, as: .ben)
            #expect(saved.status == 303)
            let now = try site.get("/tasks/1", as: .ben)
            #expect(now["title"] == "Theirs" && now["priority"] == "high" && now["dueAt"] == "2026-11-25")
        }
    }

    @Test("what only the other side changed is theirs already in a lost race, in whatever words it is kept")
    func theirsAlone() async throws {
        try await withSite { site in
            let common = try site.common()
            let project = try site.project("Move", members: [.ben: .editor])
            try site.make(.task("Above"), in: common)
            var draft = try TaskDraft.task("Router", description: "Old")
            (draft.labels, draft.assignees, draft.estimateMinutes) = (["b", "a"], ["Ben", "Ada"], 90)
            (draft.parentId, draft.blockedBy, draft.dueAt) = (1, [1], .instant(site.clock.now))
            try site.make(draft, in: common)
            let form = try site.get("/tasks/2/edit", as: .ben, wants: .page).markup.root.all("form").last!
            let typed = form.all("input").filter { $0["type"] != "checkbox" || $0["checked"] != nil }
                .compactMap { field in field["name"].map { ($0, field["value"] ?? "") } }
            let chosen = form.all("select").map { select in
                (select["name"]!, select.all("option").first { $0["selected"] != nil }?["value"] ?? "")
            }
            _ = try site.post("/tasks/2/comments", json: #"{"text":"In between"}"#, as: .ada)
            _ = try site.patch(
                "/tasks/2",
                json: #"{"labels":["c"],"assignees":[],"estimateMinutes":5,"parentId":null,"blockedBy":[],"#
                    + #""dueAt":null,"description":"New","status":"active","projectId":\#(project)}"#, as: .ada)
            let sent = typed.filter { $0.0 != "formToken" } + chosen + [("description", "Old")]
            let page = try site.submit("/tasks/2", sent, as: .ben)
            #expect(page.status == 412 && page.markup.brokenRules() == [])
            let radios = page.markup.root.all("input").filter { $0["type"] == "radio" }
            #expect(radios.count == 16)
            #expect(radios.filter { $0["checked"] != nil }.allSatisfy { $0["id"]?.hasPrefix("theirs-") == true })
            #expect(page.markup.root.all("textarea").isEmpty)
        }
    }

    @Test("completing what open tasks block asks first, from the tick and from the status alike")
    func blocked() async throws {
        try await withSite { site in
            try site.make(.task("Buy"))
            var draft = try TaskDraft.task("Plug in")
            draft.blockedBy = [1]
            try site.make(draft)
            for (target, fields) in [
                ("/tasks/2/completion", [("next", "/tasks")]),
                ("/tasks/2", [("_method", "PATCH"), ("status", "done")]),
            ] {
                let asked = try site.submit(target, fields, as: .ben)
                #expect(asked.status == 409 && asked.markup.brokenRules() == [])
                #expect(asked.markup.root.all("a").contains { $0["href"] == "/tasks/1" && $0.text == "Buy" })
                #expect(asked.markup.root.all("input").contains { $0["name"] == "force" })
            }
            let forced = try site.submit("/tasks/2/completion", [("force", "true"), ("next", "/tasks")], as: .ben)
            #expect(forced.status == 303 && forced.destination == "/tasks")
            #expect(try site.get("/tasks/2", as: .ben)["status"] == "done")
        }
    }

    @Test("a comment that is empty comes back with its rule; a step's unknown person likewise")
    func refusedParts() async throws {
        try await withSite { site in
            let task = try site.make(.task("Router", steps: ["Buy"]))
            let step = task.steps[0].id
            let comment = try site.submit("/tasks/1/comments", [("text", "  ")], as: .ben)
            #expect(comment.status == 422 && comment.markup.brokenRules() == [])
            #expect(comment.markup.root.all("p").contains { $0["id"] == "comment-new-error" })
            let edit = [("_method", "PATCH"), ("title", "Buy it"), ("assignee", "Zoe")]
            let page = try site.submit("/tasks/1/steps/\(step)", edit, as: .ben)
            #expect(page.status == 422 && page.markup.root.all("p").contains { $0["id"] == "step-\(step)-error" })
            #expect(page.markup.root.all("input").contains { $0["value"] == "Buy it" })
        }
    }

    @Test("each member is offered what its role may, and a stranger finds nothing")
    func roles() async throws {
        try await withSite { site in
            let project = try site.project("Move", members: [.ben: .commenter, .cleo: .editor])
            var draft = try TaskDraft.task("Router", steps: ["Buy"])
            draft.projectId = project
            try site.make(draft, by: .ada)
            func actions(_ person: Person) throws -> Set<String> {
                let main = try site.get("/tasks/1", as: person, wants: .page).markup.root.all("main")[0]
                let sent =
                    main.all("form").compactMap { $0["action"] } + main.all("button").compactMap { $0["formaction"] }
                return Set(sent)
            }
            #expect(try actions(.ada).isSuperset(of: ["/tasks/1", "/tasks/1/steps", "/tasks/1/comments"]))
            #expect(try actions(.ben) == ["/tasks/1/comments"])
            // Cleo's account may only read, whatever the project says.
            #expect(try actions(.cleo) == [])
            #expect(try site.get("/tasks/1/edit", as: .ben, wants: .page).status == 403)
            #expect(try site.get("/tasks/1/delete", as: .ben, wants: .page).status == 403)
            for target in ["/tasks/1", "/tasks/1/edit", "/tasks/1/delete", "/tasks/1/history"] {
                #expect(try site.get(target, as: .dot, wants: .page).status == 404)
            }
        }
    }

    @Test("what a task is blocked by in a project that one is no member of is neither shown nor lost")
    func hiddenBlocker() async throws {
        try await withSite { site in
            var secret = try TaskDraft.task("Secret")
            secret.projectId = try site.project("Move", members: [:])
            try site.make(secret, by: .ada)
            let common = try site.common()
            try site.make(.task("Seen"), in: common)
            var draft = try TaskDraft.task("Router", description: "After #1 and #2")
            draft.blockedBy = [1, 2]
            try site.make(draft, in: common)
            let page = try site.get("/tasks/3", as: .ben, wants: .page)
            #expect(!page.text.contains("Secret"))
            #expect(!page.markup.root.all("a").contains { $0["href"] == "/tasks/1" })
            _ = try site.submit("/tasks/3", [("_method", "PATCH"), ("version", "1"), ("blockedBy", "")], as: .ben)
            #expect(try site.get("/tasks/3", as: .ada)["blockedBy"] == .array([1]))
        }
    }

    @Test("deleting says how much goes with the task, however deep")
    func delete() async throws {
        try await withSite { site in
            try site.make(.task("Move"))
            for parent in [Int64(1), 1, 2] {
                var draft = try TaskDraft.task("Part")
                draft.parentId = parent
                try site.make(draft)
            }
            let page = try site.get("/tasks/1/delete", as: .ben, wants: .page)
            #expect(page.text.contains("3 subtasks") && page.markup.brokenRules() == [])
            #expect(try site.submit("/tasks/1", [("_method", "DELETE"), ("version", "1")], as: .ben).status == 303)
            #expect(try site.get("/tasks/4", as: .ben).status == 404)
        }
    }
}

extension TestSite {
    /// A project of Ada's with these members.
    func project(_ name: String, members: [Person: ProjectRole]) throws -> Int64 {
        let change = Change(by: Person.ada.caller, at: clock.now)
        let id = try store.projects.createProject(ProjectDraft(name: name), by: change).project.id
        for (person, role) in members { _ = try store.projects.setMember(person.name, role, of: id, by: change) }
        return id
    }
}
