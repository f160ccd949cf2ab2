import AuthStore
import Domain
import HouseStore
import SQLite
import Store
import TaskDomain
import TaskStore
import Testing
import TestingElwosa

@Suite("A task in an inbox")
struct InboxTests {
    private static func change(_ site: TestSite, _ person: Person) -> Change {
        Change(by: person.caller, at: site.clock.now)
    }

    /// The traces of a task that somebody reads by every contract; a word for each.
    private static func traces(of id: TaskItem.ID, for person: Person, _ site: TestSite) throws -> Set<String> {
        let (tasks, caller, frame) = (site.store.tasks, person.caller, DayFrame(utc: site.clock.now))
        func list(_ text: String) throws -> Bool {
            try tasks.list(TaskQuery(TaskFilter(parsing: text), frame: frame), for: caller).tasks.contains {
                $0.id == id
            }
        }
        var found: Set<String> = []
        func note(_ name: String, _ isFound: Bool) { if isFound { found.insert(name) } }
        note("find", (try? tasks.find(id, for: caller)) != nil)
        note("several", try !tasks.find([id], for: caller).isEmpty)
        for text in ["", "secret", "id:\(id)", "project:none", "external:s-1", "label:bug"] {
            note("list \(text)", try list(text))
        }
        let board = try tasks.board(BoardQuery(by: .status, frame: frame), for: caller)
        note("board", board.lanes.contains { $0.tasks.contains { $0.id == id } })
        let overview = try tasks.overview(frame, for: caller)
        note("counts", overview.live > 0)
        note("chart", overview.openPerDay.contains { $0 > 0 })
        note("activity", overview.activity.contains { $0.taskId == id || $0.title.contains("Secret") })
        note("menu", try site.store.projects.menu(for: caller).live > 0)
        note("labels", try site.store.projects.labels(for: caller).contains { $0.count > 0 })
        note("changes", try tasks.changes(after: 0, limit: 200, for: caller).entries.contains { $0.taskId == id })
        note("history", (try? tasks.history(of: id, before: nil, limit: 9, for: caller)) != nil)
        note("comments", (try? tasks.comments(of: id, for: caller)) != nil)
        note("export", try tasks.exportTasks(nil, after: 0, limit: 9, for: caller).contains { $0.task.id == id })
        return found
    }

    private static func secret(_ site: TestSite, assignees: [String] = []) throws -> TaskItem {
        var draft = try TaskDraft(title: "Secret", steps: ["One"], externalId: "s-1")
        (draft.labels, draft.assignees) = (["bug"], assignees)
        return try site.make(draft)
    }

    @Test("is in its maker's and read by nobody else, in no list, count, chart, history or export")
    func hidden() async throws {
        try await withSite { site in
            let task = try Self.secret(site)
            #expect(task.inboxId == Person.ada.id && task.inbox?.name == "Ada")
            #expect(task.visibleTo?.map(\.name) == ["Ada"])
            let all = try Self.traces(of: task.id, for: .ada, site)
            #expect(all.count == 18, "\(all)")
            for person in [Person.ben, .cleo, .dot] {
                #expect(try Self.traces(of: task.id, for: person, site) == [])
            }
            try site.store.tasks.delete(task.id, ifVersion: nil, by: Self.change(site, .ada))
            #expect(try site.store.tasks.trash(before: nil, limit: 9, for: Person.ben.caller) == [])
            #expect(throws: Failure.notFound) { try site.store.tasks.restore(task.id, by: Self.change(site, .ben)) }
            #expect(try site.store.tasks.restore(task.id, by: Self.change(site, .ada)).task.inboxId == Person.ada.id)
        }
    }

