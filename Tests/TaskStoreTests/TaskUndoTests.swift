import Domain
import SQLite
import Store
import TaskDomain
import TaskStore
import Testing
import TestingElwosa

@Suite("Taking a change back")
struct TaskUndoTests {
    private func by(_ person: Person, _ site: TestSite) -> Change { Change(by: person.caller, at: site.clock.now) }

    @Test("is told by the event of its kind, which names the change")
    func events() async throws {
        try await withSite { site in
            let tasks = site.store.tasks
            let task = try site.make(.task(steps: ["One"]))
            let step = task.steps[0].id
            var below = try TaskDraft(title: "Part")
            below.parentId = task.id
            let by = by(.ada, site)
            let changes: [(() throws -> Int64?, [String])] = [
                ({ try tasks.update(task.id, TaskPatch(title: "x"), ifVersion: nil, by: by).change }, ["task_changed"]),
                ({ try tasks.complete(task.id, force: false, ifVersion: nil, by: by).change }, ["task_reopened"]),
                (
                    { try tasks.updateStep(step, of: task.id, StepPatch(done: true), ifVersion: nil, by: by).change },
                    ["task_changed"]
                ),
                ({ try tasks.promoteStep(step, of: task.id, by: by).change }, ["task_deleted", "task_changed"]),
                ({ try tasks.create(below, by: by).change }, ["task_deleted"]),
                (
                    {
                        _ = try tasks.addComment("x", to: task.id, by: by); return try site.lastEvent()
                    }, ["comment_removed"]
                ),
                ({ try tasks.delete(task.id, ifVersion: nil, by: by) }, ["task_restored"]),
            ]
            for (carryOut, events) in changes {
                let change = try #require(try carryOut())
                let mark = try site.lastEvent()
                _ = try tasks.undo(change, by: by)
                #expect(try site.events(after: mark) == events)
                #expect(try undone(after: mark, site) == events.map { _ in change })
            }
        }
    }

    private func undone(after mark: Int64, _ site: TestSite) throws -> [Int64] {
        try site.store.database.read { tx in
            try tx.all("SELECT json_extract(content, '$.undoes') FROM eventBody WHERE seq > ? ORDER BY seq", mark) {
                try $0[0]
            }
        }
    }

    @Test("is refused with nothing changed where something of it has changed since", arguments: 0..<9)
    func changedSince(place: Int) async throws {
        try await withSite { site in
            let tasks = site.store.tasks
            let (ada, ben) = (by(.ada, site), by(.ben, site))
            let common = try site.common()
            let one = try site.make(.task("One", steps: ["a"]), in: common)
            let two = try site.make(.task("Two"), in: common)
            var both = try TaskPatch(title: "Same", priority: .urgent)
            both.labels = ["bug"]
            let commands = [one, two].map { BatchCommand.update($0.id, both, ifVersion: nil) }
            let change = try #require(try tasks.batch(commands, by: ada).change)
            let since: [() throws -> Void] = [
                { _ = try tasks.update(two.id, TaskPatch(title: "Other"), ifVersion: nil, by: ben) },
                { _ = try tasks.update(one.id, TaskPatch(priority: .low), ifVersion: nil, by: ben) },
                { try tasks.delete(one.id, ifVersion: nil, by: ben) },
                { try site.store.projects.deleteLabel(1, by: ben) },
                {
                    var patch = try TaskPatch()
                    patch.addedLabels = ["docs"]
                    _ = try tasks.update(two.id, patch, ifVersion: nil, by: ben)
                },
                { site.clock.advance(seconds: 601) },
                {
                    try tasks.delete(two.id, ifVersion: nil, by: ben); _ = try tasks.restore(two.id, by: ben)
                    _ = try tasks.update(two.id, TaskPatch(title: "Other"), ifVersion: nil, by: ben)
                },
                { _ = try tasks.undo(change, by: ada) },
                {
                    let project = try site.store.projects.createProject(ProjectDraft(name: "x"), by: ben).project
                    var patch = try TaskPatch()
                    patch.projectId = .some(project.id)
                    _ = try tasks.update(two.id, patch, ifVersion: nil, by: ben)
                },
            ]
            try since[place]()
            let (before, mark) = (try TaskTables(site.store), try site.lastEvent())
            let failure = #expect(throws: Failure.self) { try tasks.undo(change, by: by(.ada, site)) }
            #expect(failure?.kind == .conflict)
            #expect(try TaskTables(site.store) == before && site.events(after: mark) == [])
        }
    }

