import Domain
import Store
import TaskStore
import Testing
import TestingElwosa

@Suite("After any changes", .timeLimit(.minutes(15)))
struct TaskInvariantTests {
    @Test(
        "counts, hours, positions, places, search and the chain are as they must be",
        arguments: 101...125 as ClosedRange<UInt64>)
    func anySequence(seed: UInt64) async throws {
        try await withSite { site in
            var (ada, ben) = (try RandomChanges(site, seed: seed), try RandomChanges(site, seed: seed * 7, by: .ben))
            for round in 0..<50 {
                let (mine, his) = (try ada.next(), try ben.next())
                // Some are taken back at once, others when something came between.
                for (change, person) in [(mine, Person.ada), (his, .ben)] {
                    guard let change, round % 5 == 0 else { continue }
                    let by = Change(by: person.caller, at: site.clock.now)
                    do throws(Failure) {
                        _ = try site.store.tasks.undo(change, by: by)
                    } catch {
                        #expect(error.kind == .conflict)
                    }
                }
            }
            #expect(try TaskInvariants.faults(site.store) == [])
        }
    }
}
