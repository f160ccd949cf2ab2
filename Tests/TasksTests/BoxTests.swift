import Domain
import JSON
import Store
import TaskDomain
import Testing
import TestingElwosa

@Suite("Boxes of a description")
struct BoxTests {
    private func box(_ site: TestSite, _ number: Int, as person: Person = .ben) throws -> MarkupElement? {
        let page = try site.get("/tasks/1", as: person, wants: .page).markup
        return page.root.all("button").first { $0["formaction"] == "/tasks/1/boxes/\(number)" }
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
            #expect(try site.submit("/tasks/1/boxes/1", [("version", "3")], as: .ben).status == 412)
            let tag = [(name: "If-Match", value: "\"\(site.store.life)-1-3\"")]
            #expect(try site.post("/tasks/1/boxes/1", as: .ben, headers: tag).status == 412)
            #expect(try site.post("/tasks/1/boxes/3", as: .ben).status == 404)
            #expect(try site.events(after: mark) == [])
            #expect(try site.post("/tasks/1/boxes/2", as: .ben)["description"] == "- [ ] Bread\n- [x] Milk")
        }
    }

    @Test("are signs for whoever may not change the task, in comments, and in what is shown as it was written")
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
}
