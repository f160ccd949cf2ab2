import Domain
import TaskDomain
import TaskStore
import Testing
import TestingElwosa

@Suite("What has a name stands where one looks for it")
struct AlphabeticalTests {
    private static let shuffled = ["zebra", "Öl", "Apfel", "Ärger", "Zange", "éclair", "äpfel", "Ofen", "eb"]
    private static let sorted = ["Apfel", "äpfel", "Ärger", "eb", "éclair", "Ofen", "Öl", "Zange", "zebra"]

    private static func change(_ site: TestSite) -> Change { Change(by: Person.ada.caller, at: site.clock.now) }

    @Test("titles, both ways and page by page", arguments: [1, 2, 4, 200])
    func titles(limit: Int) async throws {
        try await withSite { site in
            for title in Self.shuffled { try site.make(.task(title)) }
            for (sort, expected) in [("title", Self.sorted), ("-title", Self.sorted.reversed())] {
                let frame = DayFrame(utc: site.clock.now)
                var query = TaskQuery(try TaskFilter(parsing: "sort:\(sort)"), frame: frame, limit: limit)
                var found: [String] = []
                repeat {
                    let page = try site.store.tasks.list(query, for: Person.ada.caller)
                    found += page.tasks.map(\.title)
                    query.after = page.next
                } while query.after != nil && found.count < 20
                #expect(found == expected)
            }
        }
    }

    @Test("labels, in a list page by page, at a task and where they are offered")
    func labels() async throws {
        try await withSite { site in
            var draft = try TaskDraft.task("x")
            draft.labels = Self.shuffled
            try site.make(draft)
            let ada = Person.ada.caller
            #expect(try site.store.projects.labels(for: ada).map(\.label.name) == Self.sorted)
            #expect(try site.store.tasks.find(1, for: ada).labels.map(\.name) == Self.sorted)
            #expect(try site.store.projects.labelNames(limit: 3, for: ada) == Array(Self.sorted.prefix(3)))
            var (found, cursor): ([String], LabelQuery.Cursor) = ([], .first)
            while found.count < 20 {
                let page = try site.store.projects.labels(LabelQuery(cursor, limit: 2), for: ada)
                #expect(page.labels.allSatisfy { $0.count == 1 })
                found += page.labels.map(\.label.name)
                guard let next = page.next else { break }
                cursor = .after(next)
            }
            #expect(found == Self.sorted)
        }
    }

    @Test("projects, in their list, the menu and on a board")
    func projects() async throws {
        try await withSite { site in
            for name in Self.shuffled {
                _ = try site.store.projects.createProject(ProjectDraft(name: name), by: Self.change(site))
            }
            let ada = Person.ada.caller
            #expect(try site.store.projects.projects(archived: false, for: ada).map(\.project.name) == Self.sorted)
            let board = try site.store.tasks.board(
                BoardQuery(by: .project, frame: DayFrame(utc: site.clock.now)), for: ada)
            let lanes = board.lanes.compactMap { lane in
                if case .project(let project?) = lane.value { project.name } else { nil }
            }
            #expect(lanes == Self.sorted)
        }
    }
}
