import Domain
import HTML
import Store
import TaskDomain
import Testing
import TestingElwosa
import Texts

@testable import Tasks

struct ProjectPageTests {
    private func page(
        _ role: ProjectRole = .owner, archived: Bool = false, caller: Caller = PageSamples.ada, failure: Failure? = nil,
        _ language: Language = .english
    ) -> Markup {
        let page = ProjectPage(
            context: PageSamples.context(language, for: caller, here: Link("/projects/3")),
            detail: PageSamples.projectDetail(role, archived: archived), tasks: PageSamples.tasks,
            candidates: role == .owner ? PageSamples.people + [AccountName(id: 9, name: "Zoe")] : [],
            words: TaskWords(people: PageSamples.people, tasks: []), failure: failure)
        return PageSamples.markup(page)
    }

    @Test("a project keeps every rule of a page, for every role, archived and refused", arguments: Language.allCases)
    func rules(language: Language) {
        for role in ProjectRole.allCases {
            #expect(page(role, language).brokenRules() == [])
            #expect(page(role, archived: true, language).brokenRules() == [])
        }
        for field in ["name", "account", "role", "project"] {
            let failure = Failure(.required, field: field)
            let shown = page(failure: failure, language)
            #expect(shown.brokenRules() == [])
            #expect(shown.root.all("p").contains { $0.text == Texts(language).sentence(.required) }, "\(field)")
        }
    }

    @Test("the list and the board of the project are asked for by its name")
    func links() {
        let links = page().root.all("a").filter { $0["class"] == "more" }.compactMap { $0["href"] }
        #expect(links.count == 2 && links[0].hasPrefix("/tasks?q=project%3A%22") && links[1].hasPrefix("/board?q="))
    }

