import Domain
import JSON
import Testing
import TestingElwosa

@Suite("What is told across all spaces")
struct AcrossSpacesTests {
    private func write(_ body: String, in space: Int64, _ site: TestSite, as person: Person = .ada) throws {
        let reply = try site.post("/memory/\(space)", json: body, as: person)
        #expect(reply.status < 300, "\(reply.text)")
    }

    private func keys(_ reply: TestReply, _ name: String = "changes") -> [String] {
        (reply[name]?.items ?? []).compactMap { $0.object?["key"]?.string }
    }

    private func chat(_ name: String, _ turns: ClosedRange<Int>, in space: Int64, _ site: TestSite) throws {
        let all = turns.map { "{\"conversation\": \"\(name)\", \"speaker\": \"Ada\", \"content\": \"said \($0)\"}" }
        try write("{\"entries\": [\(all.joined(separator: ","))]}", in: space, site)
    }

    @Test("the last changes are told the last first, and a thousand turns of a conversation are one of them")
    func tail() async throws {
        try await withSite { site in
            let (space, other) = (try site.makeSpace(), try site.makeSpace())
            try write(#"{"key": "home", "content": "Berlin"}"#, in: space, site)
            try write(#"{"key": "gone", "content": "x"}"#, in: other, site)
            try write(#"{"key": "a:b", "content": "no turn"}"#, in: other, site)
            try chat("chat", 1...1_000, in: space, site)
            try chat("talk", 1...2, in: other, site)
            _ = try site.delete("/memory/\(other)/gone", as: .ada)
            let found = try site.get("/memory/tail", as: .ada)
            #expect(keys(found) == ["gone", "talk:000002", "chat:001000", "a:b", "home"])
            #expect(found["changes", 0, "deed"] == "deleted" && found["changes", 0, "beginning"] == .null)
            #expect(found["changes", 2, "conversation"] == "chat" && found["changes", 2, "beginning"] == "said 1000")
            #expect(found["changes", 4, "writtenBy"] == "Ada" && found["changes", 4, "conversation"] == .null)
            #expect(try keys(site.get("/memory/tail?limit=2", as: .ada)) == ["gone", "talk:000002"])
            #expect(try keys(site.get("/memory/tail", as: .ben)) == [])
            #expect(try site.get("/memory/tail?limit=0", as: .ada)["field"] == "limit")
        }
    }

    @Test("the pages of it say who wrote what and where, and hear of what is written next")
    func pages() async throws {
        try await withSite { site in
            let space = try site.makeSpace()
            try write(#"{"key": "home", "content": "**Berlin**"}"#, in: space, site)
            try chat("chat", 1...40, in: space, site)
            for address in ["/memory/tail", "/memory"] {
                let page = try site.get(address, as: .ada, wants: .page)
                #expect(page.text.contains("data-topics=\"memory/\(space)\""))
                #expect(page.text.contains("href=\"/memory/\(space)?prefix=chat%3A&amp;order=key\""))
                #expect(page.text.contains("href=\"/memory/\(space)/home\""))
                #expect(!page.text.contains("chat:0000"))
            }
            let tail = try site.get("/memory/tail", as: .ada, wants: .page)
            #expect(tail.text.contains("<strong>Berlin</strong>") && tail.text.contains("said 40"))
            #expect(tail.markup.root.all("ol").first { $0["class"] == "leaves tail" }?.all("li").count == 2)
        }
    }

    @Test("what expires soon is listed, the first first and page by page, and a button keeps it")
    func expiring() async throws {
        try await withSite { site in
            let (space, bens) = (try site.makeSpace(), try site.makeSpace(of: .ben))
            func end(_ days: Int64) -> String { site.clock.now.adding(seconds: days * 86_400).rfc3339 }
            for (key, days) in [("late", 20), ("b", 3), ("a", 3), ("soon", 1)] as [(String, Int64)] {
                try write("{\"key\": \"\(key)\", \"content\": \"x\", \"expiresAt\": \"\(end(days))\"}", in: space, site)
            }
            try write(#"{"key": "stays", "content": "x"}"#, in: space, site)
            try write("{\"key\": \"his\", \"content\": \"x\", \"expiresAt\": \"\(end(2))\"}", in: bens, site, as: .ben)
            #expect(try keys(site.get("/memory/expiring", as: .ada), "entries") == ["soon", "b", "a"])
            #expect(try keys(site.get("/memory/expiring?days=30", as: .ada), "entries").last == "late")
            let first = try site.get("/memory/expiring?limit=2", as: .ada)
            let next = try #require(first["next"]?.string)
            #expect(keys(first, "entries") == ["soon", "b"])
            let second = try site.get("/memory/expiring?limit=2&after=\(next)", as: .ada)
            #expect(keys(second, "entries") == ["a"] && second["next"] == .null)
            #expect(try site.get("/memory/expiring?after=x", as: .ada)["field"] == "after")
            #expect(try site.get("/memory/expiring?days=0", as: .ada)["field"] == "days")
            let page = try site.get("/memory/expiring?days=7", as: .ada, wants: .page)
            #expect(page.text.contains("name=\"expiresAt\" value=\"\""))
            let kept = try site.submit(
                "/memory/\(space)/b",
                [("_method", "PATCH"), ("version", "1"), ("expiresAt", ""), ("next", "/memory/expiring?days=7")],
                as: .ada)
            #expect(kept.status == 303 && kept.location?.hasPrefix("/memory/expiring?days=7") == true)
            #expect(try site.get("/memory/\(space)/b", as: .ada)["expiresAt"] == .null)
            #expect(try keys(site.get("/memory/expiring", as: .ada), "entries") == ["soon", "a"])
            site.clock.advance(seconds: 86_400)
            #expect(try keys(site.get("/memory/expiring", as: .ada), "entries") == ["a"])
        }
    }

    @Test("what a space has kept for long enough is told in none of them")
    func retained() async throws {
        try await withSite { site in
            let space = try site.makeSpace(#", "retentionDays": 2"#)
            let end = site.clock.now.adding(seconds: 9 * 86_400).rfc3339
            try write("{\"key\": \"old\", \"content\": \"Old\", \"expiresAt\": \"\(end)\"}", in: space, site)
            #expect(try keys(site.get("/memory/tail", as: .ada)) == ["old"])
            site.clock.advance(seconds: 2 * 86_400)
            #expect(try keys(site.get("/memory/tail", as: .ada)) == [])
            #expect(try keys(site.get("/memory/expiring", as: .ada), "entries") == [])
            let found = try site.get("/tasks/suggestions?in=palette&q=old", as: .ada)
            #expect((found["suggestions"]?.items ?? []).allSatisfy { $0.object?["kind"] != "entry" })
        }
    }
}
