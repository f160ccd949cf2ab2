import Domain
import Store
import TaskDomain
import TaskStore
import Tasks
import Testing
import TestingElwosa

@testable import TaskFormats

@Suite("Importing from Vikunja")
struct VikunjaImportTests {
    static let file = """
        [{"id":4,"title":"Garden","description":"","hex_color":"","is_archived":false,"parent_project_id":0,
        "created":"2025-05-01T08:00:00Z","updated":"2025-05-01T08:00:00Z","tasks":[
        {"id":11,"title":"Dig","description":"<p>Deep &amp; <strong>wide</strong>.</p><ul><li><p>One</p></li><li><p>Two</p></li></ul>",
        "done":false,"done_at":"0001-01-01T00:00:00Z","due_date":"2026-12-24T00:00:00Z","start_date":"0001-01-01T00:00:00Z",
        "end_date":"0001-01-01T00:00:00Z","priority":4,"percent_done":0.5,"repeat_after":0,"reminders":null,
        "labels":[{"id":1,"title":"hard"}],"assignees":[{"id":1,"username":"Ben"}],"created":"2025-05-01T09:00:00Z",
        "updated":"2025-05-02T09:00:00Z","related_tasks":{"parenttask":[{"id":12,"title":"Plant"}],"related":[{"id":13,"title":"Buy"}]},
        "comments":[{"id":1,"comment":"<p>Soon</p>","author":{"username":"emma"},"created":"2025-05-02T09:00:00Z"}]},
        {"id":12,"title":"Plant","description":"Plain < text","done":true,"done_at":"2025-05-03T09:00:00Z","priority":0,
        "created":"2025-05-01T09:00:00Z","updated":"2025-05-03T09:00:00Z","reminders":[{"reminder":"2026-01-01T00:00:00Z"}],
        "related_tasks":{"subtask":[{"id":11,"title":"Dig"}],"blocked":[{"id":13,"title":"Buy"}]}}]},
        {"id":5,"title":"Shop","is_archived":true,"parent_project_id":4,"created":"2025-05-01T08:00:00Z",
        "updated":"2025-06-01T08:00:00Z","tasks":[{"id":13,"title":"Buy","done":false,"created":"2025-05-01T09:00:00Z"}]}]
        """

    @Test("projects, tasks and their relations come along, texts as Markdown")
    func whole() async throws {
        try await withSite { site in
            let report = try site.importing(Self.file, as: VikunjaFormat.self, by: Person.ben.caller)
            #expect(report.count == ImportCount(created: 3, projects: 2, ties: 2))
            #expect(
                report.skipped.map { "\($0.reason) \($0.names.joined())" } == [
                    "partUnknown parent_project_id: ShopPlant: reminders"
                ])
            let (dig, plant) = (try site.task(titled: "Dig"), try site.task(titled: "Plant"))
            #expect(dig.description == "Deep & **wide**.\n- One\n- Two\n\n---\n- related: Buy\n- percent_done: 0.5")
            #expect(dig.parentId == plant.id && dig.dueAt?.text == "2026-12-24" && dig.startAt == nil)
            #expect(
                dig.priority == .urgent && dig.labels.map(\.name) == ["hard"] && dig.assignees.map(\.name) == ["Ben"])
            #expect(plant.description == "Plain < text" && plant.completedAt?.rfc3339 == "2025-05-03T09:00:00Z")
            #expect(try site.store.tasks.comments(of: dig.id, for: Person.ben.caller).map(\.text) == ["Soon"])
            let shop = try site.store.projects.projects(archived: true, for: Person.ben.caller).map(\.project)
            #expect(shop.first { $0.name == "Shop" }?.archivedAt != nil && plant.blockedBy.count == 1)
            let mark = try site.lastEvent()
            let again = try site.importing(Self.file, as: VikunjaFormat.self, by: Person.ben.caller, piece: 50)
            #expect(try again.count == ImportCount(unchanged: 3) && site.events(after: mark) == [])
        }
    }

    @Test(
        "HTML becomes Markdown, and what is none stays",
        arguments: [
            ("a < b", "a < b"), ("1 < 2 > 0 <", "1 < 2 > 0 <"), ("<emma@example.org> <x>", "<emma@example.org> <x>"),
            ("<p>a</p><p></p><p>b<br>c</p>", "a\n\nb\nc"),
            ("<h2>T</h2><p>x <em>y</em> <code>z</code></p>", "## T\n\nx *y* `z`"),
            ("<p><a href=\"https://example.org/?a=1&amp;b\">here</a></p>", "here <https://example.org/?a=1&b>"),
            (
                "<ul data-type=\"taskList\"><li data-checked=\"true\"><p>a</p></li><li data-checked=\"false\"><p>b</p></li></ul>",
                "- [x] a\n- [ ] b"
            ),
        ])
    func markup(html: String, text: String) {
        #expect(ImportMarkup.text(html) == text)
    }

    @Test("what is no export is named with its place")
    func broken() async throws {
        try await withSite { site in
            let file = Self.file.replacing(
                "\"id\":12,\"title\":\"Plant\",\"description\"", with: "\"title\":\"Plant\",\"description\"")
            let failure = try #require(throws: Failure.self) { try site.importing(file, as: VikunjaFormat.self) }
            #expect(failure.message.hasPrefix("Line 1: [0].tasks[1].id: is required"), "\(failure.message)")
        }
    }
}
