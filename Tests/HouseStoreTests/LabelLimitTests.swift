import Domain
import HouseStore
import SQLite
import Store
import TaskDomain
import TaskStore
import Testing
import TestingElwosa

@Suite("How many labels a request makes, and what becomes of them")
struct LabelLimitTests {
    private func by(_ person: Person, _ site: TestSite) -> Change { Change(by: person.caller, at: site.clock.now) }

    private func draft(_ labels: some Sequence<Int>) throws -> TaskDraft {
        var draft = try TaskDraft(title: "x")
        draft.labels = labels.map { "label \($0)" }
        return draft
    }

    private func names(_ site: TestSite) throws -> [String] {
        try site.store.projects.labels(for: .commandLine).map(\.label.name)
    }

    @Test("1,600 tasks with 50 new labels each, in one request, are refused by the hundred and first label")
    func flood() async throws {
        try await withSite { site in
            let commands = try (0..<1_600).map { BatchCommand.create(try draft($0 * 50..<($0 + 1) * 50)) }
            let mark = try site.lastEvent()
            let failure = #expect(throws: Failure.self) { try site.store.tasks.batch(commands, by: by(.ben, site)) }
            #expect(failure?.rule == .tooManyNewLabels(100) && failure?.field == "[2].labels")
            #expect(try names(site).isEmpty && site.lastEvent() == mark)
            _ = try site.store.tasks.batch(Array(commands.prefix(2)), by: by(.ben, site))
            #expect(try names(site).count == 100)
        }
    }

    @Test("the house has a limit too, whoever makes them and however")
    func house() async throws {
        try await withSite { site in
            try site.store.database.write { tx in
                try tx.run(
                    """
                    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4999)
                    INSERT INTO label (name, nameKey, colour, createdAt) SELECT 'n' || i, 'n' || i, 'red', 0 FROM n
                    """)
            }
            _ = try site.store.tasks.create(draft([1]), by: by(.ben, site))
            let full = #expect(throws: Failure.self) { try site.store.tasks.create(draft([2]), by: by(.ben, site)) }
            #expect(full == Failure(.houseIsFull(5_000), field: "labels"))
            let made = #expect(throws: Failure.self) {
                try site.store.projects.createLabel("more", .red, by: by(.ben, site))
            }
            #expect(made == Failure(.houseIsFull(5_000), field: "name"))
            let imported = #expect(throws: Failure.self) {
                try site.store.tasks.importLabels([ImportedLabel(name: "x", colour: .red)], by: by(.ben, site))
            }
            #expect(imported?.rule == .houseIsFull(5_000))
            _ = try site.store.tasks.create(draft([1]), by: by(.ben, site))
        }
    }

    @Test("labels that a change made go with its undo, come again with the undo's, and go with that one's")
    func undone() async throws {
        try await withSite { site in
            let tasks = site.store.tasks
            let mark = try site.lastEvent()
            let made = try tasks.create(draft([1, 2]), by: by(.ben, site))
            let first = try tasks.undo(try #require(made.change), by: by(.ben, site))
            #expect(try names(site) == [])
            let gone = ["task_deleted", "label_deleted", "label_deleted"]
            #expect(try site.events(after: mark) == ["label_created", "label_created", "task_created"] + gone)
            #expect(
                try tasks.undoOffer(first.change, at: site.clock.now, for: Person.ben.caller)?.kind == .taskDeleted)
            let second = try tasks.undo(first.change, by: by(.ben, site))
            #expect(try names(site) == ["label 1", "label 2"])
            #expect(try tasks.find(made.task.id, for: Person.ben.caller).labels.map(\.name) == ["label 1", "label 2"])
            _ = try tasks.undo(second.change, by: by(.ben, site))
            #expect(try names(site) == [])
            #expect(try site.store.events.verify().fault == nil)
        }
    }

    @Test("one account makes 1,000 labels, and leaves room for others")
    func ofOneMaker() async throws {
        try await withSite { site in
            try site.store.database.write { tx in
                try tx.run(
                    """
                    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
                    INSERT INTO label (name, nameKey, colour, createdAt, createdBy)
                    SELECT 'l' || i, 'l' || i, 'red', 0, 2 FROM n
                    """)
            }
            for (field, attempt) in [
                ("name", { _ = try site.store.projects.createLabel("x", .red, by: by(.ben, site)) }),
                ("labels", { _ = try site.store.tasks.create(draft([1]), by: by(.ben, site)) }),
            ] as [(String, () throws -> Void)] {
                let failure = #expect(throws: Failure.self) { try attempt() }
                #expect(failure == Failure(.tooMany(1_000), field: field))
            }
            _ = try site.store.projects.createLabel("x", .red, by: by(.ada, site))
        }
    }

    @Test("a label that somebody uses by now, or has changed, stays")
    func used() async throws {
        try await withSite { site in
            let tasks = site.store.tasks
            let made = try tasks.create(draft([1, 2, 3]), by: by(.ben, site))
            _ = try tasks.create(draft([1]), by: by(.ada, site))
            let second = try site.store.projects.labels(for: .commandLine)[1].label
            _ = try site.store.projects.updateLabel(second.id, name: nil, colour: .pink, by: by(.ben, site))
            // Changing a label is no change of the task that has it.
            _ = try tasks.undo(try #require(made.change), by: by(.ben, site))
            #expect(try names(site) == ["label 1", "label 2"])
        }
    }

    @Test("the undo of an undo that brings labels back reaches no further than its maker's rights")
    func rights() async throws {
        try await withSite { site in
            let (tasks, projects) = (site.store.tasks, site.store.projects)
            let project = try projects.createProject(ProjectDraft(name: "P"), by: by(.ada, site)).project.id
            _ = try projects.setMember("Ben", .editor, of: project, by: by(.ada, site))
            var new = try draft([1])
            new.projectId = project
            let made = try tasks.create(new, by: by(.ben, site))
            let first = try tasks.undo(try #require(made.change), by: by(.ben, site))
            try projects.removeMember(Person.ben.id, of: project, by: by(.ada, site))
            let mark = try site.lastEvent()
            #expect(throws: Failure.self) { try tasks.undo(first.change, by: by(.ben, site)) }
            #expect(try site.lastEvent() == mark && names(site) == [])
        }
    }

    @Test("the log alone makes the same labels again")
    func replayed() async throws {
        try await withToldSite { site in
            let made = try site.store.tasks.create(draft([1, 2]), by: by(.ben, site))
            let first = try site.store.tasks.undo(try #require(made.change), by: by(.ben, site))
            #expect(try site.rebuild().isSame)
            _ = try site.store.tasks.undo(first.change, by: by(.ben, site))
            #expect(try site.rebuild().isSame)
        }
    }
}
