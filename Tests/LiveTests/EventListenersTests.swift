import Domain
import HouseStore
import SQLite
import Store
import Testing
import TestingElwosa

@testable import Live

@Suite("Who may hear of an event")
struct EventListenersTests {
    @Test("of one without a place, whatever its kind, only who listens to the audit hears, unless its area says more")
    func placeless() throws {
        let world = try LiveWorld()
        let mark = try world.store.live.newestEvent()
        try world.store.database.write { [key = world.store.eventKey, now = world.clock.now] tx in
            for kind in EventKind.all {
                try tx.append(Event(kind, subject: 7, place: nil, actor: .program, at: now), key: key)
            }
        }
        let events = try world.store.live.events(after: mark, limit: 1_000)
        let stranger = Visibility(account: 99, permissions: Set(Permission.allCases), places: [])
        let heard = events.filter { event in
            event.topics.contains { $0 != .audit && stranger.hears(event, under: $0) }
        }
        #expect(events.map(\.kind) == EventKind.all)
        #expect(heard.map(\.kind.rawValue) == [])
        #expect(events.allSatisfy { stranger.hears($0, under: .audit) && !stranger.sees($0.audience) })
    }
}
