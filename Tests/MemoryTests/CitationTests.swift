import Domain
import JSON
import Testing
import TestingElwosa

@Suite("Tasks and entries that cite each other")
struct CitationTests {
    private func put(_ body: String, _ key: String = "home", in space: Int64, _ site: TestSite) throws {
        let reply = try site.put("/memory/\(space)/\(key)", json: body, as: .ada)
        #expect(reply.status == 201 || reply.status == 200, "\(reply.text)")
    }

    private func make(_ body: String, _ site: TestSite, as person: Person = .ada) throws -> Int64 {
        try #require(try site.post("/tasks", json: body, as: person).integer("id"))
    }

    private func tasks(of key: String, in space: Int64, _ site: TestSite) throws -> [String] {
        let found = try site.get("/memory/\(space)/\(key)/citations", as: .ada)
        return (found["tasks"]?.items ?? []).compactMap { $0.object?["title"]?.string }
    }

    @Test("a task's page and JSON name the entries that link to it, by their links and by their texts")
    func linking() async throws {
        try await withSite { site in
            let (space, task) = (try site.makeSpace(), try make(#"{"title": "Move"}"#, site))
            try put(
                "{\"content\": \"**Potsdam**\", \"links\": [{\"kind\": \"about\", \"target\": \"/tasks/\(task)\"}]}",
                in: space, site)
            try put("{\"content\": \"see [it](/tasks/\(task)).\"}", "text", in: space, site)
            try put("{\"content\": \"\(site.origin)/tasks/\(task)\"}", "whole", in: space, site)
            try put("{\"content\": \"https://x.org/tasks/\(task) and /tasks/\(task + 1)\"}", "other", in: space, site)
            let found = try site.get("/tasks/\(task)/citations", as: .ada)
            let keys = (found["citedBy"]?.items ?? []).compactMap { $0.object?["key"]?.string }
            #expect(keys == ["whole", "text", "home"])
            #expect(found["citedBy", 2, "link"] == "about" && found["citedBy", 2, "beginning"] == "**Potsdam**")
            #expect(found["citedBy", 2, "spaceName"] == "Notes" && found["citedBy", 1, "link"] == .null)
            let page = try site.get("/tasks/\(task)", as: .ada, wants: .page)
            #expect(page.text.contains("<a href=\"/memory/\(space)/home\">home</a>"))
            #expect(page.text.contains("data-topics=\"tasks memory/\(space)\""))
            #expect(!page.text.contains("/memory/\(space)/other"))
            try put("{\"content\": \"nothing\"}", "text", in: space, site)
            #expect(try !site.get("/tasks/\(task)", as: .ada, wants: .page).text.contains("/memory/\(space)/text"))
        }
    }

    @Test("an entry's page and JSON name the tasks whose description, steps or comments have its address")
    func cited() async throws {
        try await withSite { site in
            let space = try site.makeSpace()
            try put(#"{"content": "x"}"#, in: space, site)
            let link = "/memory/\(space)/home"
            _ = try make("{\"title\": \"A\", \"description\": \"see [home](\(link))\"}", site)
            _ = try make("{\"title\": \"B\", \"steps\": [\"read \(link).\"]}", site)
            let third = try make(#"{"title": "C"}"#, site)
            let said = try site.post(
                "/tasks/\(third)/comments", json: "{\"text\": \"\(site.origin)\(link)\"}", as: .ada)
            _ = try make("{\"title\": \"D\", \"description\": \"\(link)-2 https://x.org\(link)\"}", site)
            #expect(try tasks(of: "home", in: space, site) == ["C", "B", "A"])
            let page = try site.get(link, as: .ada, wants: .page)
            #expect(page.text.contains("<a href=\"/tasks/\(third)\">C</a>"))
            #expect(page.text.contains("data-topics=\"tasks memory/\(space)\""))
            #expect(try site.get("/tasks/\(third)/citations", as: .ada)["cites", 0] == .string(link))
            let comment = try #require(said.integer("id"))
            _ = try site.patch("/tasks/\(third)/comments/\(comment)", json: #"{"text": "no"}"#, as: .ada)
            #expect(try tasks(of: "home", in: space, site) == ["B", "A"])
            _ = try site.patch("/tasks/1", json: #"{"description": "no"}"#, as: .ada)
            _ = try site.delete("/tasks/2", as: .ada)
            #expect(try tasks(of: "home", in: space, site) == [])
        }
    }

    @Test("what the reader does not see is not named, on either side")
    func hidden() async throws {
        try await withSite { site in
            let shared = try #require(
                try site.post("/memory/spaces", json: #"{"kind": "shared", "name": "House"}"#, as: .ada).integer("id"))
            _ = try site.post(
                "/memory/spaces/\(shared)/members", json: #"{"account": "Ben", "role": "reader"}"#, as: .ada)
            try put(#"{"content": "x"}"#, in: shared, site)
            let secret = try site.makeSpace()
            let bens = try make("{\"title\": \"Ben's\", \"description\": \"/memory/\(shared)/home\"}", site, as: .ben)
            try put("{\"content\": \"/tasks/\(bens)\"}", "spy", in: secret, site)
            #expect(try tasks(of: "home", in: shared, site) == [])
            let seen = try site.get("/memory/\(shared)/home/citations", as: .ben)
            #expect(seen["tasks", 0, "title"] == "Ben's")
            #expect(try site.get("/tasks/\(bens)/citations", as: .ben)["citedBy"] == .array([]))
            #expect(try site.get("/tasks/\(bens)/citations", as: .ada).status == 404)
            #expect(try site.get("/memory/\(secret)/spy/citations", as: .ben).status == 404)
            let page = try site.get("/tasks/\(bens)", as: .ben, wants: .page)
            #expect(!page.text.contains("spy") && page.text.contains("memory/\(shared)\""))
            #expect(!page.text.contains("memory/\(secret)"))
        }
    }

    @Test("what an entry expires by takes it off the task's page too")
    func expired() async throws {
        try await withSite { site in
            let (space, task) = (try site.makeSpace(), try make(#"{"title": "Move"}"#, site))
            let end = site.clock.now.adding(seconds: 60).rfc3339
            try put("{\"content\": \"/tasks/\(task)\", \"expiresAt\": \"\(end)\"}", in: space, site)
            #expect(try site.get("/tasks/\(task)/citations", as: .ada)["citedBy", 0, "key"] == "home")
            site.clock.advance(seconds: 60)
            #expect(try site.get("/tasks/\(task)/citations", as: .ada)["citedBy"] == .array([]))
        }
    }
}
