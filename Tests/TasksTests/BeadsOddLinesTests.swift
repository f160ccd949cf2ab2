import Domain
import SQLite
import Store
import TaskDomain
import TaskFormats
import TaskStore
import Tasks
import Testing
import TestingElwosa

@Suite("Unusual lines of beads")
struct BeadsOddLinesTests {
    @Test("days, minutes and the texts that beads has fields for come along")
    func fields() async throws {
        try await withSite { site in
            let report = try site.importing(
                issue("bd-1")
                    + issue(
                        "bd-2",
                        #""due_at":"2026-12-24T18:00:00+01:00","defer_until":"2026-12-20T00:00:00Z","#
                            + #""estimated_minutes":90,"description":"Why.","notes":"Well.","design":"How.","#
                            + #""acceptance_criteria":"When.","close_reason":"Because.","external_ref":"gh-9","#
                            + #""created_by":"emma","pinned":true,"is_template":false,"parent_child":"bd-1""#),
                as: BeadsFormat.self)
            let task = try site.task(named: "bd-2")
            #expect(task.dueAt?.text == "2026-12-24T17:00:00Z" && task.waitUntil?.text == "2026-12-20T00:00:00Z")
            #expect(task.estimateMinutes == 90 && task.parentId == 1 && report.skipped == [])
            #expect(
                task.description == """
                    Why.

                    Well.

                    ## Design

                    How.

                    ## Acceptance criteria

                    When.

                    ## Close reason

                    Because.

                    ---
                    - external_ref: gh-9
                    - created_by: emma
                    - pinned: true
                    """)
        }
    }

