import Domain
import HouseStore
import JSON
import Memory
import MemoryDomain
import MemoryStore
import SQLite
import Store
import Testing
import TestingElwosa
import Web

@Suite("Spaces as files, over HTTP")
struct SpaceFileTests {
    private func post(
        _ space: Int64, _ lines: String, as person: Person = .ada, type: String = "application/jsonl",
        headers: TestSite.Headers = [], _ site: TestSite
    ) throws -> TestReply {
        let request = TestRequest("POST", "/memory/spaces/\(space)/import", headers: headers, body: lines)
            .with("Content-Type", type).with("Accept", Wanted.json.rawValue)
        return try site.send(request.signed(as: person, at: site.clock.now))
    }

    /// As the form of the space's page sends it.
    private func submit(
        _ space: Int64, _ file: [UInt8], of format: String? = nil, as person: Person = .ada, language: String = "de",
        wants: Wanted = .page, _ site: TestSite
    ) throws -> TestReply {
        let token = (name: "formToken", value: person.formToken(key: DirectSite.formKey))
        let form = MultipartForm(
            [token] + (format.map { [(name: "format", value: $0)] } ?? []), fileName: "notes.jsonl", content: file)
        var request = TestRequest("POST", "/memory/spaces/\(space)/import").with("Content-Type", form.contentType)
            .with("Accept", wants.rawValue).with("Accept-Language", language)
        request.body = form.body
        request.announcedLength = form.body.count
        return try site.send(request.signed(as: person, at: site.clock.now))
    }

