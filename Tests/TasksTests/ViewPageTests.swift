import Domain
import Store
import TaskDomain
import TaskStore
import Testing
import TestingElwosa

@Suite("Saved views in a browser")
struct ViewPageTests {
    private static func views(_ site: TestSite) throws -> [String] {
        try site.store.projects.savedViews(of: Person.ben.id).map { "\($0.name): \($0.query)" }
    }

    @Test("a view is saved, changed and removed by forms, and its query is kept in English")
    func forms() async throws {
        try await withSite { site in
            let made = try site.submit(
                "/views", [("name", "Meins"), ("query", "zuständig:ich"), ("next", "/tasks?q=a")], as: .ben)
            #expect(made.location == "/tasks?q=a")
            #expect(try Self.views(site) == ["Meins: assignee:me"])
            let renamed = try site.submit(
                "/views/1", [("_method", "PATCH"), ("name", "Mine"), ("query", "is:mine")], as: .ben)
            #expect(renamed.location == "/views")
            #expect(try Self.views(site) == ["Mine: is:mine"])
            let page = try site.get("/views", as: .ben, wants: .page)
            #expect(page.status == 200 && page.markup.brokenRules() == [])
            let remove = try #require(
                page.markup.root.all("form").first { $0.all("input").contains { $0["value"] == "DELETE" } })
            let sent = remove.all("input").filter { $0["name"] != "formToken" }.map { ($0["name"]!, $0["value"]!) }
            #expect(sent.contains { $0 == ("version", "2") })
            let gone = try site.submit(remove["action"]!, sent, as: .ben)
            #expect(gone.location == "/views")
            #expect(try Self.views(site) == [])
        }
    }

    @Test("an empty page says what views are and where they are made")
    func empty() async throws {
        try await withSite { site in
            let page = try site.get("/views", as: .ben, wants: .page).markup
            #expect(page.brokenRules() == [])
            #expect(page.root.all("h2").contains { $0.text == "No views yet." })
        }
    }

    @Test(
        "what is wrong stands beside its field, with what was typed",
        arguments: [
            ("", "is:open", "name", 422), ("Bugs", "labl:bug", "query", 400),
        ])
    func refused(name: String, query: String, field: String, status: Int) async throws {
        try await withSite { site in
            let change = Change(by: Person.ben.caller, at: site.clock.now)
            _ = try site.store.projects.saveView("Old", "is:open", by: change)
            for (address, method, suffix) in [("/views", "POST", ""), ("/views/1", "PATCH", "-1")] {
                let reply = try site.submit(address, [("_method", method), ("name", name), ("query", query)], as: .ben)
                #expect(reply.status == status && reply.markup.brokenRules() == [])
                let wrong = reply.markup.root.all("input").filter { $0["aria-invalid"] == "true" }
                #expect(wrong.map { $0["id"] } == [field + suffix])
                #expect(reply.markup.root.all("input").first { $0["id"] == "name" + suffix }?["value"] == name)
            }
            #expect(try Self.views(site) == ["Old: is:open"])
        }
    }

    @Test("nobody sees or changes another's view")
    func others() async throws {
        try await withSite { site in
            let change = Change(by: Person.ben.caller, at: site.clock.now)
            _ = try site.store.projects.saveView("Old", "is:open", by: change)
            #expect(try !site.get("/views", as: .ada, wants: .page).text.contains("Old"))
            #expect(try site.submit("/views/1", [("_method", "DELETE")], as: .ada).status == 404)
        }
    }
}
