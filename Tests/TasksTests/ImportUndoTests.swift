import Domain
import SQLite
import Store
import TaskDomain
import TaskFormats
import TaskStore
import Tasks
import Testing
import TestingElwosa

@Suite("Taking an import back")
struct ImportUndoTests {
    private func by(_ person: Person, _ site: TestSite) -> Change { Change(by: person.caller, at: site.clock.now) }

    private static let comments =
        #""comments":[{"author":"emma","text":"Ask @Ada","created_at":"2026-01-01T00:00:00Z"}]"#

    /// Every task with its parts and comments, but for what an undo leaves otherwise: version, time of change.
    private func state(_ site: TestSite) throws -> [String] {
        try site.store.database.read { tx in
            try tx.all(
                """
                SELECT json_array(id, title, description, status, externalId, parentId,
                (SELECT group_concat(blockerId) FROM taskBlock WHERE blockedId = task.id),
                (SELECT group_concat(text || ifnull(authorName, '')) FROM comment WHERE taskId = task.id),
                (SELECT count(*) FROM mention JOIN comment ON comment.id = commentId WHERE taskId = task.id))
                FROM task ORDER BY id
                """
            ) { try $0[0] }
        }
    }

    @Test("tasks with comments, ties and whatever was brought up to date go back at once, and come again")
    func whole() async throws {
        try await withSite { site in
            try site.importing(issue("bd-1"), as: BeadsFormat.self, by: Person.ben.caller)
            site.clock.advance(seconds: 60)
            let before = try state(site)
            let mark = try site.lastEvent()
            let file =
                issue("bd-1", Self.comments, updated: "2026-01-03T00:00:00Z")
                + issue("bd-2", Self.comments + "," + waits("bd-2", for: "bd-1"))
                + issue("bd-3", waits("bd-3", for: "bd-2", type: "parent-child"))
            let report = try site.importing(file, as: BeadsFormat.self, by: Person.ben.caller)
            let came = [
                "comment_added", "task_imported", "task_imported", "task_changed", "task_changed", "import_finished",
            ]
            #expect(try site.events(after: mark) == came)
            let change = try #require(report.change)
            #expect(change == mark + 6)
            let after = try state(site)

            let undo = try site.store.tasks.undo(change, by: by(.ben, site))
            let went = ["task_changed", "task_changed", "task_deleted", "task_deleted", "comment_removed"]
            #expect(try site.events(after: mark) == came + went)
            #expect(try state(site) == before && undo.tasks.map(\.id) == [1])

            let again = try site.store.tasks.undo(undo.change, by: by(.ben, site))
            #expect(try state(site).count == 3 && again.tasks.count == 3 && state(site) == after)
            let last = ["comment_added", "task_restored", "task_restored", "task_changed", "task_changed"]
            #expect(try site.events(after: mark) == came + went + last)
        }
    }

    @Test("all batches go back in one change")
    func batches() async throws {
        try await withSite { site in
            let file = (1...1_100).map { issue("bd-\($0)", $0 % 100 == 0 ? Self.comments : "") }.joined()
            let mark = try site.lastEvent()
            let report = try site.importing(file, as: BeadsFormat.self)
            let change = try #require(report.change)
            #expect(try site.lastEvent() == mark + 1_101)
            _ = try site.store.tasks.undo(change, by: Change(by: .commandLine, at: site.clock.now))
            let told = try site.events(after: change)
            #expect(try told == Array(repeating: "task_deleted", count: 1_100) && state(site).isEmpty)
        }
    }

    @Test("an editor takes back the comments that came along into a project")
    func editor() async throws {
        try await withSite { site in
            let project = try site.project("Move", members: [.ben: .editor])
            try site.importing(issue("bd-1"), as: BeadsFormat.self, by: Person.ben.caller)
            var patch = try TaskPatch()
            patch.projectId = project
            _ = try site.store.tasks.update(1, patch, ifVersion: nil, by: by(.ben, site))
            let mark = try site.lastEvent()
            site.clock.advance(seconds: 1)
            let file = issue("bd-1", Self.comments, updated: site.clock.now.rfc3339)
            let change = try #require(try site.importing(file, as: BeadsFormat.self, by: Person.ben.caller).change)
            _ = try site.store.tasks.undo(change, by: by(.ben, site))
            #expect(try site.events(after: mark) == ["comment_added", "import_finished", "comment_removed"])
        }
    }

    @Test("is refused, with nothing changed, where something has changed since", arguments: 0..<4)
    func changedSince(place: Int) async throws {
        try await withSite { site in
            let file = issue("bd-1", Self.comments) + issue("bd-2", waits("bd-2", for: "bd-1"))
            let change = try #require(try site.importing(file, as: BeadsFormat.self, by: Person.ben.caller).change)
            let (tasks, operating) = (site.store.tasks, Change(by: .commandLine, at: site.clock.now))
            switch place {
            case 0: _ = try tasks.addComment("Well", to: 1, by: operating)
            case 1: _ = try tasks.update(2, TaskPatch(title: "Other"), ifVersion: nil, by: operating)
            case 2: site.clock.advance(seconds: 601)
            default: _ = try tasks.undo(change, by: by(.ben, site))
            }
            let (mark, before) = (try site.lastEvent(), try state(site))
            let failure = #expect(throws: Failure.self) { try tasks.undo(change, by: by(.ben, site)) }
            #expect(try failure?.kind == .conflict && site.events(after: mark) == [] && state(site) == before)
            #expect(throws: Failure.notFound) { try tasks.undo(change, by: by(.ada, site)) }
        }
    }

    @Test("more tasks than one request may change are not taken back at once, and nobody is offered it")
    func tooMany() async throws {
        try await withSite { site in
            let (tasks, ben) = (site.store.tasks, by(.ben, site))
            let mark = try site.lastEvent()
            let count = ImportCount(created: 5_000, updated: 1)
            #expect(
                try tasks.finishImport(from: "beads", count, changes: [1], size: ChangeSize(tasks: 5_001), by: ben)
                    == nil)
            #expect(try tasks.undoOffer(mark + 1, at: site.clock.now, for: Person.ben.caller) == nil)
            #expect(throws: Failure.notFound) { try tasks.undo(mark + 1, by: ben) }
            #expect(
                try tasks.finishImport(
                    from: "beads", ImportCount(unchanged: 7), changes: [], size: ChangeSize(), by: ben) == nil)
            #expect(try site.events(after: mark) == ["import_finished"])
        }
    }
}
