import Domain
import Store
import TaskDomain
import TaskStore
import Testing
import TestingElwosa

@testable import Tasks

@Suite("The list in a browser")
struct TaskListTests {
    @Test("the search field shows the query in the page's language, and what comes back is read in that language")
    func localQuery() async throws {
        try await withSite { site in
            func field(_ query: String, _ language: String) throws -> String? {
                let page = try site.get(
                    "/tasks?q=\(query)", as: .ben, wants: .page, headers: [("Accept-Language", language)])
                #expect(page.status == 200)
                return page.markup.root.all("input").first { $0["id"] == "q" }?["value"]
            }
            try #expect(field("is:open%20sort:due", "de") == "ist:offen sortierung:fällig")
            try #expect(field("ist:offen%20sortierung:f%C3%A4llig", "de") == "ist:offen sortierung:fällig")
            try #expect(field("ist:offen%20sortierung:f%C3%A4llig", "en") == "is:open sort:due")
        }
    }

    @Test("a query that cannot be read is 400, with what was typed, the word, and what was meant as a link")
    func broken() async throws {
        try await withSite { site in
            let reply = try site.get(
                "/tasks?q=milk%20asignee:me%20sort:due", as: .ben, wants: .page, headers: [("Accept-Language", "de")])
            #expect(reply.status == 400)
            let page = reply.markup
            #expect(page.brokenRules() == [])
            #expect(page.root.all("input").first { $0["id"] == "q" }?["value"] == "milk asignee:me sort:due")
            let message = try #require(page.root.all("div").first { $0["id"] == "q-error" })
            #expect(message.text.contains("Dieses Feld gibt es nicht"))
            #expect(message.all("mark").map(\.text) == ["asignee"])
            let links = message.all("a").map { $0["href"] }
            let mended = "/tasks?q=milk%20zust%C3%A4ndig%3Ame%20sort%3Adue"
            #expect(links == [mended])
            #expect(try site.get(mended, as: .ben, wants: .page).status == 200)
        }
    }

    @Test(
        "where something is missing, the place is marked all the same",
        arguments: ["label:", "is:open (", "is:open or", "is:open \"x", "lable:💥", "ü is:"])
    func missing(query: String) async throws {
        try await withSite { site in
            let address = "/tasks?q=" + query.utf8.map { "%" + String($0, radix: 16) }.joined()
            let reply = try site.get(address, as: .ben, wants: .page)
            #expect(reply.status == 400 && reply.markup.brokenRules() == [])
            #expect(reply.markup.root.all("mark").first?.text.isEmpty == false)
            #expect(reply.markup.root.all("input").first { $0["id"] == "q" }?["value"] == query)
        }
    }

    @Test("what was found in a step or a comment is shown with it, and nothing where the title has everything")
    func places() async throws {
        try await withSite { site in
            var draft = try TaskDraft.task("Garten")
            draft.steps = ["Kies holen", "Rosen <schneiden>"].map { StepDraft(title: $0) }
            try site.make(draft, by: .ben)
            let change = Change(by: Person.ben.caller, at: site.clock.now)
            for body in ["Rosen?", "Der Zaun & die Rosen\nwarten", "Nichts davon"] {
                _ = try site.store.tasks.addComment(body, to: 1, by: change)
            }
            /// Where it was found, what is marked, and the rest.
            func snippet(_ query: String) throws -> [String]? {
                let page = try site.get("/tasks?q=" + query, as: .ben, wants: .page).markup
                #expect(page.brokenRules() == [])
                #expect(page.root.all("li").filter { $0["data-task"] == "1" }.count == 1, "\(query)")
                let found = page.root.all("p").first { $0["class"] == "snippet" }
                return found.map {
                    $0.all("b").map(\.text) + $0.all("mark").map(\.text) + [
                        $0.ownText.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                    ]
                }
            }
            #expect(try snippet("schneid") == ["Step", "schneiden", "Rosen < >"])
            #expect(try snippet("rosen")?.prefix(2) == ["Step", "Rosen"])
            for query in ["zaun", "garten%20zaun", "zaum", "zaun%20sort:title"] {
                #expect(try snippet(query) == ["Comment", "Zaun", "Der & die Rosen warten"])
            }
            #expect(try snippet("garten") == nil && snippet("") == nil)
        }
    }

    @Test("several tasks are changed by one form, all that it names or none")
    func batch() async throws {
        try await withSite { site in
            for title in ["A", "B", "C"] { try site.make(.task(title), by: .ben) }
            var given = try TaskPatch()
            given.assignees = ["Cleo", "Dot"]
            _ = try site.store.tasks.update(
                3, given, ifVersion: nil, by: Change(by: Person.ben.caller, at: site.clock.now))
            let fields = [
                ("ids", "1"), ("ids", "3"), ("status", ""), ("priority", "high"), ("addLabels", "x, y"),
                ("removeLabels", ""),
                ("addAssignees", "Ben"), ("removeAssignees", "Dot"), ("dueAt", "2026-12-01"), ("projectId", ""),
                ("next", "/tasks"),
            ]
            let reply = try site.submit("/tasks/batch", fields, as: .ben)
            #expect(reply.status == 303)
            let tasks = try site.store.tasks.find([1, 2, 3], for: Person.ben.caller)
            #expect(tasks.map(\.priority) == [.high, .normal, .high] && tasks.map(\.labels.count) == [2, 0, 2])
            // Who was given a task meanwhile keeps it.
            #expect(tasks.map { $0.assignees.map(\.name) } == [["Ben"], [], ["Ben", "Cleo"]])
            #expect(tasks.map(\.status) == [.open, .open, .open] && tasks[2].dueAt?.text == "2026-12-01")
        }
    }

    @Test(
        "a batch without a task, or with a field that is wrong, is refused and changes nothing",
        arguments: [
            [("priority", "high")], [("ids", "1"), ("addAssignees", "Nobody")], [("ids", "1"), ("dueAt", "soon")],
        ])
    func refusedBatch(fields: [(String, String)]) async throws {
        try await withSite { site in
            try site.make(.task("A"), by: .ben)
            let mark = try site.lastEvent()
            let reply = try site.submit("/tasks/batch", fields + [("next", "/tasks?q=a")], as: .ben)
            #expect(reply.status == 422 && reply.markup.brokenRules() == [])
            #expect(try site.events(after: mark) == [])
        }
    }

    @Test(
        "every example of the help can be searched for, and the help is a page in both languages",
        arguments: ["de", "en"])
    func help(language: String) async throws {
        try await withSite { site in
            let reply = try site.get("/tasks/help", as: .cleo, wants: .page, headers: [("Accept-Language", language)])
            #expect(reply.status == 200 && reply.markup.brokenRules() == [])
            let examples = reply.markup.root.all("ul").filter { $0["class"] == "examples" }.flatMap { $0.all("a") }
            #expect(examples.count == 5)
            for example in examples {
                let found = try site.get(example["href"]!, as: .cleo, wants: .page)
                #expect(found.status == 200, "\(example.text)")
            }
        }
    }
}
