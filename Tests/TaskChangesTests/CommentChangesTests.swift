import Domain
import TaskChanges
import TaskDomain
import Testing
import TestingElwosa

@Suite("Comments")
struct CommentChangesTests {
    private func update(
        _ comment: TaskDomain.Comment, of task: TaskItem.ID, _ text: String, by person: Person = .ada,
        seen: Int64? = nil,
        _ world: RuleWorld
    ) throws -> TaskDomain.Comment {
        try world.change(by: person, seen: seen) { try CommentChanges($0).update(comment.id, of: task, text).comment }
    }

    private func remove(_ comment: TaskDomain.Comment, of task: TaskItem.ID, by person: Person, _ world: RuleWorld)
        throws
    {
        _ = try world.change(by: person) { try CommentChanges($0).remove(comment.id, of: task) }
    }

    @Test("a commenter writes, changes and removes their own, an owner removes any", arguments: RowsKind.allCases)
    func rights(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let project = try world.project(with: [.ben: .commenter, .cleo: .viewer, .dot: .editor])
        let task = try world.make { $0.projectId = project }.id
        let viewer = #expect(throws: Failure.self) { try world.comment("x", on: task, by: .cleo) }
        #expect(viewer?.rule == .projectRole(.viewer, needs: .commenter))
        let comment = try world.comment("x", on: task, by: .ben)
        let mark = try world.mark()
        let changed = #expect(throws: Failure.self) { try update(comment, of: task, "y", by: .ada, world) }
        #expect(changed?.kind == .forbidden)
        let removed = #expect(throws: Failure.self) { try remove(comment, of: task, by: .dot, world) }
        #expect(removed?.rule == .projectRole(.editor, needs: .owner))
        #expect(try update(comment, of: task, "y", by: .ben, world).text == "y")
        try remove(comment, of: task, by: .ada, world)
        #expect(try world.kinds(after: mark) == ["comment_changed", "comment_removed"])
    }

    @Test("what was changed meanwhile is not changed over that", arguments: RowsKind.allCases)
    func stale(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let task = try world.make().id
        let comment = try world.comment("x", on: task)
        #expect(try update(comment, of: task, "y", seen: 1, world).version == 2)
        let failure = #expect(throws: Failure.self) { try update(comment, of: task, "z", seen: 1, world) }
        #expect(failure?.kind == .stale)
    }

    @Test("whoever is named and sees the task is mentioned, the longest name first", arguments: RowsKind.allCases)
    func mentions(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        _ = try world.addAgent("Ben Bot", of: .ben)
        let project = try world.project(with: [.ben: .viewer])
        _ = try world.change { try ProjectChanges($0).setMember("Ben Bot", .viewer, of: project) }
        let task = try world.make { $0.projectId = project }.id
        let comment = try world.comment("@ben bot, @BEN; and @Cleo, @benny", on: task)
        #expect(Set(comment.mentions.map(\.name)) == ["Ben", "Ben Bot"])
        let own = try world.make { $0.assignees = ["Cleo"] }.id
        #expect(try world.comment("@ben @cleo @ada", on: own).mentions.map(\.name) == ["Ada", "Cleo"])
    }

    @Test(
        "nobody is mentioned in code, in an address, by mail or behind a backslash",
        arguments: RowsKind.allCases,
        ["`@ben`", "```\n@ben\n```", "https://x.org/@ben", "[x](/@ben)", "ada@ben.org", "\\@ben", "@ben.org", "x@ben"])
    func noMentions(over rows: RowsKind, text: String) throws {
        let world = try RuleWorld(rows)
        let project = try world.project(with: [.ben: .viewer])
        let task = try world.make { $0.projectId = project }.id
        #expect(try world.comment(text, on: task).mentions.isEmpty)
        #expect(try world.comment(text + "\n\nand @ben.", on: task).mentions.map(\.name) == ["Ben"])
    }

    @Test("a task has room for so many, and for so much", arguments: RowsKind.allCases)
    func room(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let (many, long) = (try world.make().id, try world.make().id)
        let text = String(repeating: "x", count: TaskRules.commentByteLimit)
        let fitting = TaskRules.commentsByteLimit / TaskRules.commentByteLimit
        for (task, text, count) in [(many, "x", TaskRules.commentLimit), (long, text, fitting)] {
            _ = try world.change { writing in
                for _ in 0..<count {
                    let row = CommentRow(
                        id: 0, taskId: task, authorId: 1, authorName: nil, text: text,
                        createdAt: writing.change.instant, editedAt: nil)
                    _ = try writing.rows.insert(row)
                }
            }
        }
        let first = #expect(throws: Failure.self) { try world.comment("x", on: many) }
        #expect(first == Failure(.tooMany(TaskRules.commentLimit), field: "comments"))
        let second = #expect(throws: Failure.self) { try world.comment("x", on: long) }
        #expect(second == Failure(.tooManyBytes(TaskRules.commentsByteLimit), field: "comments"))
    }

    @Test("each change of one is taken back", arguments: RowsKind.allCases)
    func undone(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let task = try world.make().id
        func texts() throws -> [String] { try world.change { try $0.rows.comments(of: task).map(\.text) } }
        let comment = try world.comment("x", on: task)
        let added = try world.mark()
        _ = try update(comment, of: task, "y", world)
        let failure = #expect(throws: Failure.self) { try world.undo(added) }
        #expect(failure?.rule == .changed)
        try world.undo(world.mark())
        #expect(try texts() == ["x"])
        try remove(comment, of: task, by: .ada, world)
        try world.undo(world.mark())
        #expect(try texts() == ["x"])
        try world.undo(added)
        #expect(
            try texts() == []
                && world.kinds(after: added) == [
                    "comment_changed", "comment_changed", "comment_removed", "comment_added", "comment_removed",
                ])
    }
}
