import Domain
import SQLite
import Store
import TaskDomain
import TaskStore
import Testing
import TestingElwosa

@Suite("Deleting a label, and taking that back")
struct LabelUndoTests {
    private func by(_ person: Person, _ site: TestSite) -> Change { Change(by: person.caller, at: site.clock.now) }

    /// Three tasks with the label `bug`, number 1: two in the project of all, and one in a project of Ada's and Ben's.
    private func make(_ site: TestSite) throws {
        let project = try site.store.projects.createProject(ProjectDraft(name: "Ada's"), by: by(.ada, site)).project.id
        _ = try site.store.projects.setMember("Ben", .editor, of: project, by: by(.ada, site))
        let common = try site.common()
        for place in 1...3 {
            var draft = try TaskDraft(title: "Task \(place)")
            draft.labels = place == 1 ? ["bug", "docs"] : ["bug"]
            draft.projectId = place == 3 ? project : common
            try site.make(draft)
        }
    }

    private func labels(_ site: TestSite) throws -> [String] {
        try site.store.database.read { tx in
            try tx.all("SELECT id || name || colour || createdAt FROM label ORDER BY id") { try $0[0] }
        }
    }

    @Test("each task's change and the label's are one change, which comes back whole, and goes again")
    func whole() async throws {
        try await withSite { site in
            try make(site)
            site.clock.advance(seconds: 60)
            let (before, labelsBefore) = (try TaskTables(site.store), try labels(site))
            let mark = try site.lastEvent()
            let change = try #require(try site.store.projects.deleteLabel(1, by: by(.ben, site)))
            let lost = ["task_changed", "task_changed", "task_changed", "label_deleted"]
            #expect(try change == mark + 1 && site.events(after: mark) == lost)
            #expect(try site.store.tasks.find(1, for: Person.ada.caller).labels.map(\.name) == ["docs"])
            #expect(try site.store.tasks.find(1, for: Person.ada.caller).version == 2)
            let after = try TaskTables(site.store)

            let undo = try site.store.tasks.undo(change, by: by(.ben, site))
            let found = ["label_restored", "task_changed", "task_changed", "task_changed"]
            #expect(try site.events(after: mark) == lost + found)
            #expect(try undo.tasks.map(\.id).sorted() == [1, 2, 3] && labels(site) == labelsBefore)
            #expect(try before.difference(from: TaskTables(site.store)) == [])

            _ = try site.store.tasks.undo(undo.change, by: by(.ben, site))
            #expect(try site.events(after: mark) == lost + found + lost)
            #expect(try after.difference(from: TaskTables(site.store)) == [] && labels(site).count == 1)
        }
    }

    @Test("a label that no task has goes and comes back")
    func unused() async throws {
        try await withSite { site in
            let label = try site.store.projects.createLabel("bug", .red, by: by(.ada, site))
            let mark = try site.lastEvent()
            let change = try #require(try site.store.projects.deleteLabel(label.id, by: by(.ada, site)))
            let undo = try site.store.tasks.undo(change, by: by(.ada, site))
            #expect(
                try undo.tasks.isEmpty && site.store.projects.labels(for: Person.ada.caller) == [label])
            #expect(try site.events(after: mark) == ["label_deleted", "label_restored"])
        }
    }

    @Test("is refused, with nothing changed, where something has changed since", arguments: 0..<5)
    func changedSince(place: Int) async throws {
        try await withSite { site in
            try make(site)
            let change = try #require(try site.store.projects.deleteLabel(1, by: by(.ben, site)))
            let ada = by(.ada, site)
            var patch = try TaskPatch()
            patch.addedLabels = ["docs"]
            switch place {
            case 0: _ = try site.store.tasks.update(3, patch, ifVersion: nil, by: ada)
            case 1: try site.store.tasks.delete(2, ifVersion: nil, by: ada)
            case 2: _ = try site.store.projects.createLabel("BUG", .red, by: ada)
            case 3: site.clock.advance(seconds: 601)
            default: _ = try site.store.tasks.undo(change, by: by(.ben, site))
            }
            let (mark, state) = (try site.lastEvent(), try TaskTables(site.store))
            let failure = #expect(throws: Failure.self) { try site.store.tasks.undo(change, by: by(.ben, site)) }
            #expect(failure?.kind == .conflict)
            #expect(try site.events(after: mark) == [] && state == TaskTables(site.store))
        }
    }

    @Test("a label that came back is taken away again only as it came", arguments: 0..<3)
    func redo(place: Int) async throws {
        try await withSite { site in
            try make(site)
            let change = try #require(try site.store.projects.deleteLabel(1, by: by(.ben, site)))
            let undo = try site.store.tasks.undo(change, by: by(.ben, site)).change
            var draft = try TaskDraft(title: "New")
            draft.labels = ["bug"]
            switch place {
            case 0: _ = try site.store.projects.updateLabel(1, name: "fault", colour: nil, by: by(.ada, site))
            case 1: try site.make(draft)
            default: _ = try site.store.tasks.undo(undo, by: by(.ben, site))
            }
            let mark = try site.lastEvent()
            let failure = #expect(throws: Failure.self) { try site.store.tasks.undo(undo, by: by(.ben, site)) }
            #expect(try failure?.kind == .conflict && site.events(after: mark) == [])
        }
    }

    @Test("nobody takes another's deleting back")
    func anothers() async throws {
        try await withSite { site in
            try make(site)
            let change = try #require(try site.store.projects.deleteLabel(1, by: by(.ben, site)))
            let mark = try site.lastEvent()
            #expect(throws: Failure.notFound) { try site.store.tasks.undo(change, by: by(.ada, site)) }
            #expect(try site.events(after: mark) == [])
        }
    }

    @Test("a label on as many tasks as one request may change goes, and on one more it is refused")
    func many() async throws {
        try await withSite { site in
            let label = try site.store.projects.createLabel("bug", .red, by: by(.ada, site))
            try site.store.database.write { tx in
                try tx.runScript(
                    """
                    WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id <= 2000)
                    INSERT INTO task (id, title, description, status, priority, createdAt, updatedAt, version, inboxId)
                    SELECT id, 'Task', '', 'open', 2, 0, 0, 1, 1 FROM n;
                    INSERT INTO taskLabel SELECT id, 1 FROM task;
                    INSERT INTO taskCount VALUES (-1, 'open', 2001) ON CONFLICT DO UPDATE SET count = 2001;
                    """)
            }
            let mark = try site.lastEvent()
            let failure = #expect(throws: Failure.self) {
                try site.store.projects.deleteLabel(label.id, by: by(.ada, site))
            }
            #expect(failure?.rule == .onManyTasks(2_000) && failure?.kind == .conflict && failure?.field == "label")
            #expect(try site.events(after: mark) == [])
            var patch = try TaskPatch()
            patch.removedLabels = ["bug"]
            _ = try site.store.tasks.update(7, patch, ifVersion: nil, by: by(.ada, site))
            let change = try #require(try site.store.projects.deleteLabel(label.id, by: by(.ada, site)))
            #expect(try site.events(after: mark).count == 1 + 2_000 + 1)
            #expect(try site.store.tasks.undo(change, by: by(.ada, site)).tasks.count == 2_000)
        }
    }
}
