import Domain
import SQLite
import Store
import TaskDomain
import TaskStore
import Testing
import TestingElwosa

@Suite("Any changes, taken back", .timeLimit(.minutes(15)))
struct TaskUndoPropertyTests {
    @Test(
        "undone one by one they lead back to the start, and undoing the undos to the end",
        arguments: 1...15 as ClosedRange<UInt64>)
    func anySequence(seed: UInt64) async throws {
        try await withSite { site in
            var random = try RandomChanges(site, seed: seed)
            for _ in 0..<30 { _ = try random.next() }
            var states = [try TaskTables(site.store)]
            var changes: [Int64] = []
            for _ in 0..<30 {
                guard let change = try random.next() else { continue }
                changes.append(change)
                states.append(try TaskTables(site.store))
            }
            try #require(changes.count >= 10)
            let undone = try takeBack(changes, states.dropLast(), site)
            let again = try takeBack(undone, states.dropFirst().reversed(), site)
            #expect(again.count == changes.count)
            #expect(try site.store.events.verify().fault == nil)
        }
    }

    /// Takes each change back, the last one first, and looks at what it left: `states` has them in their order.
    private func takeBack(_ changes: [Int64], _ states: some Collection<TaskTables>, _ site: TestSite) throws -> [Int64]
    {
        try zip(changes, states).reversed().map { change, state in
            let by = Change(by: Person.ada.caller, at: site.clock.now)
            let told = try kinds(of: change, site)
            let undo = try taken(told) { try site.store.tasks.undo(change, by: by) }
            let difference = try state.difference(from: TaskTables(site.store))
            try #require(difference == [], "undoing \(told)")
            return undo.change
        }
    }

    private func taken<Value>(_ told: [String], _ undo: () throws -> Value) throws -> Value {
        do {
            return try undo()
        } catch {
            Issue.record("\(error) at undoing \(told)")
            throw error
        }
    }

    private func kinds(of change: Int64, _ site: TestSite) throws -> [String] {
        try site.store.database.read { tx in
            try tx.all(
                """
                SELECT kind || ' ' || content FROM event JOIN eventBody USING (seq)
                WHERE seq = ?1 OR json_extract(content, '$.with') = ?1
                """, change
            ) { row in try row[0] }
        }
    }
}
