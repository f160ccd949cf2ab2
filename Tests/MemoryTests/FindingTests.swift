import Domain
import JSON
import Testing
import TestingElwosa

@Suite("Finding by HTTP")
struct FindingTests {
    /// A space of Ada's with a few entries; its number.
    private func filled(_ site: TestSite) throws -> Int64 {
        let space = try site.makeSpace()
        for (key, body) in [
            (
                "boat",
                #"{"content": "The boats are <blue> & old.", "kind": "fact", "tags": ["harbour"], "at": "2026-05-03"}"#
            ),
            ("rule", #"{"content": "Answer in German.", "kind": "instruction"}"#),
            ("cat", #"{"content": "The cat is ill.", "at": "2026-06-03"}"#),
        ] {
            let reply = try site.put("/memory/\(space)/\(key)", json: body, as: .ada)
            #expect(reply.status == 201, "\(reply.text)")
        }
        return space
    }

    private func keys(_ reply: TestReply, _ name: String = "entries") -> [String] {
        (reply[name]?.items ?? []).compactMap { $0.object?["key"]?.string }
    }

    @Test("a question finds entries, with why, and filters as words or parameters say the same")
    func search() async throws {
        try await withSite { site in
            let space = try filled(site)
            let found = try site.get("/memory/search?question=Which+boat", as: .ada)
            #expect(found.status == 200 && keys(found) == ["boat"], "\(found.text)")
            #expect(found["entries", 0, "found", "words", 0] == "boat" && found["bounded"] == .bool(false))
            for query in [
                "question=old+OR+ill+kind:fact", "question=old+ill&kind=fact", "question=old+ill+tag:harbour",
                "question=old+ill+until:2026-06-01", "question=old+ill&until=2026-06-01&space=\(space)",
                "question=old+ill+kind:fact+space:notes", "question=alt+art:tatsache+old",
            ] { #expect(try keys(site.get("/memory/search?\(query)", as: .ada)) == ["boat"], "\(query)") }
            #expect(try keys(site.get("/memory/search?question=boat", as: .ben)) == [])
            #expect(
                try keys(site.get("/memory/search?order=oldest&from=2026-05-01&until=2026-07-01", as: .ada)) == [
                    "boat", "cat",
                ])
            let first = try site.get("/memory/search?order=newest&limit=1&until=2026-07-01", as: .ada)
            // Filters alone ask for what they mean.
            #expect(try keys(site.get("/memory/search?question=kind:instruction", as: .ada)) == ["rule"])
            #expect(try keys(site.get("/memory/search?space=\(space)", as: .ada)) == ["rule", "cat", "boat"])
            let next = try #require(first["next"]?.string)
            #expect(keys(first) == ["cat"])
            #expect(
                try keys(site.get("/memory/search?order=newest&limit=1&until=2026-07-01&after=\(next)", as: .ada)) == [
                    "boat"
                ])
        }
    }

    @Test(
        "what is wrong with a question is said by its field",
        arguments: [
            ("", "question", 422), ("?question=+", "question", 422), ("?question=boat&limit=0", "limit", 422),
            ("?question=boat&from=soon", "from", 400), ("?question=boat+kind:wish", "kind", 400),
            ("?question=boat&from=2026-05-02&until=2026-05-02", "until", 422),
            ("?question=boat&order=up", "order", 400),
            ("?question=boat+space:nowhere", "space", 422), ("?question=boat&colour=red", "colour", 400),
            ("?question=boat&kind=note&limit=101", "limit", 422), ("?order=newest&after=x", "after", 400),
            ("?question=boat&after=1.2", "after", 422),
        ])
    func bad(_ query: String, _ field: String, _ status: Int) async throws {
        try await withSite { site in
            let reply = try site.get("/memory/search\(query)", as: .ada)
            #expect(reply.status == status && reply["field"] == .string(field), "\(reply.text)")
            // A page without a question asks for one.
            guard !["", "?question=+"].contains(query) else { return }
            let page = try site.get("/memory/search\(query)", as: .ada, wants: .page)
            #expect(page.status == status && page.text.contains("id=\"question\""), "\(page.status)")
        }
    }

    @Test("a space that one does not reach is as absent, for a search and for a context")
    func reach() async throws {
        try await withSite { site in
            let space = try filled(site)
            for address in ["/memory/search?question=boat&space=", "/memory/context?question=boat&space="] {
                for number in [space, 99] {
                    #expect(try site.get(address + String(number), as: .ben).status == 404)
                    #expect(try site.get(address + String(number), as: .ben, wants: .page).status == 404)
                }
            }
            let body = "{\"question\": \"boat\", \"space\": [\(space)]}"
            #expect(try site.post("/memory/context", json: body, as: .ben).status == 404)
        }
    }

    @Test("a question of a thousand words is cut, and the answer says so")
    func long() async throws {
        try await withSite { site in
            _ = try filled(site)
            let question = (1...1_000).map { "w\($0)" }.joined(separator: " ") + " boat"
            let body = JSON.object(JSONObject([("question", .string(question))])).json
            let reply = try site.post("/memory/context", json: String(decoding: body, as: UTF8.self), as: .ada)
            #expect(reply["ignoredWords"] == .integer(901), "\(reply.text)")
            let page = try site.get(
                "/memory/context?question=" + question.replacing(" ", with: "+"), as: .ada, wants: .page)
            #expect(page.text.contains("The last 901 words of the question were not looked for."))
        }
    }

    @Test("what a model is told is the same by every way, and says what it left out")
    func context() async throws {
        try await withSite { site in
            let space = try filled(site)
            let sent = try site.post("/memory/context", json: #"{"question": "boat", "budget": 100}"#, as: .ada)
            #expect(sent.status == 200 && keys(sent, "items") == ["rule", "boat"], "\(sent.text)")
            #expect(sent["items", 0, "reason"] == "standing" && sent["items", 1, "reason"] == "found")
            #expect(sent["text"]?.string?.contains("[/memory/\(space)/boat 2026-05-03] The boats") == true)
            let got = try site.get("/memory/context?question=boat&budget=100", as: .ada)
            #expect(got.text == sent.text)
            let none = try site.post("/memory/context", json: #"{"question": "boat", "budget": 0}"#, as: .ada)
            #expect(none["empty"] == "noBudget" && keys(none, "items") == [] && none["text"] == "")
            #expect(keys(none, "leftOut") == ["rule", "boat"] && none["leftOut", 0, "cause"] == "budget")
            let bytes = try site.post(
                "/memory/context", json: #"{"question": "boat", "vocabulary": "bytes"}"#, as: .ada)
            #expect(bytes["tokens"]?.integer == bytes["text"]?.string.map { Int64($0.utf8.count) })
        }
    }

    @Test(
        "what is wrong with a request for a context is said by its field",
        arguments: [
            ("{}", "question"), (#"{"question": "x", "budget": -1}"#, "budget"),
            (#"{"question": "x", "budget": 200001}"#, "budget"), (#"{"question": "x", "budget": "many"}"#, "budget"),
            (#"{"question": "x", "vocabulary": "gpt"}"#, "vocabulary"), (#"{"question": 7}"#, "question"),
            (#"{"question": "x", "space": 3}"#, "space"), (#"{"question": "x", "space": ["a"]}"#, "space[0]"),
            (#"{"question": "x", "validAt": "soon"}"#, "validAt"), (#"{"question": "x", "colour": 1}"#, "colour"),
            (#"{"question": "x", "agent": 1}"#, "agent"), (#"{"question": "x", "order": "oldest"}"#, "order"),
            (#"{"question": " "}"#, "question"), (#"{"question": "x", "limit": 5}"#, "limit"),
            (#"{"question": "x", "agent": 7, "space": [1]}"#, "agent"),
            (#"{"question": "x", "from": "2026-05-02", "until": "2026-05-01"}"#, "until"),
        ])
    func badContext(_ body: String, _ field: String) async throws {
        try await withSite { site in
            let reply = try site.post("/memory/context", json: body, as: .ada)
            #expect(reply.status == 422 && reply["field"] == .string(field), "\(reply.text)")
        }
    }

    @Test("the pages show what was found and what an agent would be told, marked and escaped")
    func pages() async throws {
        try await withSite { site in
            let space = try filled(site)
            let search = try site.get("/memory/search?question=boat+tag:harbour", as: .ada, wants: .page)
            #expect(search.text.contains("The <mark>boats</mark> are &lt;blue&gt; &amp; old."), "\(search.text)")
            #expect(search.text.contains("value=\"boat tag:harbour\"") && search.text.contains("has: boat"))
            #expect(search.text.contains("href=\"/memory/context?question=boat&amp;tag=harbour\""))
            #expect(
                try site.get("/memory/search?question=zeppelin", as: .ada, wants: .page).text.contains(
                    "Nothing was found"))
            let context = try site.get("/memory/context?question=boat&budget=20&space=\(space)", as: .ada, wants: .page)
            #expect(!context.text.contains("Answer in German."))
            #expect(context.text.contains("no room left") && context.text.contains(" of 20 tokens"))
            #expect(context.text.contains("value=\"\(space)\" checked"))
            #expect(try site.get("/memory/context", as: .ada, wants: .page).status == 200)
            let refused = try site.get("/memory/context?question=boat&budget=x", as: .ada, wants: .page)
            #expect(refused.status == 400 && refused.text.contains("id=\"budget-error\""))
        }
    }

    @Test("there is a way to it from every space, conversation and turn")
    func ways() async throws {
        try await withSite { site in
            let space = try site.makeSpace()
            _ = try site.post("/memory/\(space)", json: #"{"conversation": "chat", "content": "Hello."}"#, as: .ada)
            for (address, link) in [
                ("/memory/\(space)", "/memory/context?space=\(space)\""),
                ("/memory/\(space)?prefix=chat%3A&order=key", "/memory/context?space=\(space)&amp;prefix=chat%3A\""),
                ("/memory/\(space)/chat:000001", "/memory/context?space=\(space)&amp;prefix=chat%3A\""),
                ("/memory", "href=\"/memory/context\""), ("/memory", "action=\"/memory/search\""),
            ] {
                #expect(try site.get(address, as: .ada, wants: .page).text.contains(link), "\(address)")
            }
        }
    }
}
