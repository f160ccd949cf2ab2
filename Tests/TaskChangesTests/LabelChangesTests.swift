import Domain
import TaskChanges
import TaskDomain
import Testing
import TestingElwosa

@Suite("Labels")
struct LabelChangesTests {
    private func create(_ name: String, by person: Person = .ada, _ world: RuleWorld) throws -> LabelUse {
        try world.change(by: person) { try LabelChanges($0).create(name, .red) }
    }

    private func delete(_ id: Int64, by person: Person = .ada, _ world: RuleWorld) throws -> Int64? {
        try world.change(by: person) { try LabelChanges($0).delete(id) }
    }

    private func fill(_ count: Int, maker: Int64?, _ world: RuleWorld) throws {
        try world.change { writing in
            for number in 1...count {
                let label = TaskLabel(id: 0, name: "filled \(number)", colour: .grey)
                _ = try writing.rows.insert(
                    LabelRow(label: label, createdAt: writing.change.instant, createdBy: maker))
            }
        }
    }

    @Test("names are one in any spelling, whoever sees the label", arguments: RowsKind.allCases)
    func names(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let label = try create("Bug", world).label
        #expect(try world.make(by: .ben) { $0.labels = ["bug"] }.labels == [label])
        let twin = #expect(throws: Failure.self) { try create("BUG", by: .cleo, world) }
        #expect(twin == Failure(.taken, field: "name", kind: .conflict))
        let other = try create("docs", world).id
        let renamed = #expect(throws: Failure.self) {
            try world.change { try LabelChanges($0).update(other, name: "bug", colour: nil) }
        }
        #expect(renamed == Failure(.taken, field: "name", kind: .conflict))
        let same = try world.change { try LabelChanges($0).update(other, name: "DOCS", colour: nil) }
        #expect(same.label.name == "DOCS" && same.version == 2)
    }

    @Test("one request makes a hundred on its way, and no more", arguments: RowsKind.allCases)
    func flood(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let commands = try (0..<3).map { place in
            var draft = try TaskDraft(title: "x")
            draft.labels = (0..<50).map { "label \(place * 50 + $0)" }
            return BatchCommand.create(draft)
        }
        let failure = #expect(throws: Failure.self) { try world.batch(commands) }
        #expect(failure == Failure(.tooManyNewLabels(100), field: "[2].labels"))
        #expect(try world.mark() == 0)
        _ = try world.batch(Array(commands.prefix(2)))
        #expect(try world.change { try $0.rows.countLabels() } == 100)
    }

    @Test("a task has fifty", arguments: RowsKind.allCases)
    func ofOneTask(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let task = try world.make { $0.labels = (0..<50).map { "label \($0)" } }.id
        let failure = #expect(throws: Failure.self) { try world.update(task) { $0.addedLabels = ["x"] } }
        #expect(failure == Failure(.tooMany(50), field: "labels"))
        let changed = try world.update(task) { ($0.addedLabels, $0.removedLabels) = (["label 7"], ["LABEL 8"]) }
        #expect(changed.task.labels.count == 49)
    }

    @Test("the house has room for so many, and each maker for a part of them", arguments: RowsKind.allCases)
    func room(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        try fill(LabelRules.makerLimit, maker: Person.ben.id, world)
        let maker = #expect(throws: Failure.self) { try create("x", by: .ben, world) }
        #expect(maker == Failure(.tooMany(LabelRules.makerLimit), field: "name"))
        let named = #expect(throws: Failure.self) { try world.make(by: .ben) { $0.labels = ["x"] } }
        #expect(named == Failure(.tooMany(LabelRules.makerLimit), field: "labels"))
        let full = try RuleWorld(rows)
        try fill(LabelRules.countLimit - 1, maker: nil, full)
        _ = try create("x", full)
        let house = #expect(throws: Failure.self) { try create("y", full) }
        #expect(house == Failure(.houseIsFull(LabelRules.countLimit), field: "name"))
    }

    @Test("a label is changed by whoever sees all tasks with it", arguments: RowsKind.allCases)
    func elsewhere(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let label = try world.make { $0.labels = ["bug"] }.labels[0].id
        #expect(throws: Failure.notFound) {
            try world.change(by: .ben) { try LabelChanges($0).update(label, name: "x", colour: nil) }
        }
        let own = try world.make(by: .ben) { $0.labels = ["bug"] }.id
        let failure = #expect(throws: Failure.self) {
            try world.change(by: .ben) { try LabelChanges($0).update(label, name: "x", colour: nil) }
        }
        #expect(failure == Failure(.labelElsewhere, field: "label", kind: .forbidden))
        // Deleted, it stays with the others.
        _ = try delete(label, by: .ben, world)
        #expect(try world.find(own, for: .ben)?.labels == [] && world.find(1)?.labels.count == 1)
    }

    @Test("a viewer takes a label off nothing", arguments: RowsKind.allCases)
    func viewer(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let project = try world.project(with: [.cleo: .viewer])
        let label = try world.make { ($0.projectId, $0.labels) = (project, ["bug"]) }.labels[0].id
        let mark = try world.mark()
        let failure = #expect(throws: Failure.self) { try delete(label, by: .cleo, world) }
        #expect(failure == Failure(.labelElsewhere, field: "label", kind: .forbidden))
        #expect(try world.mark() == mark)
    }

    @Test("a deleted label comes back to its tasks, and goes again as it came", arguments: RowsKind.allCases)
    func undone(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let task = try world.make { $0.labels = ["bug"] }
        let mark = try world.mark()
        let first = try world.undo(try delete(task.labels[0].id, world)).change
        #expect(try world.find(task.id)?.labels == task.labels)
        let again = try world.undo(first).change
        #expect(try world.find(task.id)?.labels == [])
        let went = ["task_changed", "label_deleted"]
        #expect(try world.kinds(after: mark) == went + ["label_restored", "task_changed"] + went)
        _ = try create("BUG", world)
        let taken = #expect(throws: Failure.self) { try world.undo(again) }
        #expect(taken?.rule == .changed)
    }

    @Test(
        "one that a change made on its way goes with it, unless somebody uses it by now", arguments: RowsKind.allCases)
    func made(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        func make(_ labels: [String]) throws -> TaskOutcome {
            var draft = try TaskDraft(title: "x")
            draft.labels = labels
            return try world.change { [draft] in try TaskEditing($0).create(draft) }
        }
        let outcome = try make(["mine", "ours"])
        try world.make(by: .ben) { $0.labels = ["ours"] }
        try world.undo(outcome.change)
        let left = try world.change { writing in
            try ["mine", "ours"].map { try writing.rows.label(called: $0) != nil }
        }
        #expect(left == [false, true])
    }
}