    @Test("is seen by whoever it is assigned to, as long as it is")
    func assigned() async throws {
        try await withSite { site in
            let task = try Self.secret(site, assignees: ["Ben"])
            #expect(task.visibleTo?.map(\.name) == ["Ada", "Ben"])
            #expect(
                try Self.traces(of: task.id, for: .ben, site) == Self.traces(of: task.id, for: .ada, site))
            #expect(try site.store.projects.menu(for: Person.ben.caller).inbox == 0)
            #expect(try TaskInvariants.faults(site.store) == [])
            var patch = try TaskPatch()
            patch.assignees = []
            let mark = try site.lastEvent()
            _ = try site.store.tasks.update(task.id, patch, ifVersion: nil, by: Self.change(site, .ada))
            #expect(try Self.traces(of: task.id, for: .ben, site) == ["changes"])
            let told = try site.store.tasks.changes(after: mark, limit: 9, for: Person.ben.caller)
            #expect(told.entries.map(\.taskId) == [task.id] && told.entries.allSatisfy { $0.task == nil })
        }
    }

    @Test("of an agent is its owner's too")
    func agent() async throws {
        try await withSite { site in
            try site.store.database.write { tx in try tx.run("UPDATE account SET ownerId = 2 WHERE id = 4") }
            let task = try site.make(.task("Secret"), by: .dot)
            #expect(task.visibleTo?.map(\.name) == ["Dot", "Ben"])
            let tasks = site.store.tasks
            #expect(try tasks.find(task.id, for: Person.ben.caller).title == "Secret")
            #expect(throws: Failure.notFound) { try tasks.find(task.id, for: Person.ada.caller) }
            var patch = try TaskPatch()
            patch.inbox = "Ben"
            let moved = try tasks.update(task.id, patch, ifVersion: nil, by: Self.change(site, .ben)).task
            #expect(moved.inboxId == Person.ben.id)
            #expect(throws: Failure.notFound) { try tasks.find(task.id, for: Person.dot.caller) }
        }
    }

    @Test("may be worked on by whoever it is assigned to, who decides neither where it is nor who sees it")
    func assigneeRights() async throws {
        try await withSite { site in
            let (tasks, ben) = (site.store.tasks, Self.change(site, .ben))
            let parent = try site.make(.task("Hidden"))
            var draft = try TaskDraft(title: "Secret", steps: ["One"])
            (draft.parentId, draft.assignees) = (parent.id, ["Ben"])
            let task = try site.make(draft)
            #expect(try tasks.find(task.id, for: ben.caller).parentId == nil)
            _ = try tasks.addComment("Well", to: task.id, by: ben)
            _ = try tasks.addStep(StepDraft(title: "Two"), to: task.id, by: ben)
            var form = try TaskPatch(title: "Done soon", status: .active)
            (form.parentId, form.projectId, form.assignees) = (.some(nil), .some(nil), ["Ben"])
            _ = try tasks.update(task.id, form, ifVersion: nil, by: ben)
            #expect(try tasks.find(task.id, for: Person.ada.caller).parentId == parent.id)
            let garden = try site.store.projects.createProject(ProjectDraft(name: "Garden"), by: ben).project.id
            for change: (inout TaskPatch) -> Void in [
                { $0.projectId = .some(garden) }, { $0.assignees = ["Ben", "Cleo"] }, { $0.addedAssignees = ["Cleo"] },
                { $0.externalId = .some("x") }, { $0.inbox = "Ben" },
            ] {
                var patch = try TaskPatch()
                change(&patch)
                let failure = #expect(throws: Failure.self) {
                    try tasks.update(task.id, patch, ifVersion: nil, by: ben)
                }
                #expect(failure?.kind == .forbidden, "\(patch)")
            }
            var below = try TaskDraft(title: "Below")
            below.parentId = task.id
            for attempt: () throws -> Void in [
                { try tasks.delete(task.id, ifVersion: nil, by: ben) }, { _ = try tasks.create(below, by: ben) },
                { _ = try tasks.promoteStep(tasks.find(task.id, for: ben.caller).steps[0].id, of: task.id, by: ben) },
            ] {
                let failure = #expect(throws: Failure.self) { try attempt() }
                #expect(failure?.kind == .forbidden)
            }
            var leave = try TaskPatch()
            leave.removedAssignees = ["Ben"]
            _ = try tasks.update(task.id, leave, ifVersion: nil, by: ben)
            #expect(throws: Failure.notFound) { try tasks.find(task.id, for: ben.caller) }
        }
    }

    @Test("goes to whoever takes it out of a project, with what stands below it")
    func takenOut() async throws {
        try await withSite { site in
            let (tasks, common) = (site.store.tasks, try site.common())
            var draft = try TaskDraft(title: "Secret")
            draft.projectId = common
            let task = try site.make(draft)
            var below = try TaskDraft(title: "Secret part")
            below.parentId = task.id
            let part = try site.make(below)
            var patch = try TaskPatch()
            patch.projectId = .some(nil)
            let moved = try tasks.update(task.id, patch, ifVersion: nil, by: Self.change(site, .ben))
            #expect(moved.task.inboxId == Person.ben.id)
            #expect(try tasks.find(part.id, for: Person.ben.caller).inboxId == Person.ben.id)
            #expect(throws: Failure.notFound) { try tasks.find(part.id, for: Person.ada.caller) }
            #expect(try TaskInvariants.faults(site.store) == [])
            _ = try tasks.undo(#require(moved.change), by: Self.change(site, .ben))
            #expect(try tasks.find(part.id, for: Person.ada.caller).projectId == common)
            #expect(try TaskInvariants.faults(site.store) == [])
        }
    }

    @Test("goes to the heir of an account that is deleted, in the trash too, and the log tells it")
    func heir() async throws {
        try await withToldSite { site in
            let (tasks, ben) = (site.store.tasks, Self.change(site, .ben))
            for (name, person) in [("x", Person.ada), ("x", .ben)] {
                try site.make(TaskDraft(title: name, externalId: "x-1"), by: person)
            }
            let gone = try site.make(.task("Gone"), by: .ben)
            try tasks.delete(gone.id, ifVersion: nil, by: ben)
            let ada = Self.change(site, .ada)
            let nobody = #expect(throws: Failure.self) { try site.store.accounts.deleteUser(2, heir: nil, by: ada) }
            #expect(nobody?.field == "heir")
            try site.store.accounts.deleteUser(2, heir: 1, by: ada)
            let found = try tasks.find(2, for: Person.ada.caller)
            #expect(found.inboxId == 1 && found.externalId == "x-1 (2)")
            #expect(try tasks.trash(before: nil, limit: 9, for: Person.ada.caller).map(\.id) == [gone.id])
            #expect(try TaskInvariants.faults(site.store) == [])
            let rebuilt = try site.rebuild()
            #expect(rebuilt.isSame, "\(rebuilt.faults) \(rebuilt.tables.filter { $0.differences > 0 })")
        }
    }

    @Test("has a name of another system to itself in its place alone, and moves to no place where that is taken")
    func externalIds() async throws {
        try await withSite { site in
            let common = try site.common()
            func named(_ person: Person, in project: Int64?) throws -> TaskItem {
                var draft = try TaskDraft(title: "x", externalId: "x-1")
                draft.projectId = project
                return try site.make(draft, by: person)
            }
            let ada = try named(.ada, in: nil)
            let all = [ada.id, try named(.ben, in: nil).id, try named(.ben, in: common).id]
            #expect(Set(all).count == 3)
            var patch = try TaskPatch()
            patch.projectId = .some(common)
            let failure = #expect(throws: Failure.self) {
                try site.store.tasks.update(ada.id, patch, ifVersion: nil, by: Self.change(site, .ada))
            }
            #expect(failure?.kind == .conflict && failure?.field == "externalId")
        }
    }

    @Test("is put by the command line where that says, and else with the one administrator")
    func commandLine() async throws {
        try await withSite { site in
            let change = Change(by: .commandLine, at: site.clock.now)
            var draft = try TaskDraft(title: "x")
            #expect(try site.store.tasks.create(draft, by: change).task.inbox?.name == "Ada")
            draft.inbox = "ben"
            #expect(try site.store.tasks.create(draft, by: change).task.inbox?.name == "Ben")
            draft.inbox = "nobody"
            let unknown = #expect(throws: Failure.self) { try site.store.tasks.create(draft, by: change) }
            #expect(unknown?.rule == .unknown)
            try site.store.database.write { tx in
                try tx.run("UPDATE account SET role = 'administrator' WHERE id = 2")
            }
            draft.inbox = nil
            let several = #expect(throws: Failure.self) { try site.store.tasks.create(draft, by: change) }
            #expect(several?.field == "inbox")
        }
    }
}
