import TaskChanges
import TaskDomain
import Testing
import TestingElwosa

@Suite("Rows in memory and in SQLite")
struct RowsTests {
    @Test("answer the same requests with the same tasks, refusals and events", arguments: 1...6 as ClosedRange<UInt64>)
    func alike(seed: UInt64) throws {
        var requests = try RowsKind.allCases.map { try RandomRequests(RuleWorld($0), seed: seed) }
        for turn in 1...250 {
            let answers = try requests.indices.map { try requests[$0].next() }
            #expect(answers[0] == answers[1], "request \(turn)")
            guard answers[0] == answers[1] else { return }
        }
        // They have done a little of most things.
        let kinds = try Set(requests[0].world.told().map(\.kind))
        #expect(kinds.count > 12, "\(kinds.sorted())")
    }

    @Test("walk up and down as far as they are told, in a circle too", arguments: RowsKind.allCases)
    func walks(over rows: RowsKind) throws {
        let world = try RuleWorld(rows)
        var ids: [TaskItem.ID] = []
        for _ in 0..<4 {
            let parent = ids.last
            ids.append(try world.make { $0.parentId = parent }.id)
        }
        let (top, leaf) = (ids[0], ids[3])
        let straight = try world.change { writing in
            (up: try writing.rows.lineage(of: leaf, limit: 2), down: try writing.rows.height(of: top, limit: 1))
        }
        #expect(straight.up == Array(ids.reversed().prefix(3)) && straight.down == 2)
        let whole = try world.change { writing in
            (up: try writing.rows.lineage(of: leaf, limit: 9), down: try writing.rows.height(of: top, limit: 9))
        }
        #expect(whole.up == ids.reversed() && whole.down == 3)
        // As no rule would make it.
        let round = try world.change { writing in
            let old = try writing.task(top)
            var new = old
            new.parentId = leaf
            try writing.rows.save(&new, was: old)
            return (up: try writing.rows.lineage(of: leaf, limit: 9), down: try writing.rows.height(of: top, limit: 9))
        }
        #expect(round.up.count == 10 && round.down == 10)
    }
}
