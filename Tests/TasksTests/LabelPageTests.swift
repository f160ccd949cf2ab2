import Domain
import HTML
import SQLite
import Store
import TaskDomain
import Testing
import TestingElwosa
import Texts

@testable import Tasks

struct LabelPageTests {
    private func page(
        mayChange: Bool = true, refused: (id: Int64?, name: String, colour: LabelColour?, failure: Failure)? = nil,
        _ language: Language = .english
    ) -> Markup {
        PageSamples.markup(
            LabelListPage(
                context: PageSamples.context(language), labels: PageSamples.labels, mayChange: mayChange,
                refused: refused))
    }

    @Test("the labels keep every rule of a page, also refused", arguments: Language.allCases)
    func rules(language: Language) {
        #expect(page(language).brokenRules() == [])
        for id in [nil, Int64(2)] {
            let shown = page(refused: (id, PageSamples.hostile, .red, Failure(.taken, field: "name")), language)
            #expect(shown.brokenRules() == [])
            let field = shown.root.all("input").first { $0["aria-invalid"] != nil }
            #expect(field?["value"] == PageSamples.hostile)
            let open = shown.root.all("details").filter { $0["open"] != nil }
            #expect(open.map { $0.all("input").contains { $0["aria-invalid"] != nil } } == (id == nil ? [] : [true]))
        }
    }

    @Test("each label has its colour's swatch chosen, and its count leads to its tasks")
    func swatches() {
        let rows = page().root.all("li").filter { $0["class"] == "task label-line" }
        let chosen = rows.compactMap { $0.all("input").first { $0["checked"] != nil }?["value"] }
        #expect(chosen == LabelColour.allCases.map(\.rawValue))
        let links = rows[1].all("a").compactMap { $0["href"] }
        #expect(links == ["/tasks?q=label%3Agreen", "/tasks?q=label%3Agreen", "/labels/2/delete"])
        #expect(rows[1].all("a")[1].text == "1 task")
    }

    @Test("who may only read is offered no change")
    func readers() {
        #expect(page(mayChange: false).root.all("main")[0].all("form").isEmpty)
    }

    @Test("a label is made, recoloured and deleted by forms; deleting says how many tasks lose it")
    func life() async throws {
        try await withSite { site in
            let mark = try site.lastEvent()
            #expect(try site.submit("/labels", [("name", "bug"), ("colour", "red")], as: .ben).location == "/labels")
            var draft = try TaskDraft.task("Router")
            draft.labels = ["bug"]
            try site.make(draft)
            let edit = [("_method", "PATCH"), ("name", "Fault"), ("colour", "blue")]
            #expect(try site.submit("/labels/1", edit, as: .ben).location == "/labels")
            let question = try site.get("/labels/1/delete", as: .ben, wants: .page)
            #expect(question.text.contains("1 task that you see loses it") && question.markup.brokenRules() == [])
            #expect(try site.get("/labels/9/delete", as: .ben, wants: .page).status == 404)
            let gone = try site.submit("/labels/1", [("_method", "DELETE")], as: .ben).location ?? ""
            #expect(gone == "/labels?change=\(site.mark(mark + 4))")
            let told = ["label_created", "task_created", "label_changed", "task_changed", "label_deleted"]
            #expect(try site.events(after: mark) == told)
            let page = try site.get(gone, as: .ben, wants: .page)
            #expect(page.text.contains("Deleted the label “Fault”.") && page.markup.brokenRules() == [])
            let back = try site.submit("/tasks/changes/\(mark + 4)/undo", [("next", "/labels")], as: .ben)
            #expect(try site.events(after: mark) == told + ["label_restored", "task_changed"])
            #expect(try site.get(back.location ?? "", as: .ben, wants: .page).text.contains("Redo"))
        }
    }

