import Domain
import JSON
import Store
import TaskDomain
import Testing
import TestingElwosa
import Texts

@Suite("Boxes of a text")
struct BoxTests {
    private func box(_ site: TestSite, _ number: Int, as person: Person = .ben) throws -> MarkupElement? {
        try box(site, "/tasks/1/boxes/\(number)", on: "/tasks/1", as: person)
    }

    /// The button of a box that a page has for this address.
    private func box(
        _ site: TestSite, _ address: String, on page: String, as person: Person
    ) throws -> MarkupElement? {
        let page = try site.get(page, as: person, wants: .page).markup
        #expect(page.brokenRules() == [])
        return page.root.all("button").first { $0["formaction"] == address }
    }

    /// The fields that a button sends: those of the form that it names, and its own.
    private func fields(_ site: TestSite, of button: MarkupElement, on page: String, as person: Person)
        throws -> [(String, String)]
    {
        let form = try site.get(page, as: person, wants: .page).markup.root.all("form").first {
            $0["id"] == button["form"]
        }
        let hidden = try #require(form).all("input").compactMap { input in
            input["name"].map { ($0, input["value"] ?? "") }
        }
        return hidden.filter { !["formToken", "formKey"].contains($0.0) }
            + [(button["name"], button["value"])].compactMap { name, value in
                name.map { ($0, value ?? "") }
            }
    }

    @Test("are ticked by a form of the page, one sign of the text each, and can be taken back")
    func ticked() async throws {
        try await withSite { site in
            try site.make(.task(description: "- [ ] Milk *fresh*\n- [x] Bread"))
            #expect(try box(site, 1)?["aria-label"] == "Milk fresh" && box(site, 1)?["aria-checked"] == "false")
            #expect(try box(site, 2)?["aria-checked"] == "true" && box(site, 2)?["name"] == "_method")
            let reply = try site.submit("/tasks/1/boxes/1", [("version", "1"), ("next", "/tasks/1")], as: .ben)
            #expect(reply.status == 303 && reply.destination == "/tasks/1")
            #expect(try site.get("/tasks/1", as: .ben)["description"] == "- [x] Milk *fresh*\n- [x] Bread")
            _ = try site.submit("/tasks/1/boxes/2", [("version", "2"), ("_method", "DELETE")], as: .ben)
            #expect(try site.get("/tasks/1", as: .ben)["description"] == "- [x] Milk *fresh*\n- [ ] Bread")
            let mark = try site.lastEvent()
            #expect(try site.submit("/tasks/1/boxes/1", [("version", "3")], as: .ben).status == 303)
            #expect(try site.events(after: mark) == [])
        }
    }

    @Test("are those of the version that was seen: another description is refused, another due date is not in the way")
    func versions() async throws {
        try await withSite { site in
            try site.make(.task(description: "- [ ] Milk"))
            _ = try site.patch("/tasks/1", json: #"{"dueAt":"2026-12-24"}"#, as: .ben)
            #expect(try site.submit("/tasks/1/boxes/1", [("version", "1")], as: .ben).status == 303)
            _ = try site.patch("/tasks/1", json: #"{"description":"- [ ] Bread\n- [ ] Milk"}"#, as: .ben)
            let mark = try site.lastEvent()
            let stale = try site.submit("/tasks/1/boxes/1", [("version", "3")], as: .ben)
            #expect(stale.status == 412 && stale.text.contains("<section class=\"description\""))
            #expect(stale.text.contains(Texts(.english)[.errorStale]))
            let tag = [(name: "If-Match", value: "\"\(site.store.life)-1-3\"")]
            #expect(try site.post("/tasks/1/boxes/1", as: .ben, headers: tag).status == 412)
            #expect(try site.post("/tasks/1/boxes/3", as: .ben).status == 404)
            #expect(try site.events(after: mark) == [])
            #expect(try site.post("/tasks/1/boxes/2", as: .ben)["description"] == "- [ ] Bread\n- [x] Milk")
        }
    }

    @Test("are signs for whoever may not change the task, in others' comments, and in what is shown as it was written")
    func signs() async throws {
        try await withSite { site in
            let project = try site.common()
            _ = try site.post("/projects/\(project)/members", json: #"{"account":"Ben","role":"viewer"}"#, as: .ada)
            try site.make(.task(description: "- [ ] Milk"), in: project)
            _ = try site.post("/tasks/1/comments", json: #"{"text":"- [x] Bread"}"#, as: .ada)
            #expect(try box(site, 1) == nil && box(site, 2, as: .ada) == nil)
            let text = try site.get("/tasks/1", as: .ben, wants: .page).text
            #expect(text.contains("<li class=\"ticked\">☐ Milk</li>") && text.contains("☑ Bread"))
            #expect(try site.post("/tasks/1/boxes/1", as: .ben).status == 403)
        }
    }

    @Test("are ticked in an own comment and in what an own project is for, by the form that each page has for them")
    func elsewhere() async throws {
        try await withSite { site in
            let project = try site.common()
            try site.make(.task(description: "- [ ] Milk"), in: project)
            _ = try site.patch("/projects/\(project)", json: #"{"description":"- [ ] Dig\n- [x] Sow"}"#, as: .ada)
            _ = try site.post("/tasks/1/comments", json: #"{"text":"- [ ] Bread"}"#, as: .ben)
            _ = try site.post("/tasks/1/comments", json: #"{"text":"- [ ] Butter\n- [ ] Salt"}"#, as: .ben)
            let places: [(page: String, text: String, person: Person, word: String)] = [
                ("/tasks/1", "/tasks/1/comments/2", .ben, "Butter"),
                ("/projects/\(project)", "/projects/\(project)", .ada, "Dig"),
            ]
            for (page, text, person, word) in places {
                let mark = try site.lastEvent()
                for isTicked in [true, false] {
                    let button = try #require(try box(site, text + "/boxes/1", on: page, as: person), "\(text)")
                    #expect(button["aria-checked"] == (isTicked ? "false" : "true"))
                    let sent = try fields(site, of: button, on: page, as: person)
                    #expect(sent.map(\.0).sorted() == (isTicked ? [] : ["_method"]) + ["next", "version"])
                    let reply = try site.submit(text + "/boxes/1", sent, as: person)
                    #expect(reply.status == 303 && reply.destination?.hasPrefix(page) == true)
                    let stored = try site.get(text, as: person).text
                    #expect(stored.contains("- [\(isTicked ? "x" : " ")] \(word)"), "\(stored)")
                }
                let event = text == page ? "project_changed" : "comment_changed"
                #expect(try site.events(after: mark) == [event, event])
                let other = person == .ben ? Person.ada : .ben
                #expect(try box(site, text + "/boxes/1", on: page, as: other) == nil)
                #expect(try site.post(text + "/boxes/1", as: other).status == 403)
                #expect(try site.post(text + "/boxes/3", as: person).status == 404)
            }
        }
    }

    @Test("that were ticked by a request that is sent again are ticked once, in a comment too")
    func again() async throws {
        try await withSite { site in
            try site.make(.task(), by: .ben)
            _ = try site.post("/tasks/1/comments", json: #"{"text":"- [ ] Bread"}"#, as: .ben)
            let tag = try #require(try site.get("/tasks/1/comments/1", as: .ben).header("ETag"))
            let mark = try site.lastEvent()
            for _ in 1...2 {
                let headers = [(name: "If-Match", value: tag), (name: "Idempotency-Key", value: "one")]
                #expect(try site.post("/tasks/1/comments/1/boxes/1", as: .ben, headers: headers).status == 200)
            }
            #expect(try site.events(after: mark) == ["comment_changed"])
        }
    }
}
