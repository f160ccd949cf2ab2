import Domain
import Foundation
import SQLite
import Store
import Testing
import TestingElwosa

@Suite("The newest event of some areas")
struct NewestEventsTests {
    private func append(_ kind: EventKind, _ times: Int = 1, to store: Store) throws {
        try store.write(work: .max) { [key = store.eventKey] tx in
            for _ in 0..<times {
                try tx.append(Event(kind, subject: 1, actor: .program, at: TestClock.start), key: key)
            }
        }
    }

    @Test("is another one after each event of theirs, and the same after any number of others")
    func areas() throws {
        let temporary = try TemporaryStore()
        let (store, tasks) = (temporary.store, NewestEvents(temporary.store, of: AreaName.tasks.shownAreas))
        var last = try tasks.number()
        for kind in [EventKind.task(.taskChanged), .account(.accountChanged), .task(.labelChanged)] {
            try append(.memory(.entryPut), 3, to: store)
            #expect(try tasks.number() == last)
            try append(kind, to: store)
            let (next, newest) = (try tasks.number(), try store.events.newest())
            #expect(next != last && next == newest)
            last = next
        }
        #expect(try NewestEvents(store, of: [.tasks]).number() == last)
        try append(.memory(.entryPut), to: store)
        let memory = NewestEvents(store, of: AreaName.memory.shownAreas)
        #expect(try memory.number() == store.events.newest())
        #expect(try tasks.number() == last)
    }

    @Test("is taken to be another one after more events than are looked at, and then stays")
    func many() throws {
        let temporary = try TemporaryStore()
        let tasks = NewestEvents(temporary.store, of: [.tasks])
        let first = try tasks.number()
        try append(.memory(.entryPut), 10_001, to: temporary.store)
        let second = try tasks.number()
        #expect(second != first)
        try append(.memory(.entryPut), to: temporary.store)
        #expect(try tasks.number() == second)
    }

    @Test("is not said in a snapshot that is older than what was looked at")
    func snapshot() throws {
        let temporary = try TemporaryStore()
        let tasks = NewestEvents(temporary.store, of: [.tasks])
        let path = temporary.directory + "/elwosa.db"
        let other = try Store.open(path, eventKey: [UInt8](repeating: 5, count: 32))
        defer { other.close() }
        _ = try tasks.number()
        try temporary.store.sharingSnapshot { () throws(Failure) in
            _ = try temporary.store.newestEvent()
            let looked = DispatchSemaphore(value: 0)
            Thread.detachNewThread {
                try? append(.task(.taskChanged), to: other)
                _ = try? tasks.number()
                looked.signal()
            }
            looked.wait()
            #expect(try tasks.number() == nil)
        }
        #expect(try tasks.number() == other.events.newest())
    }
}
