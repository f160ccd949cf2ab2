import Domain
import SQLite
import TaskChanges
import TaskDomain
import Testing
import TestingElwosa

@testable import Store
@testable import TaskStore

@Suite("How much one request may change")
struct ChangeLimitTests {
    private func by(_ site: TestSite) -> Change { Change(by: Person.ada.caller, at: site.clock.now) }

    /// A root with so many subtasks right below it.
    private func family(_ count: Int, _ site: TestSite) throws -> TaskItem.ID {
        let root = try site.make(.task("Root")).id
        let drafts = try (0..<count).map { place in
            var draft = try TaskDraft.task("Sub \(place)")
            draft.parentId = root
            return BatchCommand.create(draft)
        }
        _ = try site.store.tasks.batch(drafts, by: by(site))
        return root
    }

    private func projects(_ site: TestSite) throws -> [Int64] {
        try ["A", "B"].map { try site.store.projects.createProject(ProjectDraft(name: $0), by: by(site)).project.id }
    }

    private func moved(to project: Int64) throws -> TaskPatch {
        var patch = try TaskPatch()
        patch.projectId = .some(project)
        return patch
    }

    @Test("a root with 1,000 subtasks is not moved 400 times: the second is refused by name, and nothing is changed")
    func moves() async throws {
        try await withSite { site in
            let root = try family(1_000, site)
            let projects = try projects(site)
            let commands = try (0..<400).map { turn in
                BatchCommand.update(root, try moved(to: projects[turn % 2]), ifVersion: nil)
            }
            let (mark, before) = (try site.lastEvent(), try TaskTables(site.store))
            let failure = #expect(throws: Failure.self) { try site.store.tasks.batch(commands, by: by(site)) }
            #expect(failure?.kind == .invalid && failure?.rule == .tooManyChanges(2_000))
            #expect(failure?.field == "[1].projectId")
            #expect(try site.lastEvent() == mark && before.difference(from: TaskTables(site.store)) == [])

            let change = try site.store.tasks.batch(Array(commands.prefix(1)), by: by(site)).change
            let undo = try site.store.tasks.undo(try #require(change), by: by(site))
            #expect(try site.store.tasks.find(root, for: Person.ada.caller).projectId == nil)
            _ = try site.store.tasks.undo(undo.change, by: by(site))
            #expect(try site.store.tasks.find(root, for: Person.ada.caller).projectId == projects[0])
        }
    }

    @Test("what lies in the trash together comes back up to the same number")
    func restoring() async throws {
        try await withSite { site in
            let tasks = site.store.tasks
            let families = [try family(1_000, site), try family(1_000, site)]
            let changes = try families.map { try #require(try tasks.delete($0, ifVersion: nil, by: by(site))) }
            // As no deletion would leave it: more in one than may be.
            try site.store.database.write { tx in
                try tx.run("UPDATE trash SET change = ? WHERE change = ?", changes[0], changes[1])
                try tx.run("UPDATE trash SET parentId = ? WHERE taskId = ?", families[0], families[1])
            }
            let (mark, before) = (try site.lastEvent(), try TaskTables(site.store))
            let failure = #expect(throws: Failure.self) { try tasks.restore(families[0], by: by(site)) }
            #expect(failure?.kind == .invalid && failure?.rule == .tooManyChanges(2_000))
            #expect(try site.lastEvent() == mark && before.difference(from: TaskTables(site.store)) == [])
        }
    }

    @Test("a patch, a deletion and one in a batch are held to the same number, whatever the door", arguments: 0..<3)
    func doors(door: Int) async throws {
        try await withSite { site in
            let project = try projects(site)[0]
            let root = try site.make(.task("Root")).id
            // As no door would make it: more below one than may be.
            try site.store.database.write { tx in
                try tx.run(
                    """
                    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
                    INSERT INTO task (title, description, status, priority, createdAt, updatedAt, version, parentId, inboxId)
                    SELECT 'Sub', '', 'open', 2, 0, 0, 1, ?, 1 FROM n
                    """, root)
                try tx.run(
                    "INSERT INTO taskSearch (rowid, title, description) SELECT id, 'sub', '' FROM task WHERE parentId = ?",
                    root)
                try tx.run("UPDATE taskCount SET count = count + 2000 WHERE projectId = -1 AND status = 'open'")
            }
            let mark = try site.lastEvent()
            let field: String
            let failure: Failure?
            switch door {
            case 0:
                field = "projectId"
                failure = #expect(throws: Failure.self) {
                    try site.store.tasks.update(root, moved(to: project), ifVersion: nil, by: by(site))
                }
            case 1:
                field = "subtasks"
                failure = #expect(throws: Failure.self) {
                    try site.store.tasks.delete(root, ifVersion: nil, by: by(site))
                }
            default:
                field = "[1].subtasks"
                let commands = [
                    BatchCommand.create(try .task("x")), .delete(root, ifVersion: nil),
                ]
                failure = #expect(throws: Failure.self) { try site.store.tasks.batch(commands, by: by(site)) }
            }
            // A deletion that ties many together is more work before it is too many tasks.
            let rules: [Rule?] = door == 0 ? [.tooManyChanges(2_000)] : [.tooManyChanges(2_000), .tooMuchAtOnce]
            #expect(
                failure?.kind == .invalid && rules.contains(failure?.rule) && failure?.field == field,
                "\(String(describing: failure))")
            #expect(try site.lastEvent() == mark)
        }
    }

    @Test("whoever walks or writes more than one request may is refused by field and rule, at the door of all writes")
    func work() async throws {
        try await withSite { site in
            let failure = #expect(throws: Failure.self) {
                try site.store.write(work: 100_000) { tx in
                    for _ in 0..<1_000 { _ = try tx.value("SELECT count(*) FROM event") as Int? }
                }
            }
            #expect(failure == Failure(.tooMuchAtOnce, field: "change"))
            let long = String(repeating: "w ", count: 30_000)
            let deep = #expect(throws: Failure.self) {
                try site.store.writing(by(site)) { writing in
                    try writing.limit(work: 150_000)
                    writing.field = "somewhere"
                    for _ in 0..<100 {
                        _ = try TaskEditing(writing).make(TaskDraft(title: "x", description: long))
                    }
                }
            }
            #expect(deep == Failure(.tooMuchAtOnce, field: "somewhere"))
        }
    }

    @Test("an import that reads a long conversation again with every line is told to come in parts, and then goes on")
    func readings() async throws {
        try await withSite { site in
            let now = site.clock.now
            let lines = try (0..<200).map { number in
                var draft = try TaskDraft(title: "Long")
                draft.externalId = "long"
                var line = ImportedTask(
                    draft: draft, createdAt: now, updatedAt: now.adding(seconds: Int64(number)), completedAt: nil)
                line.comments = [ImportedComment(author: "Eve", text: "Line \(number)", createdAt: now)]
                return line
            }
            let id = try #require(try site.store.tasks.importTasks([lines[0]], by: by(site)).ids[0])
            let key = site.store.eventKey
            try site.store.database.write { tx in
                for second in 1...60 {
                    let text = String(repeating: "x", count: 16_000)
                    let row = CommentRow(
                        id: 0, taskId: id, authorId: nil, authorName: "Eve", text: text,
                        createdAt: Instant(seconds: Int64(second)), editedAt: nil)
                    try SQLiteTaskRows(tx, key: key).insert(row)
                }
            }
            site.clock.advance(seconds: 1_000)
            let failure = #expect(throws: Failure.self) {
                try site.store.tasks.importTasks(Array(lines[1...]), by: by(site))
            }
            #expect(failure?.rule == .tooMuchAtOnce)
            #expect(try site.store.tasks.importTasks(Array(lines[1...5]), by: by(site)).count.updated == 5)
        }
    }

    /// The sizes of a change, of taking it back, and of taking that back again.
    private func sizes(
        _ site: TestSite, _ change: @escaping @Sendable (TaskWriting) throws -> Void
    ) throws -> [ChangeSize] {
        var sizes: [ChangeSize] = []
        var seq: Int64 = 0
        for turn in 0..<4 {
            let before = seq
            let (size, made) = try site.store.writing(by(site), undoes: turn == 0 ? nil : before) { writing in
                try writing.limit(work: ChangeRules.workLimit)
                guard turn > 0 else {
                    try change(writing)
                    return (try writing.size, writing.seq ?? 0)
                }
                var undo = TaskUndo(writing)
                try undo.takeBack(ChangeEvents(writing.rows).of(before, by: by(site)))
                return (try writing.size, writing.seq ?? 0)
            }
            seq = made
            sizes.append(size)
        }
        return sizes
    }

    @Test(
        "what was allowed can be taken back, and that again: no more tasks, and at most what an undo may do",
        arguments: 0..<7)
    func undoable(shape: Int) async throws {
        try await withSite { site in
            let tasks = site.store.tasks
            let root = try family(60, site)
            let project = try projects(site)[0]
            let move = try moved(to: project)
            let words = (0..<400).map { "word\($0)" }.joined(separator: " ")
            var rich = try TaskDraft(title: "Rich", description: words, steps: (0..<40).map { "Step \($0)" })
            (rich.labels, rich.assignees, rich.blockedBy) = (
                ["a", "b", "c"], ["Ben", "Ada"], Array(root + 1...root + 9)
            )
            let many = try (0..<20).map { _ in try site.make(rich).id }
            for id in many { for _ in 0..<5 { _ = try tasks.addComment(words + " @Ben", to: id, by: by(site)) } }
            let found = try sizes(site) { [rich] writing in
                let (editing, discarding) = (TaskEditing(writing), TaskDiscarding(writing))
                switch shape {
                case 0: try editing.change(root, move, nil)
                case 1: try discarding.discard(root, nil)
                case 2: for id in many { try discarding.discard(id, nil) }
                case 3: for _ in 0..<20 { _ = try editing.make(rich) }
                case 4: for id in many { try editing.change(id, TaskPatch(description: words + " more"), nil) }
                case 5: _ = try LabelChanges(writing).delete(1)
                default:
                    var new = rich
                    new.labels = (0..<50).map { "new \($0)" }
                    _ = try editing.make(new)
                }
            }
            for size in found.dropFirst() {
                #expect(size.tasks <= found[0].tasks && 2 * size.work <= 5 * found[0].work, "\(found)")
            }
        }
    }
}

extension TaskWriting {
    /// As `WriteTransaction.limit`.
    fileprivate func limit(work: Int) throws { try (rows as? SQLiteTaskRows)?.tx.limit(work: work) }
}