    @Test("of something else than what has changed since goes well, to the last second of ten minutes")
    func besides() async throws {
        try await withSite { site in
            let task = try site.make(.task("One"), in: site.common())
            let tasks = site.store.tasks
            let change = try tasks.update(task.id, TaskPatch(title: "x"), ifVersion: nil, by: by(.ada, site)).change
            _ = try tasks.update(task.id, TaskPatch(priority: .low), ifVersion: nil, by: by(.ben, site))
            site.clock.advance(seconds: 600)
            let undone = try tasks.undo(try #require(change), by: by(.ada, site)).tasks[0].whole
            #expect(undone?.title == "One" && undone?.priority == .low && undone?.version == 4)
        }
    }

    @Test("of a restoring goes well too after an edit of a comment was taken back", arguments: [true, false])
    func commentEdited(isTakenBack: Bool) async throws {
        try await withSite { site in
            let (tasks, by) = (site.store.tasks, by(.ada, site))
            let task = try site.make(.task()).id
            let comment = try tasks.addComment("x", to: task, by: by).comment.id
            let restoring = try tasks.undo(try #require(try tasks.delete(task, ifVersion: nil, by: by)), by: by).change
            _ = try tasks.updateComment(comment, of: task, "y", by: by)
            guard isTakenBack else {
                #expect(throws: Failure.self) { try tasks.undo(restoring, by: by) }
                return
            }
            _ = try tasks.undo(try site.lastEvent(), by: by)
            _ = try tasks.undo(restoring, by: by)
            #expect(throws: Failure.notFound) { try tasks.find(task, for: Person.ada.caller) }
        }
    }

    @Test("of another's change, of what is no change, and of the middle of one is 404")
    func noChange() async throws {
        try await withSite { site in
            let task = try site.make(.task("One", steps: ["a"]))
            let tasks = site.store.tasks
            let change = try tasks.promoteStep(task.steps[0].id, of: task.id, by: by(.ada, site)).change!
            let mark = try site.lastEvent()
            for (seq, person) in [(change, Person.ben), (change + 1, .ada), (9_999, .ada), (1, .ada)] {
                let failure = #expect(throws: Failure.self) { try tasks.undo(seq, by: by(person, site)) }
                #expect(failure?.kind == .notFound, "\(seq)")
            }
            #expect(try site.events(after: mark) == [])
        }
    }

    @Test("needs the role that the change needed")
    func role() async throws {
        try await withSite { site in
            let (tasks, projects) = (site.store.tasks, site.store.projects)
            let project = try projects.createProject(ProjectDraft(name: "x"), by: by(.ada, site)).project.id
            _ = try projects.setMember("Ben", .editor, of: project, by: by(.ada, site))
            var draft = try TaskDraft(title: "One")
            draft.projectId = project
            let task = try tasks.create(draft, by: by(.ben, site)).task
            let changed = try tasks.update(task.id, TaskPatch(title: "x"), ifVersion: nil, by: by(.ben, site)).change!
            _ = try tasks.addComment("x", to: task.id, by: by(.ben, site))
            let comment = try site.lastEvent()
            _ = try projects.setMember("Ben", .viewer, of: project, by: by(.ada, site))
            for seq in [changed, comment] {
                let failure = #expect(throws: Failure.self) { try tasks.undo(seq, by: by(.ben, site)) }
                #expect(failure?.kind == .forbidden)
            }
            try projects.removeMember(Person.ben.id, of: project, by: by(.ada, site))
            let failure = #expect(throws: Failure.self) { try tasks.undo(changed, by: by(.ben, site)) }
            #expect(failure?.kind == .conflict && failure?.message.contains("x\"") == false)
        }
    }
}