    @Test("a program is told the number of the change, and a label on too many tasks is a conflict")
    func deleting() async throws {
        try await withSite { site in
            for name in ["bug", "docs"] { _ = try site.post("/labels", json: #"{"name":"\#(name)"}"#, as: .ben) }
            let mark = try site.lastEvent()
            let reply = try site.delete("/labels/1", as: .ben)
            #expect(reply.status == 204 && reply.header("Elwosa-Change") == site.mark(mark + 1).description)
            #expect(try site.events(after: mark) == ["label_deleted"])
            try site.store.database.write { tx in
                try tx.runScript(
                    """
                    WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id <= 5000)
                    INSERT INTO task (id, title, description, status, priority, createdAt, updatedAt, version, inboxId)
                    SELECT id, 'Task', '', 'open', 2, 0, 0, 1, 2 FROM n;
                    INSERT INTO taskLabel SELECT id, 2 FROM task;
                    """)
            }
            let many = try site.delete("/labels/2", as: .ben)
            #expect(many.status == 409 && many.text.contains("on more than 2000 tasks"))
            let page = try site.submit("/labels/2", [("_method", "DELETE")], as: .ben)
            #expect(page.status == 409 && page.markup.brokenRules() == [] && page.text.contains("on more than 2000"))
            #expect(try site.events(after: mark) == ["label_deleted"])
        }
    }

    @Test("a name that is taken is refused where it was typed")
    func taken() async throws {
        try await withSite { site in
            for name in ["bug", "later"] { _ = try site.submit("/labels", [("name", name)], as: .ben) }
            let reply = try site.submit("/labels/2", [("_method", "PATCH"), ("name", "Bug")], as: .ben)
            #expect(reply.status == 409 && reply.markup.brokenRules() == [])
            #expect(reply.markup.root.all("p").contains { $0["id"] == "name-2-error" })
        }
    }
}

struct TrashPageTests {
    @Test("the trash keeps every rule of a page, full and empty", arguments: Language.allCases)
    func rules(language: Language) {
        for trash in [PageSamples.trash, []] {
            let page = TrashPage(
                context: PageSamples.context(language), trash: trash, projects: PageSamples.projects(), isLater: true,
                limit: 2)
            #expect(PageSamples.markup(page).brokenRules() == [])
        }
    }

    @Test("a line says what was deleted, by whom, and how long it can be brought back")
    func line() {
        let page = TrashPage(
            context: PageSamples.context(), trash: PageSamples.trash, projects: PageSamples.projects(), isLater: false,
            limit: 9)
        let notes = Markup(page.main.text).root.all("small")
        #expect(notes.map { $0.all("time")[0].text } == ["deleted by Ben, just now", "deleted by ELWOSA, 25 Oct"])
        #expect(notes[0].text.hasPrefix("· \(PageSamples.hostile) · 30 days left"))
        #expect(notes[1].text.hasPrefix("· 1 day left"))
    }

    @Test("what is gone meanwhile is told when a task comes back")
    func missing() async throws {
        try await withSite { site in
            var draft = try TaskDraft.task("Router")
            draft.labels = ["bug"]
            try site.make(draft)
            #expect(try site.delete("/tasks/1", as: .ben).status == 204)
            #expect(try site.delete("/labels/1", as: .ben).status == 204)
            let reply = try site.submit("/trash/1/restoration", as: .ben)
            let page = try site.get(reply.location ?? "", as: .ben, wants: .page).markup
            #expect(page.brokenRules() == [])
            #expect(
                page.root.all("p").first { $0["role"] == "status" }?.text.hasSuffix("no longer exists: Labels.") == true
            )
            let other = try site.get("/tasks/1?missing=%3Cb%3E", as: .ben, wants: .page).markup
            #expect(!other.root.all("p").contains { $0["role"] == "status" })
        }
    }

    @Test("only who may make tasks in a project is offered to restore one there")
    func roles() async throws {
        try await withSite { site in
            let project = try site.project("Move", members: [.ben: .viewer])
            var draft = try TaskDraft.task("Router")
            draft.projectId = project
            try site.make(draft, by: .ada)
            try site.make(.task("Plants"), in: site.common())
            for id in [1, 2] { #expect(try site.delete("/tasks/\(id)", as: .ada).status == 204) }
            func offered(_ person: Person) throws -> [String] {
                try site.get("/trash", as: person, wants: .page).markup.root.all("main")[0].all("form")
                    .compactMap { $0["action"] }
            }
            #expect(try offered(.ada) == ["/trash/2/restoration", "/trash/1/restoration"])
            #expect(try offered(.ben) == ["/trash/2/restoration"])
            #expect(try offered(.cleo) == [])
            #expect(try !site.get("/trash", as: .dot, wants: .page).text.contains("Router"))
            #expect(try site.submit("/trash/2/restoration", as: .ben).destination == "/tasks/2")
            #expect(try site.get("/tasks/2", as: .ben)["title"] == "Plants")
        }
    }
}
