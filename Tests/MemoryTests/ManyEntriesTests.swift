import Domain
import JSON
import MemoryDomain
import Store
import Testing
import TestingElwosa

struct ManyEntriesTests {
    @Test("a thousand turns go in one request, once under one key, and are there for the next")
    func bulk() async throws {
        try await withSite { site in
            let space = try site.makeSpace()
            let text = String(repeating: "Somebody said something. ", count: 12)
            let turns = (1...1_000).map { number in
                "{\"key\": \"c-\(number)\", \"kind\": \"turn\", \"speaker\": \"Ada\", \"content\": \"\(number) \(text)\"}"
            }
            let body = "{\"entries\": [\(turns.joined(separator: ","))]}"
            let key = [(name: "Idempotency-Key", value: "once")]
            let first = try site.post("/memory/\(space)", json: body, as: .ada, headers: key)
            #expect(first.status == 200 && first["entries", 999, "key"] == "c-1000", "\(first.text.prefix(300))")
            let newest = try site.store.events.newest()
            let second = try site.post("/memory/\(space)", json: body, as: .ada, headers: key)
            #expect(second.body == first.body)
            #expect(try site.store.events.newest() == newest)
            #expect(try site.get("/memory/\(space)/c-1000", as: .ada)["speaker"] == "Ada")
            let more = try site.post(
                "/memory/\(space)", json: "{\"entries\": [\((turns + [turns[0]]).joined(separator: ","))]}", as: .ada)
            #expect(more.status == 422 && more["field"] == "entries")
            let mark = try #require(first.header("Elwosa-Change"))
            let undone = try site.post("/memory/changes/\(mark)/undo", as: .ada)
            #expect(undone.status == 200)
            #expect(try site.get("/memory/\(space)", as: .ada)["entries"] == .array([]))
        }
    }

    @Test("those that a filter means are deleted once their number is named, and come back together")
    func filtered() async throws {
        try await withSite { site in
            let space = try site.makeSpace()
            for (key, kind, tags) in [("a", "note", #"["x"]"#), ("b", "turn", #"["x"]"#), ("c", "note", "[]")] {
                _ = try site.put(
                    "/memory/\(space)/\(key)", json: "{\"content\": \"t\", \"kind\": \"\(kind)\", \"tags\": \(tags)}",
                    as: .ada)
            }
            let asked = try site.delete("/memory/\(space)?tag=x", as: .ada)
            #expect(asked.status == 409 && asked["field"] == "count" && asked.text.contains("2 entries"))
            #expect(try site.delete("/memory/\(space)?tag=x&count=3", as: .ada).status == 409)
            let deleted = try site.delete("/memory/\(space)?tag=x&count=2", as: .ada)
            #expect(deleted.status == 200 && deleted["left"] == 0)
            #expect(try keys(site, "/memory/\(space)") == ["c"])
            let mark = try #require(deleted.header("Elwosa-Change"))
            #expect(try site.post("/memory/changes/\(mark)/undo", as: .ada).status == 200)
            #expect(try Set(keys(site, "/memory/\(space)")) == ["a", "b", "c"])
        }
    }

    @Test("a list is filtered, ordered and paged without losing or repeating any")
    func listed() async throws {
        try await withSite { site in
            let space = try site.makeSpace()
            var all: [String] = []
            for number in 1...25 {
                let key = "k\(number)"
                all.append(key)
                _ = try site.put(
                    "/memory/\(space)/\(key)",
                    json: "{\"content\": \"t\", \"tags\": [\"n\(number % 5)\"], \"source\": \"s\(number % 2)\"}",
                    as: .ada)
            }
            for order in ["newest", "key"] {
                var (found, after): ([String], String?) = ([], nil)
                repeat {
                    let place = after.map { "&after=\($0)" } ?? ""
                    let page = try site.get("/memory/\(space)?limit=4&order=\(order)\(place)", as: .ada)
                    found += page["entries"]?.items.compactMap { $0.object?["key"]?.string } ?? []
                    after = page["next"]?.string
                } while after != nil
                #expect(found == (order == "key" ? all.sorted() : all.reversed()))
            }
            #expect(try keys(site, "/memory/\(space)?tag=n0&order=key") == ["k10", "k15", "k20", "k25", "k5"])
            #expect(try keys(site, "/memory/\(space)?tag=n0&source=s0&order=key") == ["k10", "k20"])
            #expect(
                try keys(site, "/memory/\(space)?prefix=k2&order=key") == [
                    "k2", "k20", "k21", "k22", "k23", "k24", "k25",
                ])
        }
    }

    @Test("links name tasks, entries and addresses; whoever is linked to knows, and nobody learns of what is hidden")
    func links() async throws {
        try await withSite { site in
            let (mine, other) = (try site.makeSpace(), try site.makeSpace(of: .ben))
            _ = try site.put("/memory/\(other)/secret", json: #"{"content": "hidden"}"#, as: .ben)
            let links = [
                #"{"kind": "about", "target": "/memory/\#(other)/secret"}"#,
                #"{"kind": "about", "target": "/memory/\#(other)/absent"}"#,
            ]
            for (place, link) in links.enumerated() {
                let put = try site.put(
                    "/memory/\(mine)/n\(place)", json: "{\"content\": \"see [[n1]]\", \"links\": [\(link)]}", as: .ada)
                #expect(put.status == 201)
                let page = try site.get("/memory/\(mine)/n\(place)", as: .ada, wants: .page)
                #expect(!page.text.contains("href=\"/memory/\(other)/"))
            }
            let back = try site.get("/memory/\(mine)/n1", as: .ada, wants: .page)
            #expect(back.text.contains("/memory/\(mine)/n0"))
        }
    }

    private func keys(_ site: TestSite, _ target: String) throws -> [String] {
        try site.get(target, as: .ada)["entries"]?.items.compactMap { $0.object?["key"]?.string } ?? []
    }
}
