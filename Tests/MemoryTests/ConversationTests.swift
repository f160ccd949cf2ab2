import Domain
import JSON
import MemoryDomain
import Testing
import TestingElwosa

struct ConversationTests {
    private func say(_ site: TestSite, _ space: Int64, _ texts: [String], in name: String = "chat") throws -> TestReply
    {
        let turns = texts.map { "{\"conversation\": \"\(name)\", \"speaker\": \"Ada\", \"content\": \"\($0)\"}" }
        return try site.post("/memory/\(space)", json: "{\"entries\": [\(turns.joined(separator: ","))]}", as: .ada)
    }

    private func contents(_ reply: TestReply, _ name: String) -> [String] {
        reply[name]?.items.compactMap { $0.object?["content"]?.string } ?? []
    }

    @Test("the house numbers turns on, in bulk and one by one, whatever other keys lie between")
    func numbered() async throws {
        try await withSite { site in
            let space = try site.makeSpace()
            let first = try say(site, space, ["one", "two"])
            #expect(first["entries", 1, "key"] == "chat:000002", "\(first.text)")
            for key in ["chat:0000025", "chat:000009x", "chat:zzz", "chat2:000007", "chat"] {
                _ = try site.put("/memory/\(space)/\(key)", json: #"{"content": "x"}"#, as: .ada)
            }
            let next = try site.post(
                "/memory/\(space)", json: #"{"conversation": "chat", "content": "three"}"#, as: .ada)
            #expect(next.status == 201 && next["key"] == "chat:000003" && next["kind"] == "turn")
            _ = try site.delete("/memory/\(space)/chat:000003", as: .ada)
            #expect(try say(site, space, ["four"])["entries", 0, "key"] == "chat:000004")
            #expect(try say(site, space, ["else"], in: "other")["entries", 0, "key"] == "other:000001")
        }
    }

    @Test("a conversation is a key of its own rules, and stands in no key's company")
    func bad() async throws {
        try await withSite { site in
            let space = try site.makeSpace()
            for (name, more) in [("a/b", ""), (String(repeating: "n", count: 194), ""), ("chat", #", "key": "k""#)] {
                let reply = try site.post(
                    "/memory/\(space)", json: "{\"conversation\": \"\(name)\", \"content\": \"x\"\(more)}", as: .ada)
                #expect(reply.status == 422 && reply["field"] == "conversation", "\(reply.text)")
            }
            _ = try site.put("/memory/\(space)/chat:999999", json: #"{"content": "x"}"#, as: .ada)
            let full = try site.post("/memory/\(space)", json: #"{"conversation": "chat", "content": "x"}"#, as: .ada)
            #expect(full.status == 409 && full["field"] == "conversation")
        }
    }

    @Test("an entry comes with the turns around it, those that are there")
    func around() async throws {
        try await withSite { site in
            let space = try site.makeSpace()
            _ = try say(site, space, ["1", "2", "3", "4", "5", "6"])
            _ = try say(site, space, ["a", "b"], in: "chat2")
            _ = try site.delete("/memory/\(space)/chat:000003", as: .ada)
            let reply = try site.get("/memory/\(space)/chat:000004?around=2", as: .ada)
            #expect(reply["content"] == "4")
            #expect(contents(reply, "before") == ["1", "2"])
            #expect(contents(reply, "after") == ["5", "6"])
            let first = try site.get("/memory/\(space)/chat:000001?around=1", as: .ada)
            #expect(contents(first, "before") == [] && contents(first, "after") == ["2"])
            #expect(first.header("ETag") == nil)
            #expect(try site.get("/memory/\(space)/chat:000001?around=51", as: .ada)["field"] == "around")
            _ = try site.put("/memory/\(space)/alone", json: #"{"content": "x"}"#, as: .ada)
            let alone = try site.get("/memory/\(space)/alone?around=3", as: .ada)
            #expect(alone["before"] == .array([]) && alone["after"] == .array([]))
            let last = try site.get("/memory/\(space)?prefix=chat:&order=lastKey&limit=2", as: .ada)
            #expect(contents(last, "entries") == ["6", "5"])
            let page = try site.get("/memory/\(space)/chat:000004", as: .ada, wants: .page).text
            #expect(page.contains("chat:000002") && page.contains("chat:000006") && !page.contains("chat2:"))
        }
    }

    @Test("a long turn is kept whole, and comes in pieces that are all of it")
    func chunks() async throws {
        try await withSite { site in
            let space = try site.makeSpace()
            let text = (1...80).map { "Sentence number \($0) says one thing more. " }.joined() + "End."
            _ = try say(site, space, [text])
            let reply = try site.get("/memory/\(space)/chat:000001?chunks=true", as: .ada)
            let chunks = reply["chunks"]?.items.compactMap(\.string) ?? []
            #expect(chunks.count > 4 && chunks.joined() == text && reply["content"] == .string(text))
            #expect(chunks.dropLast().allSatisfy { $0.hasSuffix("more. ") && $0.count <= 600 })
        }
    }
}
