import Domain
import Store
import TaskDomain
import TaskStore
import Testing
import TestingElwosa

@Suite("The way to a new task")
struct NewTaskLinkTests {
    @Test("leads into the project that a page is in: a list or board of it, its page, those of its tasks")
    func project() async throws {
        try await withSite { site in
            let id = try site.common(named: "Common ground")
            try site.make(.task("Dig"), in: id)
            let pages = [
                "/tasks?q=project:%22common%20GROUND%22%20is:open", "/tasks?q=project:%23\(id)",
                "/board?q=label:x%20project:%22Common%20ground%22", "/projects/\(id)", "/tasks/1", "/tasks/1/edit",
                "/tasks/1/history", "/tasks/new?projectId=\(id)",
            ]
            for page in pages { try #expect(ways(site, page) == ["/tasks/new?projectId=\(id)"], "\(page)") }
        }
    }

    @Test("leads to none where there is not one, or no task may be made in it")
    func none() async throws {
        try await withSite { site in
            let (open, closed) = (try site.common(), try site.common(named: "Closed"))
            let change = Change(by: Person.ada.caller, at: site.clock.now)
            _ = try site.store.projects.setMember(Person.ben.name, .viewer, of: open, by: change)
            _ = try site.post("/projects/\(closed)/archive", as: .ada)
            try site.make(.task("Dig"), in: open)
            try site.make(.task("Alone"), by: .ben)
            let pages = [
                "/", "/tasks", "/tasks?q=project:Common", "/tasks?q=project:Closed", "/tasks?q=-project:Common",
                "/board?q=project:Common,none", "/projects/\(open)", "/projects/\(closed)", "/tasks/1", "/tasks/2",
                "/account", "/tasks/new?projectId=\(closed)",
            ]
            for page in pages { try #expect(ways(site, page) == ["/tasks/new"], "\(page)") }
        }
    }

    /// The addresses of all ways to a new task from a page that Ben sees.
    private func ways(_ site: TestSite, _ page: String) throws -> Set<String> {
        let links = try site.get(page, as: .ben, wants: .page).markup.root.all("a").compactMap { $0["href"] }
        return Set(links.filter { $0.hasPrefix("/tasks/new") })
    }
}
