import Domain
import HTML
import MemoryDomain
import MemoryStore
import SQLite
import Store
import Testing
import TestingElwosa

@Suite("An entry's page and its form")
struct EntryPageTests {
    private func put(_ key: String, _ body: String, in space: Int64, _ site: TestSite) throws {
        let reply = try site.put("/memory/\(space)/\(key)", json: body, as: .ada)
        #expect(reply.status == 201 || reply.status == 200, "\(reply.text)")
    }

    @Test("a link leads to an entry that is there, and names any other; nobody has read either by that")
    func links() async throws {
        try await withSite { site in
            let space = try site.makeSpace(#", "notesReaders": true"#)
            let foreign = try site.makeSpace(of: .ben)
            let end = site.clock.now.adding(seconds: 60).rfc3339
            try put("here", #"{"content": "x"}"#, in: space, site)
            try put("gone", #"{"content": "x"}"#, in: space, site)
            try put("over", "{\"content\": \"x\", \"expiresAt\": \"\(end)\"}", in: space, site)
            _ = try site.put("/memory/\(foreign)/theirs", json: #"{"content": "x"}"#, as: .ben)
            let targets =
                ["here", "gone", "over", "none"].map { "/memory/\(space)/\($0)" } + ["/memory/\(foreign)/theirs"]
            let links = targets.map { "{\"kind\": \"about\", \"target\": \"\($0)\"}" }.joined(separator: ", ")
            try put("home", "{\"content\": \"x\", \"links\": [\(links)]}", in: space, site)
            _ = try site.delete("/memory/\(space)/gone", as: .ada)
            site.clock.advance(seconds: 60)
            let page = try site.get("/memory/\(space)/home", as: .ada, wants: .page)
            #expect(page.text.contains("<a href=\"\(targets[0])\">here</a>"))
            for target in targets.dropFirst() {
                #expect(page.text.contains(target) && !page.text.contains("<a href=\"\(target)\""), "\(target)")
            }
            try site.store.write(site.readings)
            let read = try site.count("SELECT sum(count) FROM memoryReading")
            #expect(read == 1)
        }
    }

    @Test("a bare address of a task or an entry is a link in what is written as Markdown")
    func bareAddresses() async throws {
        try await withSite { site in
            let space = try site.makeSpace()
            try put("home", #"{"content": "See /tasks/7, /memory/3/a%20b. And `/tasks/8`."}"#, in: space, site)
            let page = try site.get("/memory/\(space)/home", as: .ada, wants: .page)
            #expect(
                page.text.contains(
                    "See <a href=\"/tasks/7\">/tasks/7</a>, <a href=\"/memory/3/a%20b\">/memory/3/a%20b</a>."))
            #expect(page.text.contains("<code>/tasks/8</code>"))
            let task = try site.post("/tasks", json: #"{"title": "T", "description": "see /memory/1/home"}"#, as: .ada)
            let shown = try site.get("/tasks/\(try #require(task.integer("id")))", as: .ada, wants: .page)
            #expect(shown.text.contains("see <a href=\"/memory/1/home\">/memory/1/home</a>"))
        }
    }

    @Test("what links here is named with its first words, and not with the signs of Markdown")
    func linkedFrom() async throws {
        try await withSite { site in
            let space = try site.makeSpace()
            let task = try #require(try site.post("/tasks", json: #"{"title": "T"}"#, as: .ada).integer("id"))
            try put("home", #"{"content": "x"}"#, in: space, site)
            try put(
                "move", "{\"content\": \"# The **move** from [[home|here]]\\n\\nsee /tasks/\(task)\"}", in: space, site)
            for (address, words) in [
                ("/memory/\(space)/home", "The move from here …"), ("/tasks/\(task)", "The move from [[home|here]] …"),
            ] {
                let page = try site.get(address, as: .ada, wants: .page)
                #expect(page.text.contains("<small dir=\"auto\">\(words)</small>"), "\(page.text)")
            }
        }
    }

    @Test("the kinds of links and the keys they lead to may have spaces in the form")
    func linkLines() async throws {
        try await withSite { site in
            let space = try site.makeSpace()
            let lines = [
                "is the home of /memory/1/my tea house", "/memory/1/a b", "see also https://x.org/a b",
                "paid by /tasks/7",
            ]
            let made = try site.submit(
                "/memory/\(space)", [("key", "home"), ("content", "x"), ("links", lines.joined(separator: "\r\n"))],
                as: .ada)
            #expect(made.status == 303, "\(made.text)")
            let form = try site.get("/memory/\(space)/home/edit", as: .ada, wants: .page)
            for line in lines { #expect(form.text.contains(line), "\(line)") }
            let entry = try site.get("/memory/\(space)/home", as: .ada)
            #expect(
                entry["links", 0, "kind"] == "is the home of" && entry["links", 0, "target"] == "/memory/1/my tea house"
            )
            #expect(entry["links", 1, "kind"] == "about" && entry["links", 2, "target"] == "https://x.org/a b")
            let wrong = try site.submit(
                "/memory/\(space)", [("key", "b"), ("content", "x"), ("links", "about nothing")], as: .ada)
            #expect(wrong.status == 422 && wrong.text.contains("about nothing"))
        }
    }

    @Test("of what two have changed, only what this one typed is to be decided")
    func conflict() async throws {
        try await withSite { site in
            let space = try site.makeSpace()
            try put("home", #"{"content": "one", "tags": ["a"], "source": "talk"}"#, in: space, site)
            let form = try site.get("/memory/\(space)/home/edit", as: .ada, wants: .page).markup.root.all
            let from = try #require(form.first { $0["name"] == "validFrom" }?["value"])
            site.clock.advance(seconds: 86_400)
            _ = try site.patch(
                "/memory/\(space)/home", json: #"{"content": "two", "source": "letter", "importance": 3}"#, as: .ada)
            let fields = [
                ("_method", "PATCH"), ("version", "1"), ("content", "one"), ("kind", "note"), ("tags", "a, b"),
                ("source", "phone"), ("importance", ""), ("speaker", ""), ("at", ""), ("validFrom", from),
                ("validUntil", ""), ("expiresAt", ""), ("links", ""),
            ]
            let page = try site.submit("/memory/\(space)/home", fields, as: .ada)
            #expect(page.status == 412)
            let chosen = page.markup.root.all.compactMap { $0["type"] == "radio" ? $0["name"] : nil }
            #expect(Set(chosen) == ["tags", "source"], "\(chosen)")
            #expect(!page.text.contains("id=\"stored-content\""))
            let merged = try site.submit(
                "/memory/\(space)/home",
                [("_method", "PATCH"), ("version", "2"), ("tags", "a, b"), ("source", "phone")], as: .ada)
            #expect(merged.status == 303)
            let entry = try site.get("/memory/\(space)/home", as: .ada)
            #expect(entry["content"] == "two" && entry["source"] == "phone" && entry["importance"] == 3)
        }
    }

    @Test("a content goes with the time for which it was written, and what was shown is what nobody typed")
    func conflictOfTimes() async throws {
        try await withSite { site in
            let space = try site.makeSpace()
            try put("home", #"{"content": "now", "tags": ["a"]}"#, in: space, site)
            let form = try site.get("/memory/\(space)/home/edit", as: .ada, wants: .page).markup.root.all
            let from = try #require(form.first { $0["name"] == "validFrom" }?["value"])
            site.clock.advance(seconds: 86_400)
            // Of another time: what the form shows stays what is true now, under a version more.
            try put(
                "home", #"{"content": "then", "tags": ["b"], "validFrom": "2019-01-01", "validUntil": "2020-01-01"}"#,
                in: space, site)
            site.clock.advance(seconds: 86_400)
            _ = try site.patch("/memory/\(space)/home", json: #"{"importance": 3}"#, as: .ada)
            let page = try site.submit(
                "/memory/\(space)/home",
                [
                    ("_method", "PATCH"), ("version", "2"), ("content", "typed"), ("tags", "b"), ("validFrom", from),
                    ("validUntil", ""),
                ],
                as: .ada)
            #expect(page.status == 412)
            let fields = page.markup.root.all.filter {
                $0["type"] == "radio" || $0["name"] == "content" || $0["type"] == "hidden"
            }
            #expect(
                Set(fields.compactMap { $0["name"] }).isSuperset(of: ["tags", "content", "validFrom"]), "\(page.text)")
            #expect(fields.first { $0["name"] == "validFrom" }?["type"] == "hidden")
        }
    }

    @Test(
        "a version that cannot be, however large, is another one than the stored",
        arguments: [0, -1, 3, Int64.max, .min])
    func versions(version: Int64) async throws {
        try await withSite { site in
            let space = try site.makeSpace()
            try put("home", #"{"content": "one"}"#, in: space, site)
            let fields = [("_method", "PATCH"), ("version", String(version)), ("content", "two")]
            #expect(try site.submit("/memory/\(space)/home", fields, as: .ada).status == 412)
            #expect(try site.get("/memory/\(space)/home/versions?before=\(version)", as: .ada).status < 500)
        }
    }

    @Test("an entry is erased for good by its owner, from the question before deleting, and once it is deleted")
    func erasing() async throws {
        try await withSite { site in
            let made = try site.post("/memory/spaces", json: #"{"kind": "shared", "name": "House"}"#, as: .ada)
            let space = try #require(made.integer("id"))
            _ = try site.post(
                "/memory/spaces/\(space)/members", json: #"{"account": "Ben", "role": "writer"}"#, as: .ada)
            for key in ["a", "b"] { try put(key, #"{"content": "hunter2000"}"#, in: space, site) }
            let form = "action=\"/memory/\(space)/a/erasure\""
            #expect(try site.get("/memory/\(space)/a/delete", as: .ada, wants: .page).text.contains(form))
            #expect(try !site.get("/memory/\(space)/a/delete", as: .ben, wants: .page).text.contains(form))
            #expect(try !site.get("/memory/\(space)/a/versions", as: .ada, wants: .page).text.contains(form))
            _ = try site.delete("/memory/\(space)/a", as: .ada)
            #expect(try site.get("/memory/\(space)/a/versions", as: .ada, wants: .page).text.contains(form))
            #expect(try !site.get("/memory/\(space)/a/versions", as: .ben, wants: .page).text.contains(form))
            for key in ["a", "b"] {
                let erased = try site.submit("/memory/\(space)/\(key)/erasure", as: .ada)
                #expect(erased.status == 303 && erased.header("Location") == "/memory/\(space)")
            }
            #expect(try site.count("SELECT count(*) FROM memoryText") == 0)
            #expect(try site.count("SELECT count(*) FROM eventBody WHERE content LIKE '%hunter2000%'") == 0)
        }
    }
}
