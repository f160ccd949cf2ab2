import Domain
import Store
import TaskDomain
import TaskStore
import Testing
import TestingElwosa

@Suite("The frame of every page")
struct FrameTests {
    @Test(
        "the side bar has the caller's projects with what is to do in them, and nobody else's",
        arguments: ["/", "/account"])
    func projects(address: String) async throws {
        try await withSite { site in
            let garden = try Self.project("Garden", site, .ben)
            _ = try Self.project("Cellar", site, .ada)
            var draft = try TaskDraft.task("Dig")
            draft.projectId = garden.project.id
            try site.make(draft, by: .ben)
            try site.make(.task("Rest"), by: .ben)
            let links = try Self.menu(site, address, .ben)
            #expect(
                links.first { $0["href"] == "/projects/\(garden.project.id)" }?.all("span").map(\.text) == [
                    "Garden", "1",
                ])
            #expect(!links.contains { $0.text.contains("Cellar") })
            #expect(links.first { $0["href"] == "/tasks?q=is%3Aopen" }?.all("span").map(\.text) == ["Tasks", "2"])
            let ada = try Self.menu(site, address, .ada)
            #expect(ada.first { $0["href"] == "/tasks?q=is%3Aopen" }?.all("span").map(\.text) == ["Tasks", "0"])
        }
    }

    @Test("no heading stands over nothing: the way to the first project and the first view is one among the rest")
    func empty() async throws {
        try await withSite { site in
            let names = { try Self.menu(site, "/", .ben).map(\.text).dropLast().suffix(5) }
            #expect(try names() == ["Projects", "Views", "Labels", "Trash", "Import and export"])
            let nav = { try site.get("/", as: .ben, wants: .page).markup.root.all("nav")[0] }
            #expect(try nav().all("h2").isEmpty)
            _ = try Self.project("Garden", site, .ben)
            #expect(try names() == ["Garden 0", "Views", "Labels", "Trash", "Import and export"])
            #expect(try nav().all("h2").map(\.text) == ["Projects"])
        }
    }

    @Test("twelve projects stand there by name, none that is put away, and then the way to all of them")
    func many() async throws {
        try await withSite { site in
            let change = Change(by: Person.ben.caller, at: site.clock.now)
            for letter in "NMLKJIHGFEDCBA" { _ = try Self.project("P\(letter)", site, .ben) }
            let first = try site.store.projects.projects(archived: false, for: change.caller)[0]
            _ = try site.store.projects.updateProject(
                first.id, ProjectPatch(isArchived: true), ifVersion: nil, by: change)
            let names = try Self.menu(site, "/", .ben).filter { $0["href"]?.hasPrefix("/projects") == true }
                .map { $0.all("span").first?.text ?? $0.text }
            #expect(names == ["Projects"] + "BCDEFGHIJKLM".map { "P\($0)" } + ["All projects"])
        }
    }

    @Test("a view that is saved, renamed or deleted shows at once, also on a page that was kept")
    func views() async throws {
        try await withSite { site in
            let change = Change(by: Person.ben.caller, at: site.clock.now)
            let names = {
                try Self.menu(site, "/", .ben).filter { $0["href"]?.hasPrefix("/tasks?q=label") == true }.map(\.text)
            }
            #expect(try names() == [])
            let view = try site.store.projects.saveView("Bugs", "label:bug", by: change)
            #expect(try names() == ["Bugs"])
            _ = try site.store.projects.updateView(view.id, name: "Faults", query: nil, by: change)
            #expect(try names() == ["Faults"])
            #expect(try Self.menu(site, "/", .ada).allSatisfy { $0.text != "Faults" })
            try site.store.projects.deleteView(view.id, by: change)
            #expect(try names() == [])
        }
    }

    @Test(
        "where one is, is marked once",
        arguments: [
            ("/", "/"), ("/tasks?q=is%3Aopen", "/tasks?q=is%3Aopen"), ("/tasks", "/tasks?q=is%3Aopen"),
            ("/tasks/1", "/tasks?q=is%3Aopen"), ("/tasks/new", "/tasks/new"),
            ("/tasks?q=label%3Abug", "/tasks?q=label%3Abug"),
            ("/board?by=priority", "/board"), ("/views", "/views"),
        ])
    func current(address: String, marked: String) async throws {
        try await withSite { site in
            try site.make(.task(), by: .ben)
            let change = Change(by: Person.ben.caller, at: site.clock.now)
            _ = try site.store.projects.saveView("Bugs", "label:bug", by: change)
            let current = try Self.menu(site, address, .ben).filter { $0["aria-current"] != nil }
            #expect(current.map { $0["href"] } == [marked])
        }
    }

    @Test("a page that went wrong stands in the same frame")
    func problem() async throws {
        try await withSite { site in
            let garden = try Self.project("Garden", site, .ben)
            #expect(try Self.menu(site, "/tasks/99", .ben).contains { $0["href"] == "/projects/\(garden.project.id)" })
        }
    }

    private static func project(_ name: String, _ site: TestSite, _ person: Person) throws -> ProjectDetail {
        try site.store.projects.createProject(
            ProjectDraft(name: name), by: Change(by: person.caller, at: site.clock.now))
    }

    private static func menu(_ site: TestSite, _ target: String, _ person: Person) throws -> [MarkupElement] {
        let markup = try site.get(target, as: person, wants: .page).markup
        #expect(markup.brokenRules() == [])
        return markup.root.all("nav").first { $0["aria-label"] == "Areas" }?.all("a") ?? []
    }
}