    /// A shared space of Ada's, in which Ben writes and Cleo reads.
    private func share(_ site: TestSite) throws -> Int64 {
        let made = try site.post("/memory/spaces", json: #"{"kind":"shared","name":"House"}"#, as: .ada)
        let space = try #require(made.integer("id"))
        for (name, role) in [("Ben", "writer"), ("Cleo", "reader")] {
            _ = try site.post(
                "/memory/spaces/\(space)/members", json: "{\"account\":\"\(name)\",\"role\":\"\(role)\"}", as: .ada)
        }
        return space
    }

    @Test("what one space says another one takes, with authors that nobody here vouches for marked")
    func outAndIn() async throws {
        try await withSite { site in
            let (shared, own) = (try share(site), try site.makeSpace(of: .ben))
            _ = try site.put("/memory/\(shared)/a", json: #"{"content":"one","tags":["x"]}"#, as: .ada)
            _ = try site.post("/memory/\(shared)/a/additions", json: #"{"content":" two"}"#, as: .ben)
            let file = try site.get("/memory/spaces/\(shared)/export", as: .cleo)
            #expect(file.status == 200 && file.header("Content-Type") == "application/jsonl")
            #expect(file.header("Content-Disposition") == "attachment; filename=\"memory-\(shared).jsonl\"")
            #expect(file.text.split(separator: "\n").count == 3)
            #expect(file.text.hasPrefix(#"{"format":"elwosa-memory","version":1,"name":"House","kind":"shared","#))
            let taken = try post(own, file.text, as: .ben, site)
            #expect(taken.status == 200 && taken.integer("taken") == 2 && taken.integer("unchanged") == 0)
            #expect(taken["change"]?.string == taken.header("Elwosa-Change") && taken["change"] != .null)
            let entry = try site.get("/memory/\(own)/a", as: .ben)
            #expect(entry["content"] == "one two" && entry["createdBy"] == "Ada" && entry["imported"] == .bool(true))
            let versions = try site.get("/memory/\(own)/a/versions", as: .ben)
            #expect(
                versions["versions", 0, "writtenBy"] == "Ben" && versions["versions", 0, "imported"] == .bool(false))
            #expect(versions["versions", 1, "writtenBy"] == "Ada" && versions["versions", 1, "imported"] == .bool(true))
            let page = try site.get("/memory/\(own)/a/versions", as: .ben, wants: .page)
            #expect(page.text.contains("Ada <span class=\"quiet\">(imported)</span>"), "\(page.text)")
            #expect(!page.text.contains("Ben <span class=\"quiet\">"))
            #expect(try site.get("/memory/\(own)/a", as: .ben, wants: .page).text.contains("(imported)"))
            #expect(try post(own, file.text, as: .ben, site).integer("unchanged") == 2)
            let mark = try #require(taken.header("Elwosa-Change"))
            #expect(try site.post("/memory/changes/\(mark)/undo", as: .ben).status == 200)
            #expect(try site.get("/memory/\(own)/a", as: .ben).status == 404)
        }
    }

    @Test("a reader takes along and brings nothing, whoever does not reach it finds nothing")
    func rights() async throws {
        try await withSite { site in
            let space = try share(site)
            let line = #"{"key":"a","content":"x"}"#
            for (person, out, into) in [(Person.ada, 200, 200), (.ben, 200, 200), (.cleo, 200, 403), (.dot, 404, 404)] {
                #expect(try site.get("/memory/spaces/\(space)/export", as: person).status == out)
                #expect(try post(space, line, as: person, site).status == into, "\(person)")
            }
            #expect(try site.get("/memory/spaces/\(space)/export").status == 401)
            #expect(try post(space, line, type: "application/json", site).status == 415)
            #expect(try post(space, line, type: "application/x-ndjson", site).status == 200)
            #expect(try site.get("/memory/spaces/\(space)/export?since=1", as: .ada).status == 400)
        }
    }

    @Test("a file is refused before it is read where its sender may not write")
    func admitted() async throws {
        try await withSite { site in
            let path = try Path(target: "/memory/spaces/\(try share(site))/import")
            let memory = site.store.memory()
            let surroundings = HouseSurroundings(site.store, memory: memory, origin: "http://127.0.0.1")
            let area = MemoryArea(memory: memory, surroundings: surroundings)
            try area.admitBody(to: path, from: Person.ben.caller)
            for (person, kind) in [(Person.cleo, Failure.Kind.forbidden), (.dot, .notFound)] {
                do throws(Failure) {
                    try area.admitBody(to: path, from: person.caller)
                    Issue.record("\(person) may bring one")
                } catch {
                    #expect(error.kind == kind)
                }
            }
        }
    }

    @Test("a key makes a retry of a request one, and its answer the same")
    func retried() async throws {
        try await withSite { site in
            let space = try site.makeSpace()
            let key = [(name: "Idempotency-Key", value: "once")]
            let lines = #"{"key":"a","content":"x"}"# + "\n" + #"{"key":"a","content":"x"}"#
            let first = try post(space, lines, headers: key, site)
            #expect(first.status == 200 && first.integer("taken") == 1 && first.integer("unchanged") == 1)
            let newest = try site.store.events.newest()
            #expect(try post(space, lines, headers: key, site).body == first.body)
            #expect(try site.store.events.newest() == newest)
            #expect(try post(space, lines + " ", headers: key, site).status == 422)
        }
    }

    @Test("a line that is wrong is named in the answer and on the page, and nothing is taken")
    func refused() async throws {
        try await withSite { site in
            let space = try site.makeSpace()
            let lines = #"{"key":"a","content":"x"}"# + "\n\n" + #"{"key":"b","content":"x","importance":11}"#
            let reply = try post(space, lines, site)
            #expect(reply.status == 422 && reply["field"] == "lines[3].importance")
            #expect(try post(space, "{", site).status == 400)
            let page = try submit(space, Array(lines.utf8), site)
            #expect(page.status == 422 && page.markup.brokenRules() == [])
            #expect(page.text.contains("Zeile 3: <code>importance</code>: "), "\(page.text)")
            #expect(page.text.contains("Aus der Datei wurde nichts übernommen."))
            let unread = try submit(space, Array("{".utf8), language: "en", site)
            #expect(unread.status == 400 && unread.text.contains("Line 1: ") && unread.text.contains("lang=\"en\""))
            #expect(try submit(space, [], site).status == 422)
            #expect(try site.submit("/memory/spaces/\(space)/import", as: .ada).status == 422)
            #expect(try site.get("/memory/\(space)", as: .ada)["entries"] == .array([]))
            let large = [UInt8](repeating: 0x20, count: 8 << 20) + Array("{}".utf8)
            #expect(try submit(space, large, site).status == 413)
            #expect(try post(space, String(decoding: large, as: UTF8.self), site).status == 413)
        }
    }

    @Test("the page of a space has both ways, and a file brings one back to the entries, where it can be taken back")
    func page() async throws {
        try await withSite { site in
            let space = try share(site)
            let settings = try site.get("/memory/spaces/\(space)", as: .ben, wants: .page)
            #expect(settings.text.contains("href=\"/memory/spaces/\(space)/export\" download"))
            let form = try #require(settings.markup.root.all("form").first { $0["enctype"] == "multipart/form-data" })
            #expect(form["action"] == "/memory/spaces/\(space)/import#files")
            #expect(form.all("input").compactMap { $0["name"] } == ["formToken", "formKey", "file"])
            let reader = try site.get("/memory/spaces/\(space)", as: .cleo, wants: .page)
            #expect(reader.text.contains("/export\"") && !reader.text.contains("/import\""))
            let taken = try submit(space, Array(#"{"key":"a","content":"x"}"#.utf8), as: .ben, site)
            #expect(taken.status == 303 && taken.destination == "/memory/\(space)")
            let after = try site.get(try #require(taken.location), as: .ben, wants: .page)
            #expect(after.text.contains("/undo"))
        }
    }

    @Test("whoever takes a space along that notes its readers is noted")
    func noted() async throws {
        try await withSite { site in
            let space = try site.makeSpace(#", "notesReaders": true"#)
            _ = try site.put("/memory/\(space)/a", json: #"{"content":"one"}"#, as: .ada)
            _ = try site.get("/memory/spaces/\(space)/export", as: .ada)
            try site.store.write(site.readings)
            let noted = try site.get("/memory/spaces/\(space)/readings", as: .ada)
            #expect(noted["readings", 0, "entries", 0] == "a" && noted.integer("readings", 0, "count") == 1)
        }
    }

    private static let graph = #"""
        {"type":"entity","name":"Ada","entityType":"person","observations":["Speaks Spanish","Two\nlines"]}
        {"type":"entity","name":"Elwosa","entityType":"house","observations":[]}
        {"type":"relation","from":"Ada","to":"Elwosa","relationType":"lives in"}

        """#

    @Test("what another system has kept is taken by its name, and a space is given out as memory.json")
    func foreign() async throws {
        try await withSite { site in
            let space = try site.makeSpace()
            let graph = Array(Self.graph.utf8)
            let page = try submit(space, graph, of: "mcp", site)
            #expect(
                page.status == 303 && page.header("Location")?.hasPrefix("/memory/\(space)?") == true, "\(page.text)")
            let ada = try site.get("/memory/\(space)/Ada", as: .ada)
            #expect(ada["content"] == "Speaks Spanish\nTwo\n  lines" && ada["tags", 0] == "person")
            #expect(
                ada["links", 0, "kind"] == "lives in" && ada["links", 0, "target"] == .string("/memory/\(space)/Elwosa")
            )
            let newest = try site.store.events.newest()
            let again = try submit(space, graph, of: "mcp", wants: .json, site)
            #expect(again.status == 200 && again.integer("taken") == 2 && again["changes"] == .array([]))
            #expect(try site.store.events.newest() == newest)
            let file = try site.get("/memory/spaces/\(space)/export?format=mcp", as: .ada)
            let said = Self.graph.replacing(#""observations":[]"#, with: #""observations":["Elwosa"]"#)
            #expect(Set(file.text.split(separator: "\n")) == Set(said.split(separator: "\n")))
            #expect(file.header("Content-Disposition") == "attachment; filename=\"memory.json\"")
            #expect(try site.get("/memory/spaces/\(space)/export?format=chatgpt", as: .ada).status == 400)
            let settings = try site.get("/memory/spaces/\(space)", as: .ada, wants: .page)
            #expect(settings.text.contains("href=\"/memory/spaces/\(space)/export?format=mcp\""))
        }
    }

    @Test("a report names what has no place, and a file that is none of its kind is refused with its place")
    func foreignReport() async throws {
        try await withSite { site in
            let space = try site.makeSpace()
            let mem0 = Array(#"[{"id": "1", "memory": "likes tea", "metadata": {"deep": {"a": 1}}}, {"id": "2"}]"#.utf8)
            let report = try submit(space, mem0, of: "mem0", site)
            #expect(report.status == 200 && report.markup.brokenRules() == [], "\(report.text)")
            #expect(
                report.text.contains("1 Eintrag wurde übernommen.") && report.text.contains("[1].memory is missing."))
            let reply = try submit(space, mem0, of: "mem0", wants: .json, site)
            #expect(
                reply["leftOut", 0, "reason"] == "value" && reply["leftOut", 1, "places", 0] == "[1].memory is missing."
            )
            let broken = try submit(space, Array("{\n".utf8), of: "mcp", language: "en", site)
            #expect(broken.status == 400 && broken.text.contains("file: line 1: "), "\(broken.text)")
            #expect(broken.text.contains("<option value=\"mcp\" selected>"), "\(broken.text)")
            let unknown = try submit(space, mem0, of: "notion", wants: .json, site)
            #expect(unknown.status == 422 && unknown["field"] == "format")
        }
    }

    @Test("more than one batch is taken in order, each of which can be taken back")
    func foreignBatches() async throws {
        try await withSite { site in
            let space = try site.makeSpace()
            let line = { (number: Int) in
                #"{"type":"entity","name":"n\#(number)","entityType":"t","observations":["x"]}"# + "\n"
            }
            let many = Array((1...1_001).map(line).joined().utf8)
            let reply = try submit(space, many, of: "mcp", wants: .json, site)
            #expect(reply.integer("taken") == 1_001 && reply["change"] == .null)
            let second = try #require(reply["changes", 1]?.string)
            let page = try submit(
                space, Array((1...1_001).map(line).joined().replacing("x", with: "y").utf8), of: "mcp", site)
            #expect(page.status == 200 && page.text.split(separator: "/undo\"").count == 3)
            #expect(page.text.contains("value=\"/memory/\(space)\""))
            #expect(try site.post("/memory/changes/\(second)/undo", as: .ada).status == 409)
            #expect(try site.get("/memory/\(space)/n1001", as: .ada).status == 200)
        }
    }

    @Test("more entries of another system than one request may bring are refused before the first is written")
    func foreignLimit() async throws {
        try await withSite { site in
            let space = try site.makeSpace()
            let many = "[" + Array(repeating: #"{"memory":"a"}"#, count: 10_001).joined(separator: ",") + "]"
            let reply = try submit(space, Array(many.utf8), of: "mem0", wants: .json, site)
            #expect(reply.status == 413 && reply["field"] == "file" && reply.text.contains("10000"), "\(reply.text)")
            #expect(try site.count("SELECT count(*) FROM memoryEntry") == 0)
        }
    }
}
