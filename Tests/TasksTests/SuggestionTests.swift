import Domain
import JSON
import TaskDomain
import TaskStore
import Testing
import TestingElwosa

@testable import Store
@testable import Tasks

@Suite("Suggestions while somebody types")
struct SuggestionTests {
    private func get(
        _ typed: String, in field: String = "query", _ site: TestSite, as person: Person = .ada, more: String = "",
        language: String = "en"
    ) throws -> [(kind: String, name: String, leads: String)] {
        let query = typed.utf8.map { "%" + String($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        let reply = try site.get(
            "/tasks/suggestions?in=\(field)&q=\(query)\(more)", as: person, headers: [("Accept-Language", language)])
        #expect(reply.status == 200)
        guard case .array(let items)? = reply["suggestions"] else { return [] }
        return items.map { item in
            func text(_ name: String) -> String? {
                guard case .string(let text)? = name.found(in: item) else { return nil }
                return text
            }
            return (text("kind")!, text("name")!, text("href") ?? text("text")!)
        }
    }

    @Test("of a query are the tasks that it finds, and labels, projects and people whose names go on so")
    func query() async throws {
        try await withSite { site in
            let change = Change(by: Person.ada.caller, at: site.clock.now)
            _ = try site.store.projects.createProject(ProjectDraft(name: "Öl und Café"), by: change)
            var draft = try TaskDraft.task("Cafeteria streichen")
            draft.labels = ["Café"]
            try site.make(draft, by: .ada)
            let found = try get("streichen caf", site)
            #expect(found.map(\.kind) == ["task", "label", "project"])
            #expect(found.map(\.leads) == ["/tasks/1", "streichen label:Café ", "streichen project:\"Öl und Café\" "])
            #expect(try get("zuständig:ben", site, language: "de").map(\.leads) == ["zuständig:Ben "])
            #expect(try get("#1", site).map(\.leads) == ["/tasks/1"] && get("1", site).map(\.leads) == ["/tasks/1"])
            #expect(try get("", site).isEmpty && get("\"caf", site).map(\.kind) == ["task"])
            #expect(try get("is:over", site).map(\.leads) == ["is:overdue "])
            #expect(try get("überf", site, language: "de").map(\.leads) == ["ist:überfällig "])
        }
    }

    @Test("never tell of what the caller does not see")
    func sight() async throws {
        try await withSite { site in
            let change = Change(by: Person.ada.caller, at: site.clock.now)
            _ = try site.store.projects.createProject(ProjectDraft(name: "Geheim"), by: change)
            var draft = try TaskDraft.task("Geheimnis")
            draft.labels = ["geheimes"]
            try site.make(draft, by: .ada)
            for field in ["query", "palette", "labels"] {
                #expect(try get("geheim", in: field, site, as: .ben).isEmpty, "\(field)")
                #expect(try get("geheim", in: field, site).isEmpty == false, "\(field)")
            }
        }
    }

    @Test("of the palette are the menu, tasks, projects, views, labels and people, each page once")
    func palette() async throws {
        try await withSite { site in
            let change = Change(by: Person.ada.caller, at: site.clock.now)
            _ = try site.store.projects.createProject(ProjectDraft(name: "Böard"), by: change)
            _ = try site.store.projects.saveView("Mein Board", "is:open", by: change)
            var draft = try TaskDraft.task("board bauen")
            draft.labels = ["boards"]
            try site.make(draft, by: .ada)
            let found = try get("board", in: "palette", site)
            #expect(
                Set(found.map(\.leads)) == [
                    "/board", "/projects/1", "/tasks?q=is%3Aopen", "/tasks/1", "/tasks?q=label%3Aboards",
                ])
            #expect(found.count == 5 && found.first?.leads == "/board")
            #expect(try get("be", in: "palette", site).map(\.leads).contains("/tasks?q=assignee%3ABen"))
            #expect(try get("", in: "palette", site).isEmpty == false)
        }
    }

    @Test("of a field for people are those of its project, and none for whoever may not give them tasks")
    func people() async throws {
        try await withSite { site in
            let change = Change(by: Person.ada.caller, at: site.clock.now)
            let project = try site.store.projects.createProject(ProjectDraft(name: "P"), by: change).project.id
            #expect(try get("", in: "people", site).map(\.name).contains("Ben"))
            #expect(try get("", in: "people", site, more: "&projectId=\(project)").map(\.name) == ["Ada"])
            #expect(try get("ad", in: "people", site, as: .cleo).isEmpty)
            #expect(try site.get("/tasks/suggestions?in=people&projectId=\(project)", as: .ben).status == 404)
        }
    }

    @Test("are refused with the field and the rule")
    func refused() async throws {
        try await withSite { site in
            let long = String(repeating: "x", count: 2_001)
            for (query, field) in [("in=x", "in"), ("q=\(long)", "q"), ("projectId=x", "projectId"), ("y=1", "y")] {
                let reply = try site.get("/tasks/suggestions?" + query, as: .ada)
                #expect(reply.status == 400 && reply.text.contains("\"\(field)\""), "\(query)")
            }
        }
    }
}
