import Domain
import SQLite
import Store
import TaskDomain
import TaskFormats
import TaskStore
import Tasks
import Testing
import TestingElwosa

@Suite("Importing from beads")
struct BeadsImportTests {
    @Test("every member of an issue becomes what it means here")
    func whole() async throws {
        try await withSite { site in
            let mark = try site.lastEvent()
            let report = try site.importing(
                issue("bd-1") + issue("bd-2")
                    + #"{"id":"bd-3","title":"Whole","description":"Why.","notes":"Well.","status":"closed","priority":0,"#
                    + #""issue_type":"bug","labels":["ui","a, b"],"assignee":"Ben","#
                    + #""created_at":"2025-12-25T00:59:03.667-08:00","updated_at":"2025-12-26T01:04:51-08:00","#
                    + #""closed_at":"2025-12-26T01:04:51-08:00","comments":[{"id":4,"issue_id":"bd-3","author":"stevey","#
                    + #""text":"Hm, @Ada.","created_at":"2025-12-25T10:00:00Z"}],"dependencies":["#
                    + #"{"issue_id":"bd-3","depends_on_id":"bd-1","type":"blocks"},"#
                    + #"{"issue_id":"bd-3","depends_on_id":"bd-2","type":"parent-child"},"#
                    + #"{"issue_id":"bd-3","depends_on_id":"bd-9","type":"discovered-from"}]}"#, as: BeadsFormat.self)
            let task = try site.task(named: "bd-3")
            #expect(task.description == "Why.\n\nWell.\n\n---\n- discovered-from: bd-9\n- label: a, b")
            #expect(task.status == .done && task.priority == .urgent && task.assignees.map(\.name) == ["Ben"])
            #expect(task.labels.map(\.name) == ["type:bug", "ui"] && task.blockedBy == [1] && task.parentId == 2)
            #expect(task.createdAt.rfc3339 == "2025-12-25T08:59:03Z" && task.updatedAt == task.completedAt)
            #expect(task.completedAt?.rfc3339 == "2025-12-26T09:04:51Z")
            let comment = try site.store.tasks.comments(of: task.id, for: .commandLine)[0]
            #expect(comment.author == nil && comment.importedAuthor == "stevey" && comment.text == "Hm, @Ada.")
            #expect(comment.createdAt.rfc3339 == "2025-12-25T10:00:00Z" && comment.mentions.isEmpty)
            #expect(report.count == ImportCount(created: 3, ties: 2) && report.skipped.isEmpty)
            #expect(
                try site.events(after: mark) == [
                    "task_imported", "task_imported", "label_created", "label_created", "task_imported",
                    "task_changed", "import_finished",
                ])
        }
    }

