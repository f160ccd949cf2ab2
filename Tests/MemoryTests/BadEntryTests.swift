import Domain
import JSON
import Store
import Testing
import TestingElwosa

struct BadEntryTests {
    @Test(
        "what is wrong with an entry is said by its field, and nothing is written",
        arguments: [
            (#"{}"#, "content", 422), (#"{"content": null}"#, "content", 422), (#"{"content": ""}"#, "content", 422),
            (#"{"content": "a\u0007"}"#, "content", 422), (#"{"content": "a", "kind": "wish"}"#, "kind", 422),
            (#"{"content": "a", "tags": "x"}"#, "tags", 422), (#"{"content": "a", "tags": ["x", 7]}"#, "tags[1]", 422),
            (#"{"content": "a", "tags": [" "]}"#, "tags[0]", 422),
            (#"{"content": "a", "tags": ["x,y"]}"#, "tags[0]", 422),
            (#"{"content": "a", "importance": 11}"#, "importance", 422),
            (#"{"content": "a", "importance": "high"}"#, "importance", 422),
            (#"{"content": "a", "validFrom": "soon"}"#, "validFrom", 422),
            (#"{"content": "a", "validFrom": 7}"#, "validFrom", 422),
            (#"{"content": "a", "validFrom": "2026-02-30"}"#, "validFrom", 422),
            (#"{"content": "a", "validFrom": "2026-02-02", "validUntil": "2026-02-02"}"#, "validUntil", 422),
            (#"{"content": "a", "expiresAt": true}"#, "expiresAt", 422),
            (#"{"content": "a", "expiresAt": "2020-01-01"}"#, "expiresAt", 422),
            (#"{"content": "a", "links": [{"kind": "about"}]}"#, "links[0].target", 422),
            (
                #"{"content": "a", "links": [{"kind": "about", "target": "javascript:alert(1)"}]}"#, "links[0].target",
                422
            ),
            (#"{"content": "a", "links": [{"kind": "about", "target": "/tasks/007"}]}"#, "links[0].target", 422),
            (#"{"content": "a", "links": [7]}"#, "links[0]", 422),
            (#"{"content": "a", "colour": "red"}"#, "colour", 422),
            (#"{"content": "a", "content": "b"}"#, "body", 400), (#"["a"]"#, "body", 400),
        ])
    func fields(body: String, field: String, status: Int) async throws {
        try await withSite { site in
            let space = try site.makeSpace()
            let newest = try site.store.events.newest()
            let reply = try site.put("/memory/\(space)/k", json: body, as: .ada)
            #expect(reply.status == status && reply["field"] == .string(field), "\(reply.text)")
            #expect(try site.store.events.newest() == newest)
        }
    }

    @Test("an entry of more than a mebibyte is refused with 413, by whatever way it grows")
    func size() async throws {
        try await withSite { site in
            let space = try site.makeSpace()
            let place = "/memory/\(space)/long"
            let half = String(repeating: "a", count: 524_288)
            #expect(try site.put(place, json: "{\"content\": \"\(half)\(half)\"}", as: .ada).status == 201)
            for reply in [
                try site.put(place, json: "{\"content\": \"\(half)\(half)a\"}", as: .ada),
                try site.post(place + "/additions", json: #"{"content": "a"}"#, as: .ada),
                try site.put(place, json: "{\"content\": [\"\(half)\(half)\"]}", as: .ada),
            ] {
                #expect(reply.status == 413 && reply["field"] == "content", "\(reply.text.prefix(300))")
            }
        }
    }

    @Test(
        "a key that no address can have is refused",
        arguments: [#"a/b"#, #"a\\b"#, "..", " ", String(repeating: "k", count: 201)])
    func keys(key: String) async throws {
        try await withSite { site in
            let space = try site.makeSpace()
            let reply = try site.post("/memory/\(space)", json: "{\"key\": \"\(key)\", \"content\": \"a\"}", as: .ada)
            #expect(reply.status == 422 && reply["field"] == "key")
        }
    }

    @Test("one wrong entry among many names its place, and none of them is written")
    func many() async throws {
        try await withSite { site in
            let space = try site.makeSpace()
            let body = #"{"entries": [{"key": "a", "content": "x"}, {"key": "b", "content": "y", "kind": "wish"}]}"#
            let reply = try site.post("/memory/\(space)", json: body, as: .ada)
            #expect(reply.status == 422 && reply["field"] == "entries[1].kind")
            #expect(try site.get("/memory/\(space)/a", as: .ada).status == 404)
        }
    }

    @Test("the parameters of a list are checked, and named")
    func parameters() async throws {
        try await withSite { site in
            let space = try site.makeSpace()
            for (query, field) in [
                ("kind=wish", "kind"), ("validAt=soon", "validAt"), ("limit=0", "limit"), ("order=best", "order"),
                ("after=x", "after"), ("colour=red", "colour"),
            ] {
                let reply = try site.get("/memory/\(space)?\(query)", as: .ada)
                #expect(reply.status == 400 && reply["field"] == .string(field), "\(query)")
            }
        }
    }
}