    @Test("only owners are offered what owners may do; an archived project takes no new task")
    func roles() {
        func offered(_ page: Markup) -> Set<String> {
            let main = page.root.all("main")[0]
            let links = main.all("a").compactMap { $0["href"] }.filter {
                $0.hasSuffix("/delete") || $0.contains("/new")
            }
            return Set(main.all("form").compactMap { $0["action"] } + links)
        }
        let leave = "/projects/3/members/1"
        #expect(
            offered(page(.owner)) == [
                "/projects/3", "/projects/3/archive", "/projects/3/members", leave, "/projects/3/members/2",
                "/projects/3/delete", "/tasks/new?projectId=3",
            ])
        #expect(offered(page(.editor)) == [leave, "/tasks/new?projectId=3"])
        #expect(offered(page(.viewer)) == [leave])
        #expect(!offered(page(.owner, archived: true)).contains("/tasks/new?projectId=3"))
        #expect(offered(page(.owner, caller: Person.cleo.caller)) == [])
        #expect(!page(.viewer).root.all("button").contains { $0["formaction"]?.hasSuffix("/completion") == true })
    }

    @Test("whoever is not a member yet can be added by name, and everybody's role be changed")
    func members() {
        let card = page().root.all("section").first { $0["id"] == "members" }
        #expect(card?.all("datalist").first?.all("option").compactMap { $0["value"] } == ["Zoe"])
        let chosen = card?.all("li").compactMap { $0.all("option").first { $0["selected"] != nil }?["value"] }
        #expect(chosen == ["owner", "viewer"])
    }

    @Test("projects are listed with what is to be done; what is put away only where asked for")
    func list() async throws {
        try await withSite { site in
            let project = try site.project("Move", members: [.ben: .editor])
            var draft = try TaskDraft.task("Router")
            draft.projectId = project
            try site.make(draft, by: .ada)
            _ = try site.project("Secret", members: [:])
            let page = try site.get("/projects", as: .ben, wants: .page).markup
            #expect(page.brokenRules() == [])
            let line = page.root.all("li").filter { $0["class"] == "task bare" }.map(\.text)
            #expect(line == ["Move Editor 1 to do"])
            #expect(try site.submit("/projects/\(project)/archive", as: .ada).location == "/projects/\(project)")
            let without = try site.get("/projects", as: .ben, wants: .page)
            #expect(
                !without.text.contains(">Move<")
                    && without.markup.root.all("h2").map(\.text).contains("No projects yet."))
            let with = try site.get("/projects?archived=true", as: .ben, wants: .page).markup
            #expect(with.root.all("section").first { $0["id"] == "archived" }?.all("a").map(\.text) == ["Move"])
        }
    }

    @Test("a project's page shows its open tasks, the first in line first, and hides itself from strangers")
    func tasks() async throws {
        try await withSite { site in
            let project = try site.project("Move", members: [.ben: .viewer])
            for (title, priority) in [("Low", TaskPriority.low), ("High", .high)] {
                var draft = try TaskDraft.task(title, priority: priority)
                draft.projectId = project
                try site.make(draft, by: .ada)
            }
            try site.make(.task("Elsewhere"), by: .ada)
            let page = try site.get("/projects/\(project)", as: .ben, wants: .page).markup
            #expect(page.root.all("a").filter { $0["class"] == "title" }.map(\.text) == ["High", "Low"])
            for target in ["/projects/\(project)", "/projects/\(project)/delete"] {
                #expect(try site.get(target, as: .dot, wants: .page).status == 404)
            }
            #expect(try site.get("/projects/\(project)/delete", as: .ben, wants: .page).status == 403)
        }
    }

    @Test("a project with tasks offers the archive instead of deletion, an empty one is deleted after a question")
    func delete() async throws {
        try await withSite { site in
            let project = try site.project("Move", members: [:])
            var draft = try TaskDraft.task("Hidden")
            (draft.projectId, draft.waitUntil) = (project, .date(CivilDate(year: 2030, month: 1, day: 1)!))
            let task = try site.make(draft, by: .ada)
            let full = try site.get("/projects/\(project)/delete", as: .ada, wants: .page).markup
            #expect(full.brokenRules() == [])
            #expect(
                full.root.all("main")[0].all("form").compactMap { $0["action"] } == ["/projects/\(project)/archive"])
            #expect(try site.delete("/tasks/\(task.id)", as: .ada).status == 204)
            let empty = try site.get("/projects/\(project)/delete", as: .ada, wants: .page).markup
            #expect(empty.brokenRules() == [])
            let version = empty.root.all("input").first { $0["name"] == "version" }?["value"] ?? ""
            let fields = [("_method", "DELETE"), ("version", version)]
            #expect(try site.submit("/projects/\(project)", fields, as: .ada).location == "/projects")
            #expect(try site.get("/projects/\(project)", as: .ada).status == 404)
        }
    }

    @Test("members come, change and go by forms, and what cannot be is said on the page")
    func membership() async throws {
        try await withSite { site in
            let project = try site.project("Move", members: [:])
            let members = "/projects/\(project)/members"
            let mark = try site.lastEvent()
            #expect(try site.submit(members, [("account", "Ben"), ("role", "viewer")], as: .ada).status == 303)
            #expect(try site.submit(members, [("account", "Ben"), ("role", "editor")], as: .ada).status == 303)
            let unknown = try site.submit(members, [("account", "Zoe"), ("role", "editor")], as: .ada)
            #expect(unknown.status == 422 && unknown.markup.root.all("p").contains { $0["id"] == "account-error" })
            #expect(unknown.markup.root.all("input").first { $0["id"] == "account" }?["value"] == "Zoe")
            #expect(unknown.text.contains("There is nobody called “Zoe” here."))
            #expect(
                unknown.markup.root.all("a").contains { $0["href"] == "/users/new" && $0.text == "Invite somebody" })
            let last = try site.submit("\(members)/1", [("_method", "DELETE")], as: .ada)
            #expect(last.status == 409 && last.text.contains("The project would have no owner left."))
            #expect(try site.submit("\(members)/2", [("_method", "DELETE")], as: .ben).location == "/projects")
            #expect(try site.events(after: mark) == ["member_set", "member_set", "member_removed"])
        }
    }

    @Test("what is typed into name and description is there again when it breaks a rule, and when somebody was faster")
    func rename() async throws {
        try await withSite { site in
            let id = try site.project("Move", members: [:])
            for (version, name, status) in [("1", " ", 422), ("9", "Moving", 412)] {
                let fields = [("_method", "PATCH"), ("version", version), ("name", name), ("description", "Typed")]
                let reply = try site.submit("/projects/\(id)", fields, as: .ada)
                let page = reply.markup
                #expect(reply.status == status && page.brokenRules() == [])
                let form = page.root.all("form").first { $0.all("textarea").count == 1 }
                #expect(form?.all("textarea").first?.text == "Typed")
                let around = page.root.all("details").filter { $0.all("textarea").count == 1 }
                #expect(around.count == 1 && around[0]["open"] != nil)
                #expect(form?.all("input").contains { $0["name"] == "name" && $0["value"] == name } == true)
                #expect(form?.all("input").first { $0["name"] == "version" }?["value"] == "1")
            }
            #expect(try site.get("/projects/\(id)", as: .ada)["name"] == "Move")
        }
    }

    @Test("a new project without a name comes back with what was typed")
    func refused() async throws {
        try await withSite { site in
            let long = String(repeating: "x", count: 101)
            let reply = try site.submit("/projects", [("name", long)], as: .ben)
            #expect(reply.status == 422 && reply.markup.brokenRules() == [])
            #expect(reply.markup.root.all("input").contains { $0["id"] == "name" && $0["value"] == long })
            #expect(reply.markup.root.all("p").contains { $0["id"] == "name-error" })
            let cleo = try site.get("/projects", as: .cleo, wants: .page).markup
            #expect(!cleo.root.all("form").contains { $0["action"] == "/projects" })
        }
    }
}
