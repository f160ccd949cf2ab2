import Domain
import SQLite
import Store
import TaskDomain
import TaskStore
import Testing
import TestingElwosa

@Suite("Restoring tasks")
struct TaskRestoreTests {
    private func by(_ site: TestSite) -> Change { Change(by: Person.ada.caller, at: site.clock.now) }

    @Test("leaves out what would go round in a circle by now, and says so")
    func circle() async throws {
        try await withSite { site in
            let tasks = site.store.tasks
            let (one, two) = (try site.make(.task("One")), try site.make(.task("Two")))
            var blocked = try TaskPatch()
            blocked.blockedBy = [one.id]
            _ = try tasks.update(two.id, blocked, ifVersion: nil, by: by(site))
            let three = try site.make(.task("Three"))
            blocked.blockedBy = [three.id]
            _ = try tasks.update(one.id, blocked, ifVersion: nil, by: by(site))
            try tasks.delete(one.id, ifVersion: nil, by: by(site))
            blocked.blockedBy = [two.id]
            _ = try tasks.update(three.id, blocked, ifVersion: nil, by: by(site))
            let mark = try site.lastEvent()
            let restored = try tasks.restore(one.id, by: by(site))
            #expect(restored.task.blockedBy == [three.id] && restored.task.blocks == [])
            #expect(try TaskInvariants.faults(site.store) == [])
            #expect(try site.events(after: mark) == ["task_restored"])
        }
    }

    @Test("brings the subtasks along that were deleted with it, a thousand as well as one")
    func subtasks() async throws {
        try await withSite { site in
            let tasks = site.store.tasks
            let top = try site.make(.task("Top"))
            let commands = try (0..<1_000).map { number in
                var draft = try TaskDraft(title: "Part \(number)")
                draft.parentId = top.id
                return BatchCommand.create(draft)
            }
            _ = try tasks.batch(commands, by: by(site))
            let before = try TaskTables(site.store)
            try tasks.delete(top.id, ifVersion: nil, by: by(site))
            #expect(try tasks.restore(top.id, by: by(site)).missing == [])
            #expect(try TaskTables(site.store) == before)
        }
    }

    @Test("does not put a task deeper than twenty")
    func depth() async throws {
        try await withSite { site in
            let tasks = site.store.tasks
            var ids: [TaskItem.ID] = []
            for number in 1...12 {
                var draft = try TaskDraft(title: "\(number)")
                draft.parentId = number == 7 ? nil : ids.last
                ids.append(try tasks.create(draft, by: by(site)).task.id)
            }
            var below = try TaskDraft(title: "Leaf")
            below.parentId = ids[5]
            let leaf = try tasks.create(below, by: by(site)).task.id
            try tasks.delete(leaf, ifVersion: nil, by: by(site))
            for top in [ids[6], ids[0]] {
                var under = try TaskDraft(title: "Top")
                var above: TaskItem.ID?
                for _ in 0..<(top == ids[0] ? 14 : 0) {
                    under.parentId = above
                    above = try tasks.create(under, by: by(site)).task.id
                }
                guard let above else { continue }
                var move = try TaskPatch()
                move.parentId = .some(above)
                _ = try tasks.update(top, move, ifVersion: nil, by: by(site))
            }
            _ = try tasks.restore(leaf, by: by(site))
            #expect(try TaskInvariants.faults(site.store) == [])
        }
    }
}
