import Domain
import JSON
import Store
import Testing
import TestingElwosa

struct EntryTests {
    @Test("an entry is put, read, changed and read again, and its history has all of it")
    func life() async throws {
        try await withSite { site in
            let space = try site.makeSpace()
            let put = try site.put("/memory/\(space)/home", json: #"{"content": "Berlin", "kind": "fact"}"#, as: .ada)
            #expect(put.status == 201 && put.location == "/memory/\(space)/home" && put["version"] == 1)
            site.clock.advance(seconds: 86_400)
            let again = try site.put(
                "/memory/\(space)/home", json: #"{"content": "Munich", "kind": "fact", "tags": ["address"]}"#, as: .ada)
            #expect(again.status == 200 && again["version"] == 2)
            let entry = try site.get("/memory/\(space)/home", as: .ada)
            #expect(entry["content"] == "Munich" && entry["tags"] == .array(["address"]))
            #expect(entry["createdBy"] == "Ada" && entry["createdAt"] == .string(TestClock.start.rfc3339))
            let versions = try site.get("/memory/\(space)/home/versions", as: .ada)
            #expect(versions["versions", 0, "content"] == "Munich" && versions["versions", 1, "content"] == "Berlin")
            #expect(versions["versions", 1, "writtenBy"] == "Ada")
        }
    }

    @Test("a fact that is contradicted is closed: then it was true, and now another is")
    func contradicted() async throws {
        try await withSite { site in
            let space = try site.makeSpace()
            let place = "/memory/\(space)/home"
            _ = try site.put(place, json: #"{"content": "Berlin", "validFrom": "2020-01-01"}"#, as: .ada)
            _ = try site.put(place, json: #"{"content": "Munich", "validFrom": "2024-06-01T00:00:00Z"}"#, as: .ada)
            let then = try site.get(place + "?validAt=2021-01-01", as: .ada)
            #expect(then["content"] == "Berlin" && then["validUntil"] == "2024-06-01T00:00:00Z")
            #expect(then["writtenIn"] == 1 && then["version"] == 2)
            #expect(try site.get(place, as: .ada)["content"] == "Munich")
            #expect(try site.get(place + "?validAt=2019-01-01", as: .ada).status == 404)
        }
    }

    @Test("what was known then is asked for with knownAt, alone and with validAt")
    func known() async throws {
        try await withSite { site in
            let space = try site.makeSpace()
            let place = "/memory/\(space)/home"
            _ = try site.put(place, json: #"{"content": "Berlin", "validFrom": "2020-01-01"}"#, as: .ada)
            let before = site.clock.now.rfc3339
            site.clock.advance(seconds: 60)
            _ = try site.put(place, json: #"{"content": "Paris", "validFrom": "2020-01-01"}"#, as: .ada)
            #expect(try site.get(place + "?knownAt=\(before)", as: .ada)["content"] == "Berlin")
            #expect(try site.get(place + "?knownAt=\(before)&validAt=2021-01-01", as: .ada)["content"] == "Berlin")
            #expect(try site.get(place + "?validAt=2021-01-01", as: .ada)["content"] == "Paris")
            let listed = try site.get("/memory/\(space)?knownAt=\(before)", as: .ada)
            #expect(listed["entries", 0, "content"] == "Berlin")
        }
    }

    @Test("a version that somebody else has written since is not overwritten: 412 with the current one")
    func compareAndSet() async throws {
        try await withSite { site in
            let space = try site.makeSpace()
            let place = "/memory/\(space)/home"
            let first = try site.put(place, json: #"{"content": "a"}"#, as: .ada)
            let tag = try #require(first.header("ETag"))
            #expect(
                try site.put(place, json: #"{"content": "b"}"#, as: .ada, headers: [("If-Match", tag)]).status == 200)
            for change in [
                try site.put(place, json: #"{"content": "c"}"#, as: .ada, headers: [("If-Match", tag)]),
                try site.patch(place, json: #"{"content": "c"}"#, as: .ada, headers: [("If-Match", tag)]),
                try site.post(place + "/additions", json: #"{"content": "c"}"#, as: .ada, headers: [("If-Match", tag)]),
                try site.delete(place, as: .ada, headers: [("If-Match", tag)]),
                try site.put(place, json: #"{"content": "c"}"#, as: .ada, headers: [("If-None-Match", "*")]),
            ] {
                #expect(change.status == 412 && change.text.contains("version 2"))
            }
            #expect(try site.get(place, as: .ada)["content"] == "b")
            let absent = "/memory/\(space)/other"
            let foreign = [(name: "If-Match", value: "\"0-1-9\"")]
            let stale = try site.put(place, json: #"{"content": "c"}"#, as: .ada, headers: foreign)
            #expect(stale.status == 412 && stale.integer("version") == 2, "\(stale.text)")
            #expect(
                try site.put(absent, json: #"{"content": "c"}"#, as: .ada, headers: [("If-Match", tag)]).status == 412)
            #expect(
                try site.put(absent, json: #"{"content": "c"}"#, as: .ada, headers: [("If-Match", "*")]).status == 412)
        }
    }

    @Test("what is said once more is no new version")
    func same() async throws {
        try await withSite { site in
            let space = try site.makeSpace()
            let place = "/memory/\(space)/home"
            let body = #"{"content": {"b": 1, "a": [2]}, "tags": ["x"], "importance": 3}"#
            let events = { try site.store.events.newest() }
            _ = try site.put(place, json: body, as: .ada)
            let newest = try events()
            site.clock.advance(seconds: 60)
            #expect(try site.put(place, json: body, as: .ada)["version"] == 1)
            #expect(try site.patch(place, json: #"{"importance": 3}"#, as: .ada)["version"] == 1)
            #expect(try events() == newest)
        }
    }

    @Test("members of a JSON content are merged, and null takes one away")
    func merged() async throws {
        try await withSite { site in
            let space = try site.makeSpace()
            let place = "/memory/\(space)/settings"
            _ = try site.put(
                place, json: #"{"content": {"theme": "dark", "size": {"x": 1, "y": 2}}, "source": "talk"}"#, as: .ada)
            let patched = try site.patch(
                place, json: #"{"content": {"size": {"x": null, "z": 3}, "new": [1]}, "source": null}"#, as: .ada)
            #expect(patched.text.contains(#""content":{"theme":"dark","size":{"y":2,"z":3},"new":[1]}"#))
            #expect(patched["source"] == .null)
        }
    }

    @Test("what is added stands at the end, and each version has what it had")
    func appended() async throws {
        try await withSite { site in
            let space = try site.makeSpace()
            let place = "/memory/\(space)/log"
            _ = try site.put(place, json: #"{"content": "one"}"#, as: .ada)
            for text in [" zwei", " tří", " 🙂"] {
                let added = try site.post(place + "/additions", json: "{\"content\": \"\(text)\"}", as: .ada)
                #expect(added.status == 200)
            }
            #expect(try site.get(place, as: .ada)["content"] == "one zwei tří 🙂")
            let versions = try site.get(place + "/versions", as: .ada)
            #expect(
                (0..<4).map { versions["versions", $0, "content"] } == [
                    "one zwei tří 🙂", "one zwei tří", "one zwei", "one",
                ])
            _ = try site.put(place, json: #"{"content": [1]}"#, as: .ada)
            let refused = try site.post(place + "/additions", json: #"{"content": "x"}"#, as: .ada)
            #expect(refused.status == 409 && refused["field"] == "content")
        }
    }

    @Test("a deleted entry is gone, keeps its history, and comes back with all of it")
    func deleted() async throws {
        try await withSite { site in
            let space = try site.makeSpace()
            let place = "/memory/\(space)/home"
            _ = try site.put(place, json: #"{"content": "Berlin", "validFrom": "2020-01-01"}"#, as: .ada)
            _ = try site.put(place, json: #"{"content": "Munich", "validFrom": "2024-01-01"}"#, as: .ada)
            let deleted = try site.delete(place, as: .ada)
            #expect(deleted.status == 204)
            #expect(try site.get(place, as: .ada).status == 404)
            #expect(try site.get("/memory/\(space)", as: .ada)["entries"] == .array([]))
            #expect(try site.get(place + "/versions", as: .ada)["versions", 0, "deed"] == "deleted")
            let restored = try site.post(place + "/versions/2/restoration", as: .ada)
            #expect(restored.status == 200 && restored["content"] == "Munich" && restored["version"] == 4)
            #expect(try site.get(place + "?validAt=2021-01-01", as: .ada)["content"] == "Berlin")
            #expect(try site.post(place + "/versions/3/restoration", as: .ada).status == 409)
            #expect(try site.post(place + "/versions/9/restoration", as: .ada).status == 404)
        }
    }

    @Test("a change is taken back for ten minutes, by whoever made it, unless it was changed since")
    func undo() async throws {
        try await withSite { site in
            let space = try site.makeSpace()
            let place = "/memory/\(space)/home"
            _ = try site.put(place, json: #"{"content": "a"}"#, as: .ada)
            let mark = try #require(try site.put(place, json: #"{"content": "b"}"#, as: .ada).header("Elwosa-Change"))
            #expect(try site.post("/memory/changes/\(mark)/undo", as: .ben).status == 404)
            let undone = try site.post("/memory/changes/\(mark)/undo", as: .ada)
            #expect(undone.status == 200 && undone["entries", 0, "version"] == 3)
            #expect(try site.get(place, as: .ada)["content"] == "a")
            let redo = try #require(undone.header("Elwosa-Change"))
            #expect(try site.post("/memory/changes/\(redo)/undo", as: .ada).status == 200)
            #expect(try site.get(place, as: .ada)["content"] == "b")
            let late = try #require(try site.delete(place, as: .ada).header("Elwosa-Change"))
            site.clock.advance(seconds: 601)
            #expect(try site.post("/memory/changes/\(late)/undo", as: .ada).status == 409)
        }
    }

    @Test("an entry is hidden from the second on at which it expires, and seen again by a clock that is set back")
    func expires() async throws {
        try await withSite { site in
            let space = try site.makeSpace()
            let place = "/memory/\(space)/code"
            let end = site.clock.now.adding(seconds: 60).rfc3339
            _ = try site.put(place, json: "{\"content\": \"1234\", \"expiresAt\": \"\(end)\"}", as: .ada)
            site.clock.advance(seconds: 59)
            #expect(try site.get(place, as: .ada).status == 200)
            site.clock.advance(seconds: 1)
            for address in [place, place + "/versions", place + "?validAt=\(TestClock.start.rfc3339)"] {
                #expect(try site.get(address, as: .ada).status == 404)
            }
            #expect(try site.get("/memory/\(space)", as: .ada)["entries"] == .array([]))
            site.clock.advance(seconds: -1)
            #expect(try site.get(place, as: .ada).status == 200)
        }
    }

    @Test("a space that keeps entries for some days hides what was not changed for that long")
    func retention() async throws {
        try await withSite { site in
            let space = try site.makeSpace(#", "retentionDays": 2"#)
            _ = try site.put("/memory/\(space)/old", json: #"{"content": "x"}"#, as: .ada)
            site.clock.advance(seconds: 86_400)
            _ = try site.put("/memory/\(space)/new", json: #"{"content": "y"}"#, as: .ada)
            site.clock.advance(seconds: 86_400)
            #expect(try site.get("/memory/\(space)/old", as: .ada).status == 404)
            let listed = try site.get("/memory/\(space)", as: .ada)
            #expect(listed["entries", 0, "key"] == "new" && listed["entries", 1] == nil)
        }
    }
}
