import AuthDomain
import AuthStore
import Domain
import HouseStore
import JSON
import Store
import TaskDomain
import TaskStore
import Testing
import TestingElwosa

@Suite("A field that names something else")
struct HiddenFieldTests {
    /// Ada's task 1, blocked by hers and by a hidden one; Ben's hidden 2, in his inbox, and 3 in his project.
    private struct World {
        let own: TaskItem
        let hidden: TaskItem
        let project: Int64

        init(_ site: TestSite) throws {
            let ben = Change(by: Person.ben.caller, at: site.clock.now)
            own = try site.make(.task("Plain"), by: .ada)
            hidden = try site.make(TaskDraft(title: "Secret", externalId: "secret-1"), by: .ben)
            project = try site.store.projects.createProject(ProjectDraft(name: "Secret"), by: ben).project.id
            var draft = try TaskDraft(title: "Secret too", externalId: "secret-2")
            draft.projectId = project
            _ = try site.make(draft, by: .ben)
        }
    }

    private static let bodies: [(String, String)] = [
        (#"{"title":"x","projectId":1}"#, #"{"title":"x","projectId":999}"#),
        (#"{"title":"x","parentId":2}"#, #"{"title":"x","parentId":999}"#),
        (#"{"title":"x","blockedBy":[2]}"#, #"{"title":"x","blockedBy":[999]}"#),
        (#"{"title":"x","blockedBy":[3]}"#, #"{"title":"x","blockedBy":[999]}"#),
        (#"{"title":"x","inbox":"Ben"}"#, #"{"title":"x","inbox":"Nob"}"#),
    ]

    @Test("answers the same for what is hidden as for what is not there", arguments: ["POST", "PATCH", "PUT"], bodies)
    func same(method: String, body: (String, String)) async throws {
        try await withSite { site in
            let world = try World(site)
            let address = method == "POST" ? "/tasks" : "/tasks/\(world.own.id)"
            let mark = try site.lastEvent()
            let hidden = try site.send(method, address, json: body.0, as: .ada)
            let absent = try site.send(method, address, json: body.1, as: .ada)
            #expect(hidden.status == 422 && hidden.status == absent.status && hidden.text == absent.text)
            #expect(try site.events(after: mark) == [])
        }
    }

    @Test("takes a name of another system that a hidden task has", arguments: ["secret-1", "secret-2", "free"])
    func externalId(name: String) async throws {
        try await withSite { site in
            let world = try World(site)
            let body = #"{"title":"x","externalId":"\#(name)"}"#
            #expect(try site.post("/tasks", json: body, as: .ada).status == 201)
            let again = try site.send("PATCH", "/tasks/\(world.own.id)", json: body, as: .ada)
            #expect(again.status == 409 && again["field"] == "externalId")
        }
    }

    @Test("tells by no circle and by no 409 that a hidden task stands between")
    func blockers() async throws {
        try await withSite { site in
            let common = try site.common(of: .ben)
            var draft = try TaskDraft(title: "x")
            draft.projectId = common
            let (first, last) = (try site.make(draft), try site.make(draft))
            // Ben's own task stands between two that Ada sees.
            let hidden = try site.make(.task("Secret"), by: .ben)
            let ben = Change(by: Person.ben.caller, at: site.clock.now)
            var patch = try TaskPatch()
            for (id, blocker) in [(last.id, hidden.id), (hidden.id, first.id)] {
                patch.blockedBy = [blocker]
                _ = try site.store.tasks.update(id, patch, ifVersion: nil, by: ben)
            }
            let done = try site.post("/tasks/\(last.id)/completion", json: "{}", as: .ada)
            #expect(done.status == 200 && done["blockedBy"] == .array([]))
            _ = try site.send("DELETE", "/tasks/\(last.id)/completion", as: .ada)
            let named = try site.send("PATCH", "/tasks/\(last.id)", json: #"{"blockedBy":[\#(hidden.id)]}"#, as: .ada)
            let absent = try site.send("PATCH", "/tasks/\(last.id)", json: #"{"blockedBy":[999]}"#, as: .ada)
            #expect(named.status == 422 && named.text == absent.text)
            let closed = try site.send("PATCH", "/tasks/\(first.id)", json: #"{"blockedBy":[\#(last.id)]}"#, as: .ada)
            #expect(closed.status == 200)
            #expect(try site.post("/tasks/\(last.id)/completion", json: "{}", as: .ben).status == 409)
        }
    }

    @Test("a task's page and JSON say who sees it", arguments: [true, false])
    func seers(isPage: Bool) async throws {
        try await withSite { site in
            let alone = try site.make(.task("Mine"), by: .ada)
            var draft = try TaskDraft(title: "Ours")
            draft.assignees = ["Ben"]
            let ours = try site.make(draft, by: .ada)
            (draft.projectId, draft.assignees) = (try site.common(named: "Garden"), [])
            let all = try site.make(draft, by: .ada)
            let bot = try site.store.accounts.createUser(
                NewUser(name: "bot", role: "agent", standing: .agent(ownerId: Person.ben.id)),
                by: Change(by: Person.ben.caller, at: site.clock.now))
            (draft.projectId, draft.assignees) = (nil, [bot.account.name])
            let given = try site.make(draft, by: .ada)
            guard isPage else {
                let json = try site.get("/tasks/\(ours.id)", as: .ben)
                #expect(json["inbox"] == "Ada" && json["visibleTo"] == .array([.string("Ada"), .string("Ben")]))
                #expect(try site.get("/tasks/\(all.id)", as: .ben)["visibleTo"] == .null)
                return
            }
            for (task, person, words) in [
                (alone, Person.ada, "Only you"), (ours, .ada, "You and Ben"), (ours, .ben, "You and Ada"),
                (all, .cleo, "Members of Garden"), (given, .ada, "You and bot (agent of Ben)"),
            ] {
                let page = try site.get("/tasks/\(task.id)", as: person, wants: .page)
                #expect(page.status == 200 && page.text.contains("<dt>Visible to</dt><dd>\(words)</dd>"), "\(words)")
            }
            let menu = try site.get("/", as: .ada, wants: .page).text
            #expect(menu.contains("<span>Inbox</span><span class=\"count\">3</span>"))
            #expect(try site.get("/tasks/new", as: .ada, wants: .page).text.contains(">Inbox (only you)</option>"))
        }
    }
}
