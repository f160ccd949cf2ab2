import Domain
import JSON
import TaskDomain
import Testing
import TestingElwosa

@Suite("Reading tasks")
struct TaskReadTests {
    @Test("one address has a page and JSON")
    func twoRepresentations() async throws {
        try await withSite { site in
            let task = try site.make(.task("Water <the> plants"), by: .cleo)
            #expect(try site.get("/tasks/\(task.id)", as: .cleo)["title"] == "Water <the> plants")
            let page = try site.get("/tasks/\(task.id)", as: .cleo, wants: .page)
            #expect(page.header("Content-Type") == "text/html; charset=utf-8")
            #expect(page.text.contains("Water &lt;the&gt; plants") && !page.text.contains("<the>"))
        }
    }

    @Test("a known tag is answered 304, with the tag and no body")
    func notModified() async throws {
        try await withSite { site in
            let task = try site.make(.task(), by: .cleo)
            let tag = try #require(try site.get("/tasks/\(task.id)", as: .cleo).header("ETag"))
            for known in [tag, "W/\(tag)", "\"x\", \(tag)", "*"] {
                let reply = try site.get(
                    "/tasks/\(task.id)", as: .cleo, headers: [(name: "If-None-Match", value: known)])
                #expect(reply.status == 304 && reply.body.isEmpty && reply.header("ETag") == tag)
            }
        }
    }

    @Test(
        "a number that is no task's, or no number, is 404",
        arguments: ["99", "0", "-1", "07", "x", "1e3", "99999999999999999999"])
    func absent(id: String) async throws {
        try await withSite { site in
            try site.make(.task())
            #expect(try site.get("/tasks/\(id)", as: .ben).status == 404)
        }
    }

    @Test(
        "a list that is asked for in the wrong way is 400, with the parameter",
        arguments: [
            ("status=closed", "status"), ("limit=0", "limit"), ("limit=201", "limit"), ("limit=x", "limit"),
            ("after=x", "after"), ("sort=title", "sort"), ("q=a&q=b", "q"), ("q=%ff", "query"), ("q=%2", "query"),
        ])
    func brokenQuery(query: String, field: String) async throws {
        try await withSite { site in
            let reply = try site.get("/tasks?\(query)", as: .ben)
            #expect(reply.status == 400 && reply["field"] == .string(field))
        }
    }

    @Test("a list is filtered by every status that is named")
    func statuses() async throws {
        try await withSite { site in
            for status in TaskStatus.allCases { try site.make(.task("\(status)", status: status)) }
            let reply = try site.get("/tasks?status=done&status=open", as: .ben)
            #expect(reply["tasks", 0, "title"] == "done" && reply["tasks", 1, "title"] == "open")
            #expect(reply["tasks", 2] == nil && reply["next"] == .null)
        }
    }

    @Test("the page of a list leads to the next page and keeps the search")
    func nextPage() async throws {
        try await withSite { site in
            for number in 1...60 { try site.make(.task("Task number \(number)")) }
            let page = try site.get("/tasks?q=number", as: .ben, wants: .page).text
            let next = try #require(page.firstMatch(of: /\/tasks\?q=number&amp;after=([A-Za-z0-9_-]+)/))
            let rest = try site.get("/tasks?q=number&after=\(next.1)", as: .ben, wants: .page).text
            #expect(page.contains("</mark> 11<") && !page.contains("</mark> 10<"))
            #expect(!rest.contains("</mark> 11<") && rest.contains("</mark> 10<"))
        }
    }

    @Test("the dashboard is the house's front door, in German and English")
    func dashboard() async throws {
        try await withSite { site in
            try site.make(.task("Report", status: .active))
            #expect(try site.get("/", as: .ben)["active", 0, "title"] == "Report")
            let german = try site.get(
                "/", as: .ben, wants: .page, headers: [(name: "Accept-Language", value: "de-AT,en;q=0.5")])
            #expect(german.text.contains("<html lang=\"de\"") && german.text.contains("In Arbeit"))
            let english = try site.get("/", as: .ben, wants: .page)
            #expect(english.text.contains("<html lang=\"en\"") && english.text.contains("In progress"))
        }
    }

    @Test(
        "pages need no script: every gesture is a form or a link",
        arguments: ["/", "/tasks", "/tasks/1", "/tasks/new", "/tasks/1/edit", "/tasks/1/delete"])
    func withoutScript(address: String) async throws {
        try await withSite { site in
            try site.make(.task(steps: ["One"]))
            let page = try site.get(address, as: .ben, wants: .page)
            #expect(page.status == 200)
            #expect(!page.text.contains(/<script(?! type="module" src="\/static\/)/) && !page.text.contains("onclick"))
            #expect(page.markup.faults.isEmpty)
        }
    }
}
