import Domain
import Store
import TaskDomain
import TaskStore
import Testing
import TestingElwosa

@Suite("Who sees and changes a label")
struct LabelSightTests {
    private func by(_ person: Person, _ site: TestSite) -> Change { Change(by: person.caller, at: site.clock.now) }

    /// A project of Ben's alone with a task that has the label `secret`, and one of his and Ada's with a task that has
    /// it too where `shared` says so.
    private func furnish(_ site: TestSite, shared: Bool) throws -> TaskLabel {
        for (name, isShared) in [("Own", false), ("Shared", true)] {
            let project = try site.store.projects.createProject(ProjectDraft(name: name), by: by(.ben, site)).project.id
            if isShared { _ = try site.store.projects.setMember("Ada", .editor, of: project, by: by(.ben, site)) }
            var draft = try TaskDraft.task("In \(name)")
            draft.projectId = project
            draft.labels = isShared && !shared ? [] : ["secret"]
            _ = try site.store.tasks.create(draft, by: by(.ben, site))
        }
        return try site.store.projects.labels(for: Person.ben.caller)[0].label
    }

    @Test("nobody but its maker and those who see a task with it, and the operator")
    func sight() async throws {
        try await withSite { site in
            let (projects, label) = (site.store.projects, try furnish(site, shared: false))
            let mark = try site.lastEvent()
            for stranger in [Person.ada, .cleo] {
                let change = by(stranger, site)
                #expect(try projects.labels(for: stranger.caller) == [])
                #expect(throws: Failure.notFound) { try projects.label(label.id, for: stranger.caller) }
                #expect(throws: Failure.notFound) {
                    try projects.updateLabel(label.id, name: "x", colour: nil, by: change)
                }
                #expect(throws: Failure.notFound) { try projects.deleteLabel(label.id, by: change) }
                let overview = try site.store.tasks.overview(DayFrame(utc: TestClock.start), for: stranger.caller)
                #expect(!overview.activity.contains { $0.title == "secret" })
                let twin = #expect(throws: Failure.self) { try projects.createLabel("SECRET", .red, by: change) }
                #expect(twin?.rule == .taken)
            }
            #expect(try site.events(after: mark) == [])
            #expect(try projects.labels(for: .commandLine).map(\.label) == [label])
            let own = try projects.createLabel("mine", .red, by: by(.ada, site)).label
            #expect(try projects.labels(for: Person.ada.caller).map(\.label) == [own])
            #expect(try projects.labels(for: Person.ben.caller).map(\.label) == [label])
        }
    }

    @Test("whoever gives a task a hidden label by its name sees it from then on")
    func typed() async throws {
        try await withSite { site in
            let label = try furnish(site, shared: false)
            var patch = try TaskPatch()
            patch.addedLabels = ["Secret"]
            _ = try site.store.tasks.update(2, patch, ifVersion: nil, by: by(.ada, site))
            #expect(try site.store.projects.labels(for: Person.ada.caller).map(\.label) == [label])
            #expect(try site.store.projects.labels(for: Person.ada.caller).map(\.count) == [1])
        }
    }

    @Test("it is changed by whoever sees all its tasks")
    func change() async throws {
        try await withSite { site in
            let (projects, label) = (site.store.projects, try furnish(site, shared: true))
            let mark = try site.lastEvent()
            for (name, colour) in [("x", nil), (nil, .red)] as [(String?, LabelColour?)] {
                let failure = #expect(throws: Failure.self) {
                    try projects.updateLabel(label.id, name: name, colour: colour, by: by(.ada, site))
                }
                #expect(failure?.kind == .forbidden && failure?.rule == .labelElsewhere)
            }
            #expect(try site.events(after: mark) == [])
            let changed = try projects.updateLabel(label.id, name: "plain", colour: nil, by: by(.ben, site))
            #expect(changed.label.name == "plain")
        }
    }

    @Test("deleting takes it from tasks in sight alone, and it stays while others have it; that comes back as well")
    func delete() async throws {
        try await withSite { site in
            let (projects, label) = (site.store.projects, try furnish(site, shared: true))
            let mark = try site.lastEvent()
            let change = try #require(try projects.deleteLabel(label.id, by: by(.ada, site)))
            #expect(try site.events(after: mark) == ["task_changed"])
            #expect(try projects.labels(for: Person.ada.caller) == [])
            #expect(try projects.labels(for: Person.ben.caller).map(\.count) == [1])
            _ = try site.store.tasks.undo(change, by: by(.ada, site))
            #expect(try projects.labels(for: Person.ada.caller).map(\.label) == [label])
            #expect(try projects.deleteLabel(label.id, by: by(.ben, site)) != nil)
            #expect(try projects.labels(for: .commandLine) == [])
        }
    }

    @Test("a maker who sees none of the tasks with it changes nothing")
    func makerOutside() async throws {
        try await withSite { site in
            let (projects, label) = (
                site.store.projects, try site.store.projects.createLabel("bug", .red, by: by(.ada, site))
            )
            let project = try projects.createProject(ProjectDraft(name: "Own"), by: by(.ben, site)).project.id
            var draft = try TaskDraft.task("In it")
            (draft.projectId, draft.labels) = (project, ["bug"])
            _ = try site.store.tasks.create(draft, by: by(.ben, site))
            let mark = try site.lastEvent()
            let failure = #expect(throws: Failure.self) {
                try projects.deleteLabel(label.label.id, by: by(.ada, site))
            }
            #expect(failure?.rule == .labelElsewhere && failure?.kind == .forbidden)
            #expect(try site.events(after: mark) == [] && projects.labels(for: Person.ada.caller).map(\.count) == [0])
        }
    }
}
