import Domain
import MemoryDomain
import MemoryStore
import SQLite
import TaskDomain
import TaskStore
import Testing
import TestingElwosa

@testable import HouseStore
@testable import Store

@Suite("The tables as the log makes them", .timeLimit(.minutes(15)))
struct EventRebuildTests {
    private func by(_ person: Person, _ site: TestSite) -> Change { Change(by: person.caller, at: site.clock.now) }

    @Test("after any changes they are the same", arguments: 1...12 as ClosedRange<UInt64>)
    func anyChanges(seed: UInt64) async throws {
        try await withToldSite { site in
            var random = try RandomChanges(site, seed: seed)
            random.deletesLabels = true
            var made: [Int64] = []
            for place in 0..<80 {
                if let change = try random.next() { made.append(change) }
                guard place == 30, seed.isMultiple(of: 2) else { continue }
                site.clock.advance(seconds: 31 * 86_400)
                _ = try site.sweepTwice()
            }
            for change in made.suffix(15).reversed() {
                do {
                    _ = try site.store.tasks.undo(change, by: by(.ada, site))
                } catch let failure as Failure where failure.kind == .conflict {
                    continue
                }
            }
            let rebuild = try site.rebuild()
            #expect(rebuild.isSame, "\(rebuild.differences)")
            #expect(try rebuild.erased == site.store.events.verify().erasedBodies)
            #expect(rebuild.tables.contains { $0.name == "step" && $0.rows > 0 })
        }
    }

    @Test("every change of projects, labels, views, memory, accounts and roles is in its event")
    func everything() async throws {
        try await withToldSite { site in
            try site.changeProjects(by(.ada, site))
            try site.changeMemory(by(.ada, site))
            for kind in [MemorySpace.Kind.personal, .shared] {
                _ = try site.store.memory().createSpace(SpaceDraft(kind: kind, name: "Ben's"), by: by(.ben, site))
            }
            try site.changeAccounts(by(.ada, site))
            let rebuild = try site.rebuild()
            #expect(rebuild.isSame, "\(rebuild.differences)")
            let filled = [
                "account", "role", "project", "projectMember", "label", "savedView", "memorySpace", "memoryEntry",
                "memoryText", "memoryVersion", "memoryStretch", "memoryTag", "memoryLink", "memoryName",
            ]
            #expect(rebuild.tables.filter { $0.rows > 0 }.map(\.name).filter(filled.contains) == filled)
        }
    }

    @Test(
        "what came by an import is there, with the times of its source", arguments: [Person.ada.caller, .commandLine])
    func imported(caller: Caller) async throws {
        try await withToldSite { site in
            let change = Change(by: caller, at: site.clock.now)
            try site.importTwice(by: change)
            let rebuild = try site.rebuild()
            #expect(rebuild.isSame, "\(rebuild.differences)")
            #expect(rebuild.tables.first { $0.name == "comment" }?.rows == 2)
        }
    }

    @Test(
        "a row that was changed behind the log's back is found, and nothing else",
        arguments: [
            ("UPDATE task SET title = 'x' WHERE id = 1", "task 1 title"),
            ("UPDATE task SET version = version + 1, updatedAt = 7 WHERE id = 2", "task 2 updatedAt version"),
            ("UPDATE step SET done = 1 - done WHERE taskId = 1", "step 1 done"),
            ("DELETE FROM taskLabel", "taskLabel 1 1 missing"),
            ("INSERT INTO taskAssignee VALUES (2, 2, NULL)", "taskAssignee 2 2 notInLog"),
            ("UPDATE comment SET text = 'I never said so'", "comment 1 text"),
            ("UPDATE account SET role = 'administrator' WHERE id = 2", "account 2 role"),
            ("INSERT INTO projectMember VALUES (1, 3, 'owner')", "projectMember 1 3 notInLog"),
            ("DELETE FROM savedView", "savedView 1 missing"),
            ("UPDATE trash SET deletedAt = 0", "trash 3 deletedAt"),
            ("INSERT INTO role VALUES ('x', 'users:manage', 0, 1)", "role 'x' notInLog"),
            ("UPDATE label SET colour = 'blue'", "label 1 colour"),
            ("UPDATE label SET version = 9", "label 1 version"),
            ("UPDATE comment SET version = 9", "comment 1 version"),
            ("UPDATE savedView SET version = 9", "savedView 1 version"),
            ("DELETE FROM taskCitation WHERE commentId = 0", "taskCitation 1 0 '/memory/1/b' missing"),
            ("UPDATE account SET version = 9 WHERE id = 2", "account 2 version"),
        ])
    func behindItsBack(script: String, found: String) async throws {
        try await withToldSite { site in
            try site.makeOneOfEach(by(.ada, site))
            #expect(try site.rebuild().isSame)
            try site.store.database.write { tx in try tx.runScript(script) }
            #expect(try site.rebuild().differences == [found])
        }
    }