    @Test("an assignee that nobody here is called becomes a label, and the report says so")
    func assignee() async throws {
        try await withSite { site in
            let report = try site.importing(issue("bd-1", #""assignee":"crew/emma, night""#), as: BeadsFormat.self)
            let task = try site.task(named: "bd-1")
            #expect(task.labels.map(\.name) == ["was:crew/emma  night"] && task.assignees.isEmpty)
            #expect(report.skipped.map(\.reason) == [.assigneeUnknown])
        }
    }

    @Test("what is left out is named with its reason")
    func skipped() async throws {
        try await withSite { site in
            let report = try site.importing(
                #"{"id":"bd-0","status":"tombstone"}"# + "\n" + issue("bd-1", waits("bd-1", for: "bd-2", "bd-9"))
                    + issue("bd-2", waits("bd-2", for: "bd-1", "bd-2"))
                    + issue("bd-3", waits("bd-3", for: "bd-0", "bd-1", "bd-2", type: "parent-child")),
                as: BeadsFormat.self)
            #expect(
                report.skipped.map { "\($0.reason) \($0.count) \($0.names.joined(separator: ", "))" } == [
                    "deletedThere 1 bd-0", "blockerMissing 1 bd-1 → bd-9", "circle 2 bd-2 → bd-1, bd-2 → bd-2",
                    "parentMissing 1 bd-3 → bd-0", "secondParent 1 bd-3 → bd-2",
                ])
            #expect(try site.task(named: "bd-3").parentId == site.task(named: "bd-1").id)
            #expect(try site.task(named: "bd-1").blockedBy == [site.task(named: "bd-2").id])
            #expect(report.count == ImportCount(created: 3, ties: 2))
        }
    }

    @Test("a second run changes nothing, and takes in what is new since")
    func again() async throws {
        try await withSite { site in
            let comment = #""comments":[{"author":"x","text":"One","created_at":"2026-01-01T00:00:00Z"}]"#
            let file =
                issue("bd-1", waits("bd-1", for: "bd-2")) + issue("bd-2", waits("bd-2", for: "bd-1"))
                + issue("bd-3", comment)
            try site.importing(file, as: BeadsFormat.self)
            let mark = try site.lastEvent()
            let second = try site.importing(file, as: BeadsFormat.self, piece: 7)
            #expect(second.count == ImportCount(unchanged: 3) && second.skipped.map(\.reason) == [.circle])
            #expect(try site.events(after: mark) == [])
            let newer = comment.dropLast() + #",{"author":"y","text":"Two","created_at":"2026-01-03T00:00:00Z"}]"#
            let third = try site.importing(
                issue("bd-3", String(newer), updated: "2026-01-04T00:00:00Z"), as: BeadsFormat.self)
            #expect(third.count == ImportCount(updated: 1))
            #expect(try site.events(after: mark) == ["comment_added", "import_finished"])
        }
    }

    @Test("batches make no difference to the ties")
    func batches() async throws {
        // Chains and circles over more tasks than two batches hold, whose ends come before and after.
        var random = SeededRandom(seed: 11)
        let count = 1_100
        let ties = (0..<count).map { _ in (0..<2).map { _ in Int.random(in: 0..<count, using: &random) } }
        let lines = ties.indices.map { place in
            issue(
                "bd-\(place)",
                waits("bd-\(place)", for: "bd-\(ties[place][0])")
                    .replacing("]", with: ",")
                    + waits("bd-\(place)", for: "bd-\(ties[place][1])", type: "parent-child")
                    .replacing(#""dependencies":["#, with: ""))
        }
        // The same as a store that has all of them before it ties any.
        var tied: [[String]] = []
        for blanks in [0, 180, 499] {
            try await withSite { site in
                try site.importing(
                    String(repeating: "\n", count: blanks) + lines.joined(), as: BeadsFormat.self, piece: 100_000)
                tied.append(
                    try site.store.database.read { tx in
                        try tx.all(
                            "SELECT 'p', id, parentId FROM task UNION SELECT 'b', blockedId, blockerId FROM taskBlock"
                        ) { "\(try $0[0] as String) \(try $0[1] as Int64) \(try $0[2] as Int64? ?? 0)" }
                    })
            }
        }
        #expect(tied[0] == tied[1] && tied[0] == tied[2] && tied[0].count > count)
    }

    @Test("a line that cannot be taken is named, nothing of its batch is, and what came before is tied")
    func badLine() async throws {
        try await withSite { site in
            let good = (1...499).map { issue("bd-\($0)") }.joined() + issue("bd-500", waits("bd-500", for: "bd-1"))
            let failure = try #require(throws: Failure.self) {
                try site.importing(good + issue("bd-501") + "{}\n" + issue("bd-503"), as: BeadsFormat.self)
            }
            #expect(failure.message.hasPrefix("Line 502: id: is required"))
            #expect(failure.message.hasSuffix("Nothing from line 501 on was taken.") && failure.field == "id")
            #expect(try site.task(named: "bd-500").blockedBy == [1])
            #expect(try site.store.database.read { try $0.value("SELECT count(*) FROM task") as Int? } == 500)
        }
    }

    @Test(
        "a line without a name is refused, as it could not be known again",
        arguments: [#"{"title":"x"}"#, #"{"id":null,"title":"x"}"#, #"{"id":{},"title":"x"}"#])
    func nameless(line: String) throws {
        var format = BeadsFormat()
        let fault = try #require(throws: ImportFault.self) { try format.read(Array(line.utf8)) }
        #expect(fault.failure.field == "id" && fault.failure.rule == .required)
    }

    @Test("what was deleted here stays deleted, and what was changed here stays as it is")
    func mine() async throws {
        try await withSite { site in
            let file = issue("bd-1", waits("bd-1", for: "bd-2")) + issue("bd-2") + issue("bd-3")
            try site.importing(file, as: BeadsFormat.self)
            let change = Change(by: Person.ada.caller, at: site.clock.now)
            try site.store.tasks.delete(site.task(named: "bd-3").id, ifVersion: nil, by: change)
            var patch = try TaskPatch()
            patch.blockedBy = []
            _ = try site.store.tasks.update(site.task(named: "bd-1").id, patch, ifVersion: nil, by: change)
            let mark = try site.lastEvent()
            let report = try site.importing(file, as: BeadsFormat.self)
            #expect(report.skipped.map(\.reason) == [.inTrash, .changedHere])
            #expect(try site.events(after: mark) == [] && site.task(named: "bd-1").blockedBy == [])
        }
    }

    @Test("somebody's import neither changes nor ties what that person may not see")
    func hidden() async throws {
        try await withSite { site in
            let change = Change(by: Person.ada.caller, at: site.clock.now)
            let project = try site.store.projects.createProject(ProjectDraft(name: "Secret"), by: change)
            var draft = try TaskDraft(title: "Hidden", externalId: "bd-1")
            draft.projectId = project.project.id
            try site.make(draft, by: .ada)
            let report = try site.importing(
                issue("bd-1", updated: "2026-11-01T00:00:00Z") + issue("bd-2", waits("bd-2", for: "bd-1")),
                as: BeadsFormat.self, by: Person.ben.caller)
            // As if the other were not there: a task of that name can be made beside it, and is tied to.
            #expect(report.skipped == [] && report.count.created == 2 && report.count.ties == 1)
            #expect(try site.store.tasks.find(1, for: Person.ada.caller).title == "Hidden")
            let own = try site.store.tasks.find(2, for: Person.ben.caller)
            #expect(own.externalId == "bd-1" && own.inbox?.name == "Ben")
            #expect(try site.task(named: "bd-2").blockedBy == [own.id])
        }
    }

    @Test(
        "a name that somebody planted in a project, or in its trash, draws no import there", arguments: [false, true])
    func planted(isDeleted: Bool) async throws {
        try await withSite { site in
            let ben = Change(by: Person.ben.caller, at: site.clock.now)
            let project = try site.project("Trap", members: [.ben: .owner])
            var draft = try TaskDraft(title: "Planted", externalId: "bd-1")
            draft.projectId = project
            let planted = try site.make(draft, by: .ben)
            if isDeleted { try site.store.tasks.delete(planted.id, ifVersion: nil, by: ben) }
            let report = try site.importing(issue("bd-1"), as: BeadsFormat.self, by: Person.ada.caller)
            #expect(report.skipped == [] && report.count.created == 1)
            let own = try site.store.tasks.find(planted.id + 1, for: Person.ada.caller)
            #expect(own.externalId == "bd-1" && own.inbox?.name == "Ada")
            if !isDeleted {
                #expect(try site.store.tasks.find(planted.id, for: Person.ada.caller).title == "Planted")
            }
            let again = try site.importing(issue("bd-1"), as: BeadsFormat.self, by: Person.ada.caller)
            #expect(again.count.unchanged == 1)
        }
    }

    @Test("subtasks follow a task whose parent was moved into a project")
    func movedParent() async throws {
        try await withSite { site in
            try site.importing(issue("bd-1"), as: BeadsFormat.self)
            let change = Change(by: Person.ada.caller, at: site.clock.now)
            let project = try site.store.projects.createProject(ProjectDraft(name: "Garden"), by: change).project.id
            var patch = try TaskPatch()
            patch.projectId = .some(project)
            _ = try site.store.tasks.update(site.task(named: "bd-1").id, patch, ifVersion: nil, by: change)
            try site.importing(
                issue("bd-3", waits("bd-3", for: "bd-2", type: "parent-child"))
                    + issue("bd-2", waits("bd-2", for: "bd-1", type: "parent-child")), as: BeadsFormat.self)
            #expect(try site.task(named: "bd-2").projectId == project && site.task(named: "bd-3").projectId == project)
        }
    }
}
