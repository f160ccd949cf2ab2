import Domain
import JSON
import TaskChanges
import TaskDomain
import Testing
import TestingElwosa

@Suite("The handing over of an inbox")
struct InboxHandoverTests {
    private func handOver(_ world: RuleWorld) throws -> Bool {
        try world.change(by: .cleo) { writing in
            try InboxHandover(writing, from: Person.ada.id, to: Person.ben.id).carryOut()
        }
    }

    @Test("gives tasks and trash to the heir, and tells of each", arguments: RowsKind.allCases)
    func moved(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let kept = try world.make().id
        let deleted = try world.make().id
        try world.delete(deleted)
        let own = try world.make(by: .ben).id
        let mark = try world.mark()
        #expect(try handOver(world))
        #expect(try world.find(kept) == nil && world.find(kept, for: .ben)?.inboxId == Person.ben.id)
        let told = try world.told(after: mark)
        #expect(told.map(\.kind) == ["task_changed", "trash_moved"] && told.map(\.subject) == [kept, deleted])
        #expect(told.allSatisfy { $0.place == .inbox(Person.ben.id) })
        #expect(try world.change { try $0.rows.tasks(inInboxOf: Person.ben.id, limit: 9) } == [kept, own])
        #expect(try world.restore(deleted, by: .ben).task.inboxId == Person.ben.id)
    }

    @Test("keeps names from elsewhere, with a number where the heir has one", arguments: RowsKind.allCases)
    func names(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        let long = String(repeating: "x", count: TaskRules.externalIdLimit)
        var ids: [TaskItem.ID] = []
        for name in ["mine", "ours", long] { ids.append(try world.make { $0.externalId = name }.id) }
        for name in ["ours", "ours (2)", long] { try world.make(by: .ben) { $0.externalId = name } }
        #expect(try handOver(world))
        let names = try ids.map { try world.find($0, for: .ben)?.externalId }
        #expect(names == ["mine", "ours (3)", nil])
    }

    @Test("goes on where there is more than one step of it", arguments: RowsKind.allCases)
    func steps(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        for _ in 0...InboxHandover.step { try world.make() }
        #expect(try !handOver(world))
        #expect(try world.change { try $0.rows.tasks(inInboxOf: Person.ada.id, limit: 9).count } == 1)
        #expect(try handOver(world))
        let mark = try world.mark()
        #expect(try handOver(world) && world.mark() == mark)
    }
}
