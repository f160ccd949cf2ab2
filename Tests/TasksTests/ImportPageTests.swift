import Domain
import JSON
import Store
import TaskDomain
import TaskFormats
import Tasks
import Testing
import TestingElwosa

@Suite("Bringing tasks along in a browser")
struct ImportPageTests {
    private func send(
        _ file: String, format: String = "beads", named name: String = "issues.jsonl", as person: Person = .ben,
        wants: Wanted = .page, language: String = "de", _ site: TestSite
    ) throws -> TestReply {
        let fields = [
            (name: "formToken", value: person.formToken(key: DirectSite.formKey)), (name: "format", value: format),
        ]
        let form = MultipartForm(fields, fileName: name, content: Array(file.utf8))
        var request = TestRequest("POST", "/tasks/import")
            .with("Content-Type", form.contentType).with("Accept", wants.rawValue).with("Accept-Language", language)
        request.body = form.body
        request.announcedLength = form.body.count
        return try site.send(request.signed(as: person, at: site.clock.now))
    }

    @Test("the page asks for a format and a file, the file last, in one form without a script")
    func page() async throws {
        try await withSite { site in
            let reply = try site.get("/tasks/import", as: .ben, wants: .page)
            #expect(reply.status == 200)
            let form = try #require(reply.text.split(separator: "<form").first { $0.hasPrefix(" class=\"form\"") })
            #expect(form.contains("enctype=\"multipart/form-data\"") && form.contains("method=\"post\""))
            let names = form.split(separator: "name=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
            #expect(names == ["formToken", "formKey", "format", "file"])
            for format in ImportFormats.all { #expect(form.contains("value=\"\(format.name)\"")) }
        }
    }

    @Test("the report says what was taken, and what was left out and why, in the reader's language")
    func report() async throws {
        try await withSite { site in
            let file = issue("bd-1", waits("bd-1", for: "bd-9")) + #"{"id":"bd-0","status":"tombstone"}"#
            let mark = try site.lastEvent()
            let german = try send(file, named: "<Übersicht>.jsonl", site)
            #expect(german.status == 200 && german.text.contains("„&lt;Übersicht&gt;.jsonl“"))
            #expect(german.text.contains("Neu: 1.") && german.text.contains("Dort schon gelöscht: 1"))
            #expect(german.text.contains("bd-1 → bd-9") && german.text.contains("bd-0"))
            #expect(try site.events(after: mark) == ["task_imported", "import_finished"])
            #expect(german.text.contains("/tasks/changes/\(mark + 2)/undo") && german.markup.brokenRules() == [])
            let english = try send(file, language: "en", site)
            #expect(english.text.contains("Unchanged: 1.") && english.text.contains("Deleted there already: 1"))
            #expect(!english.text.contains("/undo"))
            #expect(try site.task(named: "bd-1").title == "Issue bd-1")
        }
    }

    @Test("what was just brought along is taken back by the button above the report")
    func undo() async throws {
        try await withSite { site in
            let mark = try site.lastEvent()
            let page = try send(issue("bd-1") + issue("bd-2"), language: "en", site)
            #expect(page.text.contains("2 tasks imported."))
            let undone = try site.submit("/tasks/changes/\(mark + 3)/undo", [("next", "/tasks")], as: .ben)
            #expect(undone.location == "/tasks?change=\(site.mark(mark + 4))")
            let told = ["task_imported", "task_imported", "import_finished", "task_deleted", "task_deleted"]
            #expect(try site.events(after: mark) == told)
            #expect(try send(issue("bd-3"), language: "en", site).text.contains("Imported “Issue bd-3”."))
        }
    }

    @Test("programs get the report as JSON")
    func json() async throws {
        try await withSite { site in
            let reply = try send(issue("bd-1", #""assignee":"emma""#), wants: .json, site)
            let change = try site.lastEvent()
            let mark = site.mark(change).description
            #expect(reply["change"] == .string(mark) && reply.header("Elwosa-Change") == mark)
            #expect(reply.status == 200 && reply["created"] == 1 && reply["skipped", 0, "reason"] == "assigneeUnknown")
            #expect(reply["skipped", 0, "names", 0] == "bd-1: emma")
        }
    }

    @Test("a line that cannot be taken is named, with what was taken before it")
    func badLine() async throws {
        try await withSite { site in
            let file = (1...500).map { issue("bd-\($0)") }.joined() + issue("bd-501") + "{\n"
            let page = try send(file, site)
            #expect(
                page.status == 400 && page.text.contains("In Zeile 502, Spalte 2, ging es nicht weiter; ab Zeile 501"))
            #expect(page.text.contains("Neu: 500."))
            let half = try send((1...500).map { issue("be-\($0)") }.joined() + "{\n", wants: .json, site)
            let mark = try #require(
                half["detail"]?.string?.split(separator: "/tasks/changes/").last?.prefix { $0 != "/" })
            #expect(try site.post("/tasks/changes/\(mark)/undo", as: .ben).status == 200)
            let broken = try send(#"{"title":"x"}"#, language: "en", site)
            #expect(broken.status == 422 && broken.text.contains("<code>id</code>"))
            let json = try send("{}", wants: .json, site)
            #expect(json.status == 422 && json["field"] == "id" && json.text.contains("Line 1: id: is required"))
        }
    }

    @Test("without a file or a format the form comes back and says so, and nothing is stored")
    func missing() async throws {
        try await withSite { site in
            let mark = try site.lastEvent()
            for (format, name, field) in [("beads", "", "file"), ("xml", "a", "format")] {
                let page = try send(issue("bd-1"), format: format, named: name, site)
                #expect(page.status == 422 && page.text.contains("id=\"\(field)-error\""))
                let json = try send(issue("bd-1"), format: format, named: name, wants: .json, site)
                #expect(json.status == 422 && json["field"] == .string(field))
            }
            #expect(try site.post("/tasks/import", as: .ben)["field"] == "format")
            #expect(try site.submit("/tasks/import", [("format", "beads")], as: .ben).status == 422)
            #expect(try site.events(after: mark) == [])
        }
    }

    @Test("a body that breaks off is 400, and tells of its rule")
    func brokenBody() async throws {
        try await withSite { site in
            let form = MultipartForm(
                [
                    (name: "formToken", value: Person.ben.formToken(key: DirectSite.formKey)),
                    (name: "format", value: "beads"),
                ],
                fileName: "a", content: Array(issue("bd-1").utf8))
            var request = TestRequest("POST", "/tasks/import").with("Content-Type", form.contentType)
            request.body = form.body.dropLast(9)
            request.announcedLength = request.body.count
            let reply = try site.send(request.signed(as: .ben, at: site.clock.now))
            #expect(reply.status == 400 && reply["field"] == "body" && reply.text.contains("RFC 7578"))
        }
    }

    @Test("what one person exports another imports through the same pages")
    func elwosa() async throws {
        let old = try TemporaryStore()
        try RandomWorld.make(in: old.store, seed: 7)
        let file = try old.store.exported(for: Person.ada.caller)
        try await withSite { site in
            let count = Int64(file.split(separator: "\n").count { $0.hasPrefix(#"{"task""#) })
            let first = try send(file, format: "elwosa", wants: .json, site)
            #expect(first["created"] == .integer(count) && first["projects"] == 3)
            let second = try send(file, format: "elwosa", wants: .json, site)
            #expect(second["unchanged"] == .integer(count) && second["projects"] == 0)
        }
    }
}