    @Test("what was erased is counted, and is no difference")
    func erased() async throws {
        try await withToldSite { site in
            try site.makeOneOfEach(by(.ada, site))
            var waiting = try TaskPatch()
            waiting.blockedBy = [1]
            _ = try site.store.tasks.update(2, waiting, ifVersion: nil, by: by(.ada, site))
            try site.store.tasks.delete(1, ifVersion: nil, by: by(.ada, site))
            _ = try site.store.tasks.update(2, TaskPatch(title: "Later"), ifVersion: nil, by: by(.ada, site))
            site.clock.advance(seconds: 31 * 86_400)
            #expect(try site.sweepTwice().tasks == 2)
            let rebuild = try site.rebuild()
            #expect(rebuild.isSame, "\(rebuild.differences)")
            #expect(try rebuild.erased == site.store.events.verify().erasedBodies && rebuild.erased > 3)
        }
    }

    @Test("a project that is gone leaves its members and former tasks as they are")
    func erasedProject() async throws {
        try await withToldSite { site in
            try site.makeOneOfEach(by(.ada, site))
            var patch = try TaskPatch()
            patch.projectId = .some(nil)
            _ = try site.store.tasks.update(1, patch, ifVersion: nil, by: by(.ada, site))
            try site.store.projects.deleteProject(1, ifVersion: nil, by: by(.ada, site))
            let rebuild = try site.rebuild()
            #expect(rebuild.isSame && rebuild.erased == 1, "\(rebuild.differences)")
            #expect(rebuild.tables.first { $0.name == "task" }?.rows == 2)
        }
    }

    @Test("a task that is there still while a body of it is not is not held against the log")
    func erasedAndThere() async throws {
        try await withToldSite { site in
            try site.makeOneOfEach(by(.ada, site))
            try site.store.database.write { tx in
                try tx.run("DELETE FROM eventBody WHERE seq = (SELECT min(seq) FROM event WHERE kind = 'task_created')")
            }
            let rebuild = try site.rebuild()
            #expect(rebuild.isSame, "\(rebuild.differences)")
            #expect(rebuild.erased == 1)
            let lost = rebuild.tables.filter { $0.lost > 0 }.map(\.name)
            #expect(lost == ["task", "step", "taskLabel", "taskAssignee", "comment", "mention", "taskCitation"])
        }
    }

    @Test("a view that is there without its body is no difference, nor is a task in the trash")
    func erasedAside() async throws {
        try await withToldSite { site in
            try site.makeOneOfEach(by(.ada, site))
            try site.store.database.write { tx in
                try tx.run(
                    """
                    DELETE FROM eventBody WHERE seq IN (SELECT seq FROM event WHERE kind = 'view_saved'
                        OR kind = 'task_created' AND subject IN (SELECT taskId FROM trash))
                    """)
            }
            let rebuild = try site.rebuild()
            #expect(rebuild.isSame, "\(rebuild.differences)")
            #expect(rebuild.tables.filter { $0.lost > 0 }.map(\.name) == ["savedView", "trash"])
        }
    }

    @Test("every table is compared or left out for a reason, and none is both")
    func allTables() throws {
        let temporary = try TemporaryStore()
        let tables = try temporary.store.database.read { tx in
            try tx.all(
                """
                SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
                AND name NOT LIKE 'taskSearch_%' AND name NOT LIKE 'searchPart_%' AND name NOT LIKE 'memory%Words_%'
                ORDER BY name
                """
            ) { row in try row[0] as String }
        }
        #expect(tables == (TableSurvey.compared + TableSurvey.leftOut.keys).sorted())
    }
}
