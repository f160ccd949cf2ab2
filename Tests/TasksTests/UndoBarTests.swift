import Domain
import Store
import TaskDomain
import TaskStore
import Testing
import TestingElwosa

@Suite("Taking back from a page")
struct UndoBarTests {
    @Test("after a form the page says what was done, and its button takes that back")
    func undo() async throws {
        try await withSite { site in
            let task = try site.make(.task("Router"), by: .ben)
            let done = try site.submit("/tasks/\(task.id)/completion", [("next", "/tasks?q=router#x")], as: .ben)
            let seq = try site.lastEvent()
            #expect(done.location == "/tasks?q=router&change=\(site.mark(seq))#x")
            let bar = try #require(try Self.bar(site, "/tasks?q=router&change=\(site.mark(seq))", .ben))
            #expect(bar.all("p").first?.text == "Completed “Router”.")
            let form = try #require(bar.all("form").first)
            #expect(form["action"] == "/tasks/changes/\(seq)/undo" && form.all("button").first?.text == "Undo")
            let next = form.all("input").first { $0["name"] == "next" }?["value"]
            let undone = try site.submit("/tasks/changes/\(seq)/undo", [("next", next ?? "")], as: .ben)
            #expect(undone.location == "/tasks?q=router&change=\(site.mark(seq + 1))")
            #expect(try site.store.tasks.find(task.id, for: Person.ben.caller).status == .open)
            let redo = try #require(try Self.bar(site, undone.location!, .ben))
            #expect(redo.all("button").first?.text == "Redo")
        }
    }

    @Test("nobody is offered another's change, an old one, one that is none, or that of another area")
    func nothingToOffer() async throws {
        try await withSite { site in
            try site.make(.task("Router"), by: .ben)
            let seq = try site.lastEvent()
            #expect(try Self.bar(site, "/tasks?change=\(site.mark(seq))", .ben) != nil)
            #expect(try Self.bar(site, "/tasks?change=\(site.mark(seq))", .ada) == nil)
            for made in ["\(seq)", "\(site.mark(1))", "0", "-1", "\(site.mark(9999))", "zz-\(seq)", "x", ""] {
                #expect(try Self.bar(site, "/tasks?change=\(made)", .ben) == nil, "\(made)")
            }
            site.clock.advance(seconds: 601)
            #expect(try Self.bar(site, "/tasks?change=\(site.mark(seq))", .ben) == nil)
        }
    }

    @Test(
        "every form that changes a task comes back with the number of its change",
        arguments: [
            ("/tasks", [("title", "New")]), ("/tasks/1", [("_method", "PATCH"), ("priority", "high")]),
            ("/tasks/1", [("_method", "DELETE")]), ("/tasks/1/steps", [("title", "Step")]),
            ("/tasks/1/comments", [("text", "Well")]), ("/tasks/batch", [("ids", "1"), ("status", "active")]),
            ("/tasks/1/completion", []),
        ])
    func everyForm(address: String, fields: [(String, String)]) async throws {
        try await withSite { site in
            try site.make(.task("Router"), by: .ben)
            let mark = try site.lastEvent()
            let reply = try site.submit(address, fields + [("next", "/")], as: .ben)
            #expect(reply.location == "/?change=\(site.mark(mark + 1))")
            #expect(try Self.bar(site, "/?change=\(site.mark(mark + 1))", .ben) != nil)
        }
    }

    @Test("what changed nothing offers nothing, also where the page had an offer before")
    func unchanged() async throws {
        try await withSite { site in
            let task = try site.make(.task("Router"), by: .ben)
            let reply = try site.submit(
                "/tasks/\(task.id)", [("_method", "PATCH"), ("title", "Router"), ("next", "/?change=1")], as: .ben)
            #expect(reply.location == "/")
        }
    }

    @Test("several tasks at once are counted, and a label that was made on the way is not")
    func many() async throws {
        try await withSite { site in
            for title in ["A", "B"] { try site.make(.task(title), by: .ben) }
            let reply = try site.submit("/tasks/batch", [("ids", "1,2"), ("addLabels", "new")], as: .ben)
            let bar = try #require(try Self.bar(site, reply.location!, .ben))
            #expect(bar.all("p").first?.text == "2 tasks changed.")
            let gone = try site.submit("/tasks/batch", [("ids", "1,2"), ("delete", "true")], as: .ben)
            #expect(try Self.bar(site, gone.location!, .ben)?.all("p").first?.text == "2 tasks deleted.")
        }
    }

    @Test("JSON knows no such parameter")
    func json() async throws {
        try await withSite { site in
            let reply = try site.get("/tasks?change=1", as: .ben)
            #expect(reply.status == 400 && reply["field"] == "change")
        }
    }

    private static func bar(_ site: TestSite, _ target: String, _ person: Person) throws -> MarkupElement? {
        let reply = try site.get(target, as: person, wants: .page)
        #expect(reply.status == 200 && reply.markup.brokenRules() == [])
        return reply.markup.root.all("div").first { $0["class"] == "message undo" }
    }
}
