import AuthDomain
import AuthStore
import Domain
import HouseStore
import TaskChanges
import TaskDomain
import Testing
import TestingElwosa

@testable import Store
@testable import TaskStore

struct AccessTests {
    @Test("nothing is counted for somebody that lies in a project of others")
    func counts() async throws {
        try await withSite { site in
            let change = Change(by: Person.ada.caller, at: site.clock.now)
            let garden = try site.store.projects.createProject(ProjectDraft(name: "Garden"), by: change)
            for status in [TaskStatus.open, .done] {
                var draft = try TaskDraft.task("Secret", status: status)
                draft.projectId = garden.project.id
                try site.make(draft)
            }
            let frame = DayFrame(utc: site.clock.now)
            let own = try site.store.tasks.overview(frame, for: Person.ada.caller)
            #expect(own.live == 1 && own.donePerDay.last == 1 && own.openPerDay.last == 1)
            let others = try site.store.tasks.overview(frame, for: Person.ben.caller)
            #expect(others.counts.values.allSatisfy { $0 == 0 })
            #expect(others.donePerDay.allSatisfy { $0 == 0 } && others.openPerDay.allSatisfy { $0 == 0 })
            #expect(try site.store.projects.menu(for: Person.ben.caller).live == 0)
        }
    }

    /// The roles are spelled for themselves, in Swift.
    @Test("one task alone is found by whoever sees it among others, and nobody else has a role on it")
    func oneAndMany() async throws {
        try await withSite { site in
            func by(_ person: Person) -> Change { Change(by: person.caller, at: site.clock.now) }
            let (store, bot) = (site.store, "bot")
            let agent = try store.accounts.createUser(
                NewUser(name: bot, role: "agent", standing: .agent(ownerId: Person.ben.id)), by: by(.ben))
            let cellar = try store.projects.createProject(ProjectDraft(name: "Cellar"), by: by(.ada)).project.id
            _ = try store.projects.setMember("Cleo", .viewer, of: cellar, by: by(.ada))
            _ = try store.projects.setMember(bot, .editor, of: cellar, by: by(.ada))
            let callers =
                Person.allCases.map(\.caller) + [
                    Caller(accountId: agent.id, name: bot, role: .agent, means: .token(id: 1)), .commandLine,
                ]
            var ids: [TaskItem.ID] = []
            for (place, maker) in [
                (Int64?.some(cellar), Person.ada.caller), (nil, Person.ada.caller), (nil, Person.ben.caller),
                (nil, callers[callers.count - 2]),
            ] {
                for assignees in [[], ["Cleo"], [bot], ["Ben", "Ada"]] {
                    var draft = try TaskDraft(title: "Water")
                    (draft.projectId, draft.assignees) = (place, assignees)
                    if place != nil { draft.assignees.removeAll { $0 == "Ben" } }
                    ids.append(try store.tasks.create(draft, by: Change(by: maker, at: site.clock.now)).task.id)
                }
            }
            var seen = 0
            for caller in callers {
                let many = Set(try store.tasks.find(ids, for: caller).map(\.id))
                let alone = Set(ids.filter { (try? store.tasks.find($0, for: caller)) != nil })
                #expect(many == alone, "\(caller.name)")
                let all = try store.tasks.find(ids, for: .commandLine)
                let withRole = try store.read { tx in
                    try all.filter { try Access(caller).rights(tx).role(on: $0) != nil }.map(\.id)
                }
                #expect(Set(withRole) == many, "\(caller.name)")
                seen += many.count
            }
            // Neither all nor nothing.
            #expect(seen > ids.count && seen < ids.count * callers.count)
        }
    }
}
