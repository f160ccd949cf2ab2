import Domain
import JSON
import Store
import TaskDomain
import TaskFormats
import TaskStore
import Testing
import TestingElwosa
import Texts

@testable import Tasks

@Suite("Boards in a browser")
struct BoardPageTests {
    private static func page(_ site: TestSite, _ address: String, _ person: Person = .ben) throws -> Markup {
        let reply = try site.get(address, as: person, wants: .page)
        #expect(reply.status == 200 && reply.markup.brokenRules() == [], "\(address)")
        return reply.markup
    }

    private static func lanes(_ page: Markup) -> [MarkupElement] {
        page.root.all("section").filter { $0["class"] == "lane" }
    }

    @Test("a board has its lanes and cards, marked for a script", arguments: BoardField.allCases)
    func lanes(field: BoardField) async throws {
        try await withSite { site in
            var draft = try TaskDraft.task(PageSamples.hostile, priority: .urgent)
            (draft.assignees, draft.labels) = (["Ada", "Ben"], ["bug"])
            try site.make(draft, by: .ben)
            let page = try Self.page(site, "/board?by=\(field.rawValue)")
            #expect(page.root.all("div").first { $0["class"] == "board" }?["data-field"] == field.name)
            let cards = Self.lanes(page).flatMap { lane in
                lane.all("li").filter { $0["data-task"] != nil }.map { (lane: lane["data-lane"], card: $0) }
            }
            #expect(
                cards.map(\.lane)
                    == ([.status: ["open"], .priority: ["urgent"], .project: [""], .assignee: ["Ben", "Ada"]])[field])
            #expect(cards.allSatisfy { $0.card["data-version"] == "1" && $0.card["draggable"] == "true" })
            #expect(cards[0].card["id"] == (field == .assignee ? "card-1-2" : "card-1"))
        }
    }

    @Test(
        "a card's button moves the task with one small request, and the browser comes back to the board",
        arguments: BoardField.allCases)
    func move(field: BoardField) async throws {
        try await withSite { site in
            let change = Change(by: Person.ben.caller, at: site.clock.now)
            _ = try site.store.projects.createProject(ProjectDraft(name: "Garden"), by: change)
            try site.make(.task("Router"), by: .ben)
            let wanted = Self.wanted(field)
            let mark = try site.lastEvent()
            let reply = try Self.press(site, "/board?q=router&by=\(field.rawValue)", wanted)
            #expect(reply.status == 303 && reply.location?.hasPrefix("/board?q=router") == true)
            #expect(try site.events(after: mark) == ["task_changed"])
            let lane = Self.lanes(try Self.page(site, reply.location ?? "")).first { $0["data-lane"] == wanted }
            #expect(lane?.all("li").contains { $0["data-task"] == "1" } == true)
        }
    }

    private static func wanted(_ field: BoardField) -> String {
        switch field {
        case .status: "active"
        case .priority: "low"
        case .project: "1"
        case .assignee: "Ben"
        }
    }

    @Test("a move from an older page goes beside somebody else's change, and not over one of the same field")
    func older() async throws {
        try await withSite { site in
            for _ in 1...2 { try site.make(.task("Router"), by: .ben) }
            let page = try Self.page(site, "/board")
            _ = try site.patch("/tasks/1", json: #"{"priority":"high"}"#, as: .ben)
            _ = try site.patch("/tasks/2", json: #"{"status":"waiting"}"#, as: .ben)
            let (beside, over) = (
                try Self.press(site, page, "active", on: "card-1"), try Self.press(site, page, "active", on: "card-2")
            )
            #expect(beside.status == 303 && over.status == 412)
            #expect(try site.get("/tasks/2", as: .ben)["status"] == "waiting")
        }
    }

    @Test("by assignee a move takes away the one whose lane the card leaves, and adds the one it goes to")
    func oneOfSeveral() async throws {
        try await withSite { site in
            for people in [["Ada", "Ben"], ["Cleo"]] {
                var draft = try TaskDraft.task("Router")
                draft.assignees = people
                try site.make(draft, by: .ben)
            }
            for (from, to, left) in [
                (Person.ada, "Cleo", ["Ben", "Cleo"]), (.ben, "Cleo", ["Cleo"]), (.cleo, "", []),
            ] {
                let mark = try site.lastEvent()
                let reply = try Self.press(site, "/board?by=assignee", to, on: "card-1-\(from.id)")
                #expect(reply.status == 303)
                let names = try site.store.tasks.find(1, for: Person.ben.caller).assignees.map(\.name)
                #expect(names == left)
                #expect(try site.events(after: mark) == ["task_changed"])
            }
        }
    }

    @Test("who cannot be added to a task is named in its form, beside those who stay")
    func stranger() async throws {
        try await withSite { site in
            var draft = try TaskDraft.task("Dig")
            (draft.projectId, draft.assignees) = (try site.project("Garden", members: [.ben: .editor]), ["Ada", "Ben"])
            try site.make(draft, by: .ada)
            let mark = try site.lastEvent()
            let sent = [("_method", "PATCH"), ("removeAssignees", "Ada"), ("addAssignees", "Cleo")]
            let reply = try site.submit("/tasks/1", sent, as: .ben)
            #expect(reply.status == 422 && reply.markup.brokenRules() == [])
            #expect(reply.markup.root.all("p").contains { $0["id"] == "assignees-error" })
            let ticked = reply.markup.root.all("input").filter { $0["name"] == "assignees" && $0["checked"] != nil }
            #expect(ticked.compactMap { $0["value"] } == ["Ben", "Cleo"])
            #expect(try site.events(after: mark) == [])
        }
    }

    /// Sends what a browser sends when the button with that value is pressed.
    private static func press(
        _ site: TestSite, _ address: String, _ value: String, on card: String? = nil
    ) throws -> TestReply {
        try press(site, page(site, address), value, on: card)
    }

    private static func press(
        _ site: TestSite, _ page: Markup, _ value: String, on card: String?
    ) throws -> TestReply {
        let cards = page.root.all("li").filter { card == nil || $0["id"] == card }
        let button = try #require(cards.flatMap { $0.all("button") }.first { $0["value"] == value })
        let form = try #require(page.root.all("form").first { form in form.all("button").contains { $0 === button } })
        let hidden = form.all("input").filter { $0["name"] != "formToken" }.map {
            ($0["name"] ?? "", $0["value"] ?? "")
        }
        return try site.submit(form["action"] ?? "", hidden + [(button["name"] ?? "", value)], as: .ben)
    }

    @Test("a lane with more than it shows leads to the list")
    func more() async throws {
        try await withSite { site in
            for _ in 0..<51 { try site.make(.task("Task"), by: .ben) }
            let lane = Self.lanes(try Self.page(site, "/board?q=task"))[0]
            #expect(lane.all("h2").first?.text == "Open 50+" && lane.all("li").count == 50)
            let link = lane.all("a").last
            #expect(link?["href"] == "/tasks?q=task%20status%3Aopen%20sort%3Apriority%2Cdue")
            #expect(try site.get(link!["href"]!, as: .ben, wants: .page).status == 200)
        }
    }

    @Test("an unknown lane is 400 with what is possible, a broken query a page that marks it, both 400 in JSON")
    func broken() async throws {
        try await withSite { site in
            let unknown = try site.get("/board?by=colour", as: .ben)
            #expect(unknown.status == 400 && unknown["field"] == "by")
            let query = try site.get("/board?q=labl:x", as: .ben)
            #expect(query.status == 400 && query["field"] == "q")
            let page = try site.get("/board?q=labl:x&by=priority", as: .ben, wants: .page)
            #expect(page.status == 400 && page.markup.brokenRules() == [])
            #expect(
                page.markup.root.all("div").first { $0["id"] == "q-error" }?.all("a").first?["href"]
                    == "/board?q=label%3Ax&by=priority")
            #expect(try site.get("/board?x=1", as: .ben).status == 400)
        }
    }

    @Test("as JSON it has the lanes with their tasks")
    func json() async throws {
        try await withSite { site in
            try site.make(.task("Router", status: .active), by: .ben)
            let reply = try site.get("/board", as: .ben)
            #expect(reply["lanes", 1, "value"] == "active" && reply["lanes", 1, "tasks", 0, "title"] == "Router")
            #expect(reply["lanes", 1, "hasMore"] == false && reply["lanes", 1, "tasks", 0, "description"] == nil)
        }
    }

    @Test("a task in the lanes of two people has what it has once")
    func twoLanes() async throws {
        try await withSite { site in
            var draft = try TaskDraft.task("Router", steps: ["Plug in"])
            (draft.assignees, draft.labels) = (["Ada", "Ben"], ["bug"])
            try site.make(draft, by: .ben)
            let reply = try site.get("/board?by=assignee", as: .ben)
            for lane in [0, 1] {
                #expect(reply["lanes", lane, "tasks", 0, "assignees"] == .array(["Ada", "Ben"]))
                #expect(reply["lanes", lane, "tasks", 0, "labels"] == .array(["bug"]))
                #expect(reply["lanes", lane, "tasks", 0, "progress", "total"] == 1)
            }
        }
    }

    @Test("whoever only reads gets cards that stay where they are")
    func reader() async throws {
        try await withSite { site in
            try site.make(.task("Router"), by: .ben)
            let page = try Self.page(site, "/board", .cleo)
            #expect(!page.root.all("form").contains { $0["class"] == "chips" })
            #expect(page.root.all("li").first { $0["data-task"] == "1" }?["draggable"] == nil)
        }
    }
}
