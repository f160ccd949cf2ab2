import AuthDomain
import AuthStore
import Domain
import HouseStore
import SQLite
import TaskDomain
import Testing
import TestingElwosa

@testable import Store
@testable import TaskStore

@Suite("Who may do what about an inbox")
struct InboxRightsTests {
    private func by(_ person: Person, _ site: TestSite) -> Change { Change(by: person.caller, at: site.clock.now) }

    private func patch(_ edit: (inout TaskPatch) -> Void) throws -> TaskPatch {
        var patch = try TaskPatch()
        edit(&patch)
        return patch
    }

    private func assigned(_ names: [String], title: String = "Secret") throws -> TaskDraft {
        var draft = try TaskDraft(title: title)
        draft.assignees = names
        return draft
    }

    @Test("what a task was in an inbox is told to nobody who is assigned to it elsewhere")
    func history() async throws {
        try await withSite { site in
            let (tasks, common) = (site.store.tasks, try site.common())
            let task = try site.make(.task("Secret plan")).id
            _ = try tasks.addComment("Secret word", to: task, by: by(.ada, site))
            let move = try patch { ($0.title, $0.projectId) = ("Plain", .some(common)) }
            _ = try tasks.update(task, move, ifVersion: nil, by: by(.ada, site))
            _ = try tasks.update(task, patch { $0.addedAssignees = ["Ben"] }, ifVersion: nil, by: by(.ben, site))
            let told = try tasks.history(of: task, before: nil, limit: 99, for: Person.ben.caller)
            #expect(told.count == 2)
            let seen = try tasks.changes(after: 0, limit: 99, for: Person.ben.caller).entries
            #expect(seen.map(\.kind) == [.taskChanged, .taskChanged])
            let all = try tasks.history(of: task, before: nil, limit: 99, for: Person.ada.caller)
            #expect(all.count == 4)
        }
    }

