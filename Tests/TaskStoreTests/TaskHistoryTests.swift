import Domain
import SQLite
import Store
import TaskDomain
import TaskStore
import Testing
import TestingElwosa

@Suite("The history of tasks")
struct TaskHistoryTests {
    private func by(_ person: Person, _ site: TestSite) -> Change { Change(by: person.caller, at: site.clock.now) }

    @Test("meets from page to page, also within one change, past what labels and projects of its number did")
    func pages() async throws {
        try await withSite { site in
            let tasks = site.store.tasks
            let task = try site.make(.task("0"))
            _ = try site.store.projects.createProject(ProjectDraft(name: "x"), by: by(.ada, site))
            _ = try site.store.projects.createLabel("x", .red, by: by(.ada, site))
            let commands = try (1...7).map {
                BatchCommand.update(task.id, try TaskPatch(title: "\($0)"), ifVersion: nil)
            }
            let change = try tasks.batch(commands, by: by(.ada, site)).change
            var (titles, before) = ([] as [String?], nil as Int64?)
            repeat {
                let page = try tasks.history(of: task.id, before: before, limit: 3, for: Person.ada.caller)
                titles += page.map { $0.parts.first?.to }
                #expect(page.allSatisfy { $0.kind == .taskCreated || $0.seq == change })
                before = page.last?.event
            } while before != nil
            #expect(titles == ["7", "6", "5", "4", "3", "2", "1", nil])
        }
    }

    @Test("says nothing of projects, parents and blockers that the reader does not see")
    func hidden() async throws {
        try await withSite { site in
            let tasks = site.store.tasks
            let common = try site.common(of: .ben)
            let task = try site.make(.task("Plain"), in: common, by: .ben)
            let project = try site.store.projects.createProject(ProjectDraft(name: "Secret"), by: by(.ben, site))
                .project.id
            var draft = try TaskDraft(title: "Secret")
            draft.projectId = project
            let parent = try tasks.create(draft, by: by(.ben, site)).task.id
            var into = try TaskPatch()
            (into.parentId, into.blockedBy) = (.some(parent), [parent])
            #expect(throws: Never.self) { try tasks.update(task.id, into, ifVersion: nil, by: by(.ben, site)) }
            var out = try TaskPatch()
            (out.parentId, out.projectId, out.blockedBy) = (.some(nil), .some(common), [])
            _ = try tasks.update(task.id, out, ifVersion: nil, by: by(.ben, site))
            let parts = { (person: Person) in
                try tasks.history(of: task.id, before: nil, limit: 9, for: person.caller)[0].parts
            }
            let from = { (parts: [HistoryEntry.Part]) in
                Dictionary(uniqueKeysWithValues: parts.map { ($0.name, $0.from) })
            }
            #expect(try from(parts(.ada)) == ["projectId": "?"])
            #expect(try from(parts(.ben)) == ["projectId": "Secret", "parentId": "2", "blockedBy": "#2"])
        }
    }

    @Test("the changes after an event are all there, in their order, whatever the size of the pages")
    func changes() async throws {
        try await withSite { site in
            var random = try RandomChanges(site, seed: 5)
            for _ in 0..<60 { _ = try random.next() }
            for person in [Person.ada, .ben, .cleo] {
                let whole = try site.store.tasks.changes(after: 0, limit: 500, for: person.caller)
                let newest = try site.lastEvent()
                #expect(!whole.hasMore && whole.last == newest)
                var (seen, after) = ([] as [Int64], 0 as Int64)
                while true {
                    let page = try site.store.tasks.changes(after: after, limit: 7, for: person.caller)
                    (seen, after) = (seen + page.entries.map(\.seq), page.last)
                    guard page.hasMore else { break }
                }
                #expect(seen == whole.entries.map(\.seq) && seen == seen.sorted())
                let sight = Set(try PlainFilter(site, for: person).tasks.map(\.id))
                #expect(whole.entries.allSatisfy { ($0.task != nil) == sight.contains($0.taskId) })
                // A copy that is kept by them is what is there.
                #expect(sight.isSubset(of: Set(whole.entries.map(\.taskId))))
            }
        }
    }
}
