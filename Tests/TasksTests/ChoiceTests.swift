import Domain
import HTML
import JSON
import SQLite
import TaskDomain
import TaskStore
import Testing
import TestingElwosa
import Texts

@testable import Store
@testable import Tasks

@Suite("What a page shows of much")
struct ChoiceTests {
    private func fill(_ statement: SQL, _ values: (any Bindable & Sendable)?..., site: TestSite) throws {
        try site.store.database.write { [values] tx in _ = try tx.run(statement, values: values) }
    }

    @Test("5,000 labels and 300 people make a task's page and its form no longer than 200 of each do")
    func capped() async throws {
        try await withSite { site in
            try fill(
                """
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
                INSERT INTO label (name, nameKey, colour, createdAt, createdBy)
                SELECT 'label ' || i, 'label ' || i, 'red', 0, 1 FROM n
                """, site: site)
            try fill(
                """
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
                INSERT INTO account (name, nameKey, kind, role, createdAt)
                SELECT printf('zed %03d', i), printf('zed %03d', i), 'person', 'member', 0 FROM n
                """, site: site)
            var draft = try TaskDraft(title: "x")
            draft.assignees = ["zed 299"]
            let task = try site.make(draft, by: .ada).id
            for address in ["/tasks/\(task)", "/tasks/\(task)/edit"] {
                let page = try site.get(address, as: .ada, wants: .page)
                #expect(page.markup.brokenRules() == [] && page.text.utf8.count < 120_000)
                let boxes = page.markup.root.all("input").filter {
                    $0["type"] == "checkbox" && $0["name"] == "assignees"
                }
                #expect(boxes.count == 201 && boxes.contains { $0["value"] == "zed 299" && $0["checked"] != nil })
                let lists = page.markup.root.all("datalist").filter { $0["id"] == "label-names" }
                #expect(lists.map { $0.all("option").count } == [200])
                #expect(page.markup.root.all("input").contains { $0["name"] == "assignees" && $0["type"] == nil })
            }
            // One without a box is typed.
            let typed = [
                ("_method", "PATCH"), ("assigneesShown", "zed 299"), ("assignees", ""), ("assignees", "zed 299"),
                ("assignees", "zed 250, zed 251"),
            ]
            _ = try site.submit("/tasks/\(task)", typed, as: .ada)
            #expect(
                try site.store.tasks.find(task, for: Person.ada.caller).assignees.map(\.name)
                    == ["zed 250", "zed 251", "zed 299"])
        }
    }

    @Test("300 projects are 200 choices, and the one that the task is in")
    func projects() {
        let many = (1...300).map { number in
            ProjectSummary(
                project: Project(id: Int64(number), name: "P\(number)", createdAt: Instant(seconds: 0)), role: .owner,
                live: 0)
        }
        let options = ProjectChoice.options(many, current: 299, Texts(.english))
        #expect(options.count == 202 && options.last?.name == "P299" && options[200].name == "P200")
    }

    @Test("labels come in pages, to read and as JSON; a broken form shows the page that its label is on")
    func labels() async throws {
        try await withSite { site in
            try fill(
                """
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 250)
                INSERT INTO label (name, nameKey, colour, createdAt, createdBy)
                SELECT printf('l%03d', i), printf('l%03d', i), 'red', 0, 2 FROM n
                """, site: site)
            var (names, next) = ([] as [String], "/labels?limit=120" as String?)
            while let address = next {
                let object = try #require(try site.get(address, as: .ben).json.object)
                names += object["labels"]?.items.compactMap { $0.object?["name"]?.string } ?? []
                next = object["next"]?.integer.map { "/labels?limit=120&after=\($0)" }
            }
            #expect(names == (1...250).map { "l" + String(repeating: "0", count: 3 - "\($0)".count) + "\($0)" })
            #expect(try site.get("/labels?limit=501", as: .ben).status == 400)
            let first = try site.get("/labels", as: .ben, wants: .page)
            #expect(first.markup.brokenRules() == [] && first.text.contains("l100") && !first.text.contains("l101"))
            let pager = first.markup.root.all("nav").first { $0["class"] == "pager" }
            let link = try #require(pager?.all("a").last?["href"])
            let second = try site.get(link, as: .ben, wants: .page)
            #expect(second.text.contains("l101") && second.text.contains("l200") && !second.text.contains("l100"))
            let id: Int64? = try site.store.database.read { try $0.value("SELECT id FROM label WHERE name = 'l222'") }
            let edit = [("_method", "PATCH"), ("name", "l001"), ("colour", "blue")]
            let refused = try site.submit("/labels/\(try #require(id))", edit, as: .ben)
            #expect(refused.status == 409 && refused.text.contains("id=\"label-\(id ?? 0)\""))
        }
    }

    @Test("comments come in pages, to read and as JSON, the newest on the task's page")
    func comments() async throws {
        try await withSite { site in
            let task = try site.make(.task(), by: .ada).id
            try fill(
                """
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 120)
                INSERT INTO comment (taskId, authorId, text, createdAt) SELECT ?, 1, printf('said %03d', i), 0 FROM n
                """, task, site: site)
            let page = try site.get("/tasks/\(task)", as: .ada, wants: .page)
            #expect(page.markup.brokenRules() == [] && page.text.contains("said 120") && page.text.contains("said 071"))
            #expect(!page.text.contains("said 070") && page.text.contains("<span class=\"count\">120</span>"))
            let link = try #require(
                page.markup.root.all("a").compactMap { $0["href"] }.first { $0.contains("commentsBefore") })
            #expect(link.hasSuffix("#comments"))
            let earlier = try site.get(String(link.prefix { $0 != "#" }), as: .ada, wants: .page)
            #expect(earlier.text.contains("said 070") && earlier.text.contains("said 021"))
            #expect(!earlier.text.contains("said 071") && earlier.text.contains("/tasks/\(task)#comments"))
            var (texts, next) = ([] as [String], "/tasks/\(task)/comments" as String?)
            while let address = next {
                let object = try #require(try site.get(address, as: .ada).json.object)
                texts += object["comments"]?.items.compactMap { $0.object?["text"]?.string } ?? []
                next = object["next"]?.integer.map { "/tasks/\(task)/comments?after=\($0)" }
            }
            #expect(texts == (1...120).map { "said " + String(repeating: "0", count: 3 - "\($0)".count) + "\($0)" })
            // One that cannot be changed so is shown where it is, however far back.
            let edit = [("_method", "PATCH"), ("text", " ")]
            let refused = try site.submit("/tasks/\(task)/comments/3", edit, as: .ada)
            #expect(refused.status == 422 && refused.text.contains("said 001") && !refused.text.contains("said 004"))
        }
    }

    @Test("fifty comments that each become as much as they can make one page of a few megabytes, not of hundreds")
    func bombs() async throws {
        try await withSite { site in
            let task = try site.make(.task(), by: .ada).id
            let bomb =
                "[a]: http://a.b/" + String(repeating: "x", count: 400) + "\n\n"
                + String(repeating: "[a]", count: 2_500)
            let worse =
                "[a]: http://a.b/" + String(repeating: "x", count: 8_000) + "\n\n"
                + String(repeating: "[a]", count: 2_700)
            for place in 0..<50 {
                _ = try site.store.tasks.addComment(
                    place % 2 == 0 ? bomb : worse, to: task, by: Change(by: Person.ada.caller, at: site.clock.now))
            }
            let page = try site.get("/tasks/\(task)", as: .ada, wants: .page)
            #expect(page.text.utf8.count < 8_000_000 && page.text.contains("<pre>[a]: http://a.b/"))
        }
    }
}