    @Test("whoever it is assigned to may leave, and takes nobody else off")
    func others() async throws {
        try await withSite { site in
            let tasks = site.store.tasks
            let task = try site.make(assigned(["Ben", "Cleo"])).id
            for edit: (inout TaskPatch) -> Void in [
                { $0.removedAssignees = ["Cleo"] }, { $0.assignees = ["Ben"] }, { $0.assignees = [] },
            ] {
                let failure = #expect(throws: Failure.self) {
                    try tasks.update(task, patch(edit), ifVersion: nil, by: by(.ben, site))
                }
                #expect(failure?.kind == .forbidden && failure?.field == "assignees")
            }
            let left = try tasks.update(
                task, patch { $0.assignees = ["Cleo"] }, ifVersion: nil, by: by(.ben, site))
            #expect(try tasks.find(task, for: Person.ada.caller).assignees.map(\.name) == ["Cleo"])
            #expect(throws: Failure.self) { try tasks.undo(#require(left.change), by: by(.ben, site)) }
        }
    }

    @Test("former members are off a task that is taken out of the project, and off what stands below it")
    func formerMembers() async throws {
        try await withSite { site in
            let (tasks, common) = (site.store.tasks, try site.common())
            let task = try site.make(assigned(["Ben", "Cleo"]), in: common).id
            var below = try assigned(["Ben", "Cleo"])
            below.parentId = task
            let part = try site.make(below).id
            try site.store.projects.removeMember(Person.ben.id, of: common, by: by(.ada, site))
            let moved = try tasks.update(task, patch { $0.projectId = .some(nil) }, ifVersion: nil, by: by(.ada, site))
            for id in [task, part] {
                #expect(try tasks.find(id, for: Person.ada.caller).assignees.map(\.name) == ["Cleo"])
                #expect(throws: Failure.notFound) { try tasks.find(id, for: Person.ben.caller) }
            }
            _ = try tasks.undo(#require(moved.change), by: by(.ada, site))
            #expect(try tasks.find(part, for: Person.ada.caller).assignees.map(\.name) == ["Ben", "Cleo"])
            #expect(throws: Failure.notFound) { try tasks.find(part, for: Person.ben.caller) }
        }
    }

    @Test("the number of a hidden parent is answered like any other")
    func parents() async throws {
        try await withSite { site in
            let (parent, other) = (try site.make(.task("Hidden")), try site.make(.task("Hidden too")))
            var draft = try assigned(["Ben"])
            draft.parentId = parent.id
            let task = try site.make(draft).id
            let failures = [parent.id, other.id, 999].map { id in
                #expect(throws: Failure.self) {
                    try site.store.tasks.update(
                        task, patch { $0.parentId = .some(id) }, ifVersion: nil, by: by(.ben, site))
                }
            }
            #expect(failures.allSatisfy { $0?.kind == .forbidden && $0?.field == "parentId" })
        }
    }

    @Test("whoever had a task of another's inbox is told that it is gone, by whichever way it went", arguments: 0..<3)
    func gone(way: Int) async throws {
        try await withSite { site in
            let (tasks, ada) = (site.store.tasks, by(.ada, site))
            let hidden = try site.store.projects.createProject(ProjectDraft(name: "Hidden"), by: ada).project.id
            let task = try site.make(assigned(["Ben"])).id
            let mark = try site.lastEvent()
            switch way {
            case 0: try tasks.delete(task, ifVersion: nil, by: ada)
            case 1:
                _ = try tasks.update(task, patch { $0.projectId = .some(hidden) }, ifVersion: nil, by: ada)
            default:
                _ = try tasks.update(task, patch { $0.projectId = .some(hidden) }, ifVersion: nil, by: ada)
                _ = try tasks.update(task, patch { $0.assignees = [] }, ifVersion: nil, by: ada)
            }
            let told = try tasks.changes(after: mark, limit: 9, for: Person.ben.caller).entries
            #expect(told.contains { $0.taskId == task } && told.allSatisfy { $0.task == nil })
            #expect(try tasks.changes(after: mark, limit: 9, for: Person.cleo.caller).entries.isEmpty)
        }
    }

    @Test("more than one request may change goes to the heir in steps, and the account after it")
    func largeInbox() async throws {
        try await withToldSite { site in
            let (tasks, ben) = (site.store.tasks, by(.ben, site))
            for _ in 0..<2 {
                _ = try tasks.batch((0..<1_010).map { .create(try .task("Task \($0)")) }, by: ben)
            }
            let gone = try site.make(.task("Gone"), by: .ben).id
            try tasks.delete(gone, ifVersion: nil, by: ben)
            let before = site.store.database.statistics.batches
            try site.store.accounts.deleteUser(Person.ben.id, heir: Person.ada.id, by: by(.ada, site))
            #expect(site.store.database.statistics.batches - before > 20)
            let counts: [Int] = try site.store.database.read { tx in
                try tx.all(
                    "SELECT count(*) FROM task WHERE inboxId = 1 UNION ALL SELECT count(*) FROM trash WHERE inboxId = 1"
                ) {
                    try $0[0]
                }
            }
            #expect(counts == [2_020, 1])
            #expect(throws: Failure.notFound) { try site.store.accounts.user(Person.ben.id) }
            #expect(try TaskInvariants.faults(site.store) == [] && site.rebuild().isSame)
        }
    }

    @Test("nothing is put into the inbox of an account that is disabled")
    func disabled() async throws {
        try await withSite { site in
            let operating = Change(by: .commandLine, at: site.clock.now)
            _ = try site.store.accounts.disableUser(Person.ben.id, by: operating)
            var draft = try TaskDraft(title: "x")
            draft.inbox = "ben"
            let failure = #expect(throws: Failure.self) { try site.store.tasks.create(draft, by: operating) }
            #expect(failure?.rule == .unknown && failure?.field == "inbox")
        }
    }

    @Test("a token for an agent of nobody is refused while the agent is a guest in an inbox")
    func agentIsGuest() async throws {
        try await withSite { site in
            try site.make(assigned(["Dot"]), by: .ben)
            let token = NewPersonalToken(
                accountId: Person.dot.id, name: "x", tokenHash: [UInt8](repeating: 1, count: 32), scopes: [.tasksRead],
                expiresAt: site.clock.now.adding(seconds: 60))
            #expect(throws: Failure(.agentSeesMore, field: "id", kind: .forbidden)) {
                try site.store.accounts.makePersonalToken(token, by: by(.ada, site))
            }
        }
    }

    @Test("a viewer takes a label off nothing")
    func labels() async throws {
        try await withSite { site in
            let (projects, ada) = (site.store.projects, by(.ada, site))
            let project = try projects.createProject(ProjectDraft(name: "P"), by: ada).project.id
            _ = try projects.setMember("Ben", .viewer, of: project, by: ada)
            var draft = try TaskDraft(title: "x")
            (draft.projectId, draft.labels) = (project, ["bug"])
            let task = try site.make(draft)
            let mark = try site.lastEvent()
            let failure = #expect(throws: Failure.self) {
                try projects.deleteLabel(task.labels[0].id, by: by(.ben, site))
            }
            #expect(failure?.kind == .forbidden && failure?.field == "label")
            #expect(try site.events(after: mark) == [])
        }
    }

    @Test("whoever sees nothing reads ten thousand events for the dashboard and not the whole log")
    func dashboard() async throws {
        try await withSite { site in
            func work(_ person: Person) throws -> Int {
                let access = Access(person.caller)
                return try site.store.database.write { tx in
                    try tx.limit(work: 1 << 40)
                    let before = try tx.workLeft
                    _ = try OverviewSections(DayFrame(utc: TestClock.start), access, tx).activity()
                    return before - (try tx.workLeft)
                }
            }
            let commands = Array(repeating: BatchCommand.create(try .task()), count: 1_000)
            for _ in 0..<11 { _ = try site.store.tasks.batch(commands, by: by(.ada, site)) }
            let before = try work(.cleo)
            for _ in 0..<4 { _ = try site.store.tasks.batch(commands, by: by(.ada, site)) }
            #expect(try work(.cleo) < before + before / 10)
            #expect(try work(.ada) < before / 10)
        }
    }

    @Test("an import is told in the activity to whoever made it alone")
    func imports() async throws {
        try await withSite { site in
            _ = try site.store.tasks.finishImport(
                from: "beads", ImportCount(created: 412), changes: [], size: ChangeSize(), by: by(.ada, site))
            let frame = DayFrame(utc: site.clock.now)
            let told = try [Person.ada, .ben].map { person in
                try site.store.tasks.overview(frame, for: person.caller).activity.count
            }
            #expect(told == [1, 0])
        }
    }
}
