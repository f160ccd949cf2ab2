import AuthStore
import Domain
import HouseStore
import SQLite
import Store
import TaskDomain
import TaskStore
import Testing
import TestingElwosa

@Suite("Projects, labels and views in SQLite")
struct ProjectRepositoryTests {
    private func by(_ person: Person, _ site: TestSite) -> Change { Change(by: person.caller, at: site.clock.now) }

    @Test("every change of a project is one event, and what changes nothing is none")
    func events() async throws {
        try await withSite { site in
            let projects = site.store.projects
            let mark = try site.lastEvent()
            let id = try projects.createProject(ProjectDraft(name: "Garden"), by: by(.ada, site)).project.id
            for name in ["Yard", "Yard"] {
                _ = try projects.updateProject(id, ProjectPatch(name: name), ifVersion: nil, by: by(.ada, site))
            }
            for role in [ProjectRole.viewer, .owner, .owner] {
                _ = try projects.setMember("ben", role, of: id, by: by(.ada, site))
            }
            try projects.removeMember(Person.ada.id, of: id, by: by(.ada, site))
            try projects.deleteProject(id, ifVersion: nil, by: by(.ben, site))
            let told = [
                "project_created", "project_changed", "member_set", "member_set", "member_removed", "project_deleted",
            ]
            #expect(try site.events(after: mark) == told)
        }
    }

    @Test("somebody owns it always")
    func lastOwner() async throws {
        try await withSite { site in
            let projects = site.store.projects
            let id = try projects.createProject(ProjectDraft(name: "Garden"), by: by(.ada, site)).project.id
            let mark = try site.lastEvent()
            let less = #expect(throws: Failure.self) {
                try projects.setMember("Ada", .editor, of: id, by: by(.ada, site))
            }
            let gone = #expect(throws: Failure.self) {
                try projects.removeMember(Person.ada.id, of: id, by: by(.ada, site))
            }
            #expect(less?.rule == .lastOwner && gone?.rule == .lastOwner && gone?.kind == .conflict)
            #expect(try site.events(after: mark) == [])
            // Whoever is disabled can do nothing for it.
            _ = try projects.setMember("Ben", .owner, of: id, by: by(.ada, site))
            _ = try site.store.accounts.disableUser(Person.ben.id, by: by(.ada, site))
            let left = #expect(throws: Failure.self) {
                try projects.removeMember(Person.ada.id, of: id, by: by(.ada, site))
            }
            #expect(left?.rule == .lastOwner)
            #expect(try site.store.accounts.projectsOwnedAlone(by: Person.ada.id) == 1)
        }
    }

    @Test("what is put away is in no list and not on the dashboard, unless it is asked for")
    func archive() async throws {
        try await withSite { site in
            let (projects, tasks, frame) = (site.store.projects, site.store.tasks, DayFrame(utc: site.clock.now))
            let id = try projects.createProject(ProjectDraft(name: "Garden"), by: by(.ada, site)).project.id
            var draft = try TaskDraft(title: "x", status: .active)
            (draft.projectId, draft.dueAt) = (id, TaskTime(text: "2026-11-01"))
            _ = try tasks.create(draft, by: by(.ada, site))
            _ = try projects.updateProject(id, ProjectPatch(isArchived: true), ifVersion: nil, by: by(.ada, site))
            let overview = try tasks.overview(frame, for: Person.ada.caller)
            #expect(overview.active == [] && overview.overdue == [] && overview.live == 0)
            #expect(overview.openPerDay.allSatisfy { $0 == 0 })
            for (text, count) in [("", 0), ("is:active", 0), ("project:Garden", 1), ("-project:none", 1), ("id:1", 1)] {
                let query = TaskQuery(try TaskFilter(parsing: text), frame: frame)
                #expect(try tasks.list(query, for: Person.ada.caller).tasks.count == count, "\(text)")
            }
            #expect(try projects.projects(archived: false, for: Person.ada.caller).isEmpty)
        }
    }

    @Test("a view is its owner's alone, and there are at most fifty")
    func views() async throws {
        try await withSite { site in
            let projects = site.store.projects
            let mark = try site.lastEvent()
            for _ in 1...50 { _ = try projects.saveView("x", "is:open", by: by(.ada, site)) }
            let more = #expect(throws: Failure.self) { try projects.saveView("x", "", by: by(.ada, site)) }
            #expect(more?.field == "views" && more?.kind == .invalid)
            let other = #expect(throws: Failure.self) {
                try projects.updateView(1, name: "y", query: nil, by: by(.ben, site))
            }
            #expect(other?.kind == .notFound)
            #expect(try projects.savedViews(of: Person.ben.id) == [])
            #expect(try site.events(after: mark) == Array(repeating: "view_saved", count: 50))
        }
    }

    @Test("every change of a view is one event, and in nobody's activity")
    func viewEvents() async throws {
        try await withSite { site in
            let projects = site.store.projects
            let mark = try site.lastEvent()
            let id = try projects.saveView("x", "is:open", by: by(.ada, site)).id
            for name in ["y", "y", nil] { _ = try projects.updateView(id, name: name, query: nil, by: by(.ada, site)) }
            #expect(throws: Failure.notFound) { try projects.deleteView(id, by: by(.ben, site)) }
            try projects.deleteView(id, by: by(.ada, site))
            #expect(try site.events(after: mark) == ["view_saved", "view_changed", "view_removed"])
            #expect(try site.store.tasks.overview(DayFrame(utc: site.clock.now), for: .commandLine).activity == [])
        }
    }

    @Test("a task's history and its end leave the view of its number alone")
    func viewOfATasksNumber() async throws {
        try await withSite { site in
            _ = try site.store.projects.saveView("Mine", "is:mine", by: by(.ada, site))
            let task = try site.make(.task("Gone"))
            #expect(task.id == 1)
            #expect(try site.store.tasks.history(of: 1, before: nil, limit: 9, for: .commandLine).count == 1)
            try site.store.tasks.delete(1, ifVersion: nil, by: by(.ada, site))
            site.clock.advance(seconds: 31 * 86_400)
            let mark = try site.lastEvent()
            _ = try site.sweepTwice()
            #expect(try site.events(after: mark) == ["task_purged"])
            #expect(try site.store.events.verify().erasedBodies == 2)
        }
    }

    @Test("a label is one in any case of its letters, and counts the tasks in sight")
    func labels() async throws {
        try await withSite { site in
            let projects = site.store.projects
            let mark = try site.lastEvent()
            let label = try projects.createLabel("Bug", .red, by: by(.ada, site))
            let twin = #expect(throws: Failure.self) { try projects.createLabel("BUG", .red, by: by(.ben, site)) }
            #expect(twin?.kind == .conflict)
            var draft = try TaskDraft(title: "x")
            (draft.labels, draft.assignees) = (["bUG"], ["Ben"])
            _ = try site.store.tasks.create(draft, by: by(.ada, site))
            draft.projectId = try projects.createProject(ProjectDraft(name: "x"), by: by(.ada, site)).project.id
            draft.assignees = []
            _ = try site.store.tasks.create(draft, by: by(.ada, site))
            #expect(try projects.labels(for: Person.ada.caller).map(\.count) == [2])
            #expect(try projects.labels(for: Person.ben.caller).map(\.count) == [1])
            try projects.deleteLabel(label.id, by: by(.ada, site))
            let told = [
                "label_created", "task_created", "project_created", "task_created", "task_changed", "task_changed",
                "label_deleted",
            ]
            #expect(try site.events(after: mark) == told)
        }
    }
}