    @Test("what a line says of days is brought up to date, and what it does not say stays")
    func update() async throws {
        try await withSite { site in
            try site.importing(issue("bd-1", #""due_at":"2026-12-24","estimated_minutes":5"#), as: BeadsFormat.self)
            let change = Change(by: Person.ada.caller, at: Instant(rfc3339: "2026-01-03T00:00:00Z")!)
            var patch = try TaskPatch()
            patch.plan[.startAt] = .some(.time(TaskTime(text: "2026-12-01")!))
            _ = try site.store.tasks.update(site.task(named: "bd-1").id, patch, ifVersion: nil, by: change)
            try site.importing(
                issue("bd-1", #""due_at":null"#, updated: "2026-01-04T00:00:00Z"), as: BeadsFormat.self)
            let task = try site.task(named: "bd-1")
            #expect(task.dueAt == nil && task.estimateMinutes == 5 && task.startAt?.text == "2026-12-01")
        }
    }

    @Test(
        "an unusual line is taken, and the report says what became of it",
        arguments: [
            (issue("bd-1", #""priority":1.0"#), "", "high"),
            (issue("bd-1").replacing("open", with: "pinned"), "", "status:pinned"),
            (
                issue("bd-1").replacing("Issue bd-1", with: "\u{1b}[31mIssue\u{1b}[0m\tbd-1"),
                "signsRemoved bd-1: title", "Issue bd-1"
            ),
            (
                issue("bd-1").replacing("Issue bd-1", with: #"Issue\u001b]0;x\u0007 bd-1"#), "signsRemoved bd-1: title",
                "Issue bd-1"
            ),
            (issue("bd-1", #""description":"A\tb\u0000c""#), "signsRemoved bd-1: description", "A\tbc"),
            (issue("bd-1", #""due_at":"soon""#), "valueKept bd-1: due_at: soon", "- due_at: soon"),
            (
                issue("bd-1", #""estimated_minutes":9999999"#), "valueKept bd-1: estimated_minutes: 9999999",
                "minutes: 9999999"
            ),
            (issue("bd-1", #""metadata":{"a":1},"wisp":true"#), "partUnknown metadata, wisp", "Issue"),
            ("\u{feff}" + issue("bd-1"), "", "Issue"),
            (" \t \r\n" + issue("bd-1").replacing("\n", with: "\r\n"), "", "Issue"),
            (
                #"{"_schema":"beads-jsonl/1","_sort":"stable-v1"}"# + "\n" + issue("bd-1", #""_type":"issue""#), "",
                "Issue"
            ),
            (#"{"_type":"memory","key":"k","value":"v"}"# + "\n" + issue("bd-1"), "notATask memory: k", "Issue"),
            (#"{"id":"bd-1","title":"Issue"}"#, "", "open"),
            (#"{"id":"bd-1","title":"","status":"open"}"#, "titleMissing bd-1", "bd-1"),
            (#"{"id":"bd-1","title":{},"status":1}"#, "partUnknown bd-1: titletitleMissing bd-1", "status:1"),
            (issue("bd-1", #""priority":5"#), "valueKept bd-1: priority: 5", "- priority: 5"),
            (issue("bd-1", #""priority":"P1""#), "", "high"), (issue("bd-1", #""priority":"low""#), "", "low"),
            (
                issue("bd-1", #""estimated_minutes":12.5"#), "valueKept bd-1: estimated_minutes: 12.5",
                "- estimated_minutes: 12.5"
            ),
            (issue("bd-1").replacing("2026-01-01T00:00:00Z", with: "2026-01-01"), "", "Issue"),
            (
                issue("bd-1").replacing("2026-01-01T00:00:00Z", with: "once"), "valueKept bd-1: created_at: once",
                "- created_at: once"
            ),
            (
                issue("bd-1", #""due_at":"0001-01-01T00:00:00Z""#), "valueKept bd-1: due_at: 0001-01-01T00:00:00Z",
                "- due_at: 0001"
            ),
            (
                issue("bd-1", #""dependencies":[{"type":"blocks"}]"#), "valueKept bd-1: dependencies: blocks",
                "- dependencies: blocks"
            ),
            (issue("bd-1", #""dependencies":[7]"#), "valueKept bd-1: dependencies: 7", "- dependencies: 7"),
            (issue("bd-1", #""comments":[{"author":"x"}]"#), "partUnknown bd-1: comments", "Issue"),
            (
                issue("bd-1", #""comments":[{"text":"x","created_at":"now"}]"#), "valueKept bd-1: created_at: now",
                "- created_at: now"
            ),
            (issue("bd-1", #""labels":["a",null]"#), "", "a"), (issue("bd-1", #""labels":"a""#), "", "a"),
            (issue("bd-1", #""labels":["a",[]]"#), "partUnknown bd-1: labels", "a"),
            (issue("bd-1", #""assignee":{},"description":7"#), "partUnknown bd-1: assignee", "7"),
        ])
    func odd(file: String, told: String, kept: String) async throws {
        try await withSite { site in
            let report = try site.importing(file, as: BeadsFormat.self)
            let task = try site.task(named: "bd-1")
            let words = [task.title, task.description, task.status.rawValue, task.priority.rawValue]
            #expect((words + task.labels.map(\.name)).contains { $0.contains(kept) })
            #expect(report.skipped.map { "\($0.reason) \($0.names.joined(separator: ", "))" }.joined() == told)
            #expect(task.createdAt <= site.clock.now && task.createdAt.seconds > 0)
        }
    }

    @Test("texts beyond their limit go on: a title in the description, a description in comments, comments in others")
    func long() async throws {
        try await withSite { site in
            let line = String(repeating: "word ", count: 200) + #"\n"#
            let title = String(repeating: "t", count: 600)
            let comment =
                #"{"author":"x","text":"\#(String(repeating: line, count: 40))","created_at":"2026-01-01T00:00:00Z"}"#
            let report = try site.importing(
                issue("bd-1", #""description":"\#(String(repeating: line, count: 70))","comments":[\#(comment)]"#)
                    .replacing("Issue bd-1", with: title), as: BeadsFormat.self)
            let task = try site.task(named: "bd-1")
            #expect(task.title.count == 500 && task.title.hasSuffix("…") && task.description.hasPrefix(title))
            let comments = try site.store.tasks.comments(of: task.id, for: .commandLine)
            let words = ([task.description] + comments.map(\.text)).joined(separator: "\n").split { $0.isWhitespace }
            #expect(words.count { $0 == "word" } == 110 * 200 && comments.count { $0.importedAuthor == "x" } == 3)
            #expect(report.skipped.map(\.names) == [["bd-1: title", "bd-1: description", "bd-1: comment"]])
            #expect(try site.importing(issue("bd-1"), as: BeadsFormat.self).count == ImportCount(unchanged: 1))
        }
    }

    @Test("a tie that may not be made is left out and told, and the import can be taken back")
    func forbidden() async throws {
        try await withSite { site in
            var draft = try TaskDraft(title: "Seen", externalId: "bd-1")
            draft.projectId = try site.project("Read", members: [.ben: .viewer])
            try site.make(draft, by: .ada)
            let report = try site.importing(
                issue("bd-2", waits("bd-2", for: "bd-1", type: "parent-child")) + issue("bd-3"),
                as: BeadsFormat.self, by: Person.ben.caller)
            #expect(report.count.created == 2 && report.change != nil)
            #expect(report.skipped.map(\.reason) == [.notAllowed] && report.skipped[0].names == ["bd-2 → bd-1"])
        }
    }

    @Test("an import that breaks off at its ties can be taken back all the same")
    func brokenTies() async throws {
        try await withSite { site in
            let broken = BrokenTies(inner: site.store.tasks)
            var run = ImportRun(BeadsFormat.self, into: broken) { Change(by: .commandLine, at: site.clock.now) }
            try run.take(Array((issue("bd-1") + issue("bd-2", waits("bd-2", for: "bd-1"))).utf8))
            let failure = try #require(throws: Failure.self) { try run.finish() }
            #expect(failure.kind == .unavailable && run.report.count.created == 2)
            let change = try #require(run.report.change)
            _ = try site.store.tasks.undo(change, by: Change(by: .commandLine, at: site.clock.now))
            #expect(try site.store.database.read { try $0.value("SELECT count(*) FROM task") as Int? } == 0)
        }
    }
}

/// A store whose ties cannot be written.
private struct BrokenTies: ImportRepository {
    let inner: any ImportRepository

    func importLabels(_ labels: [ImportedLabel], by change: Change) throws(Failure) -> ImportOutcome {
        try inner.importLabels(labels, by: change)
    }

    func importProjects(_ projects: [ImportedProject], by change: Change) throws(Failure) -> ImportOutcome {
        try inner.importProjects(projects, by: change)
    }

    func importTasks(_ tasks: [ImportedTask], by change: Change) throws(Failure) -> ImportOutcome {
        try inner.importTasks(tasks, by: change)
    }

    func importTies(_ ties: [ImportedTies], by change: Change) throws(Failure) -> ImportOutcome {
        throw Failure(.unavailable, "The database is busy.")
    }

    func finishImport(
        from source: String, _ count: ImportCount, changes: [Int64], size: ChangeSize, by change: Change
    ) throws(Failure) -> Int64? {
        try inner.finishImport(from: source, count, changes: changes, size: size, by: change)
    }
}
