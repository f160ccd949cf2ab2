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
}
