import Domain
import HouseStore
import MemoryStore
import Store
import Synchronization
import TaskStore
import Testing
import TestingElwosa
import Web

@testable import Live

@Suite("The hub")
struct HubTests {
    @Test("tells what happens once, in order, to those who listen to it, and to nobody else")
    func tells() throws {
        let world = try LiveWorld()
        let first = try world.make()
        try world.publish()
        let all = try world.listen(.ben, to: .tasks)
        let one = try world.listen(.ben, to: .task(first))
        let none = world.listen(.ben)
        let second = try world.make("Feed the cat")
        _ = try world.store.tasks.complete(first, force: false, ifVersion: nil, by: world.by(.ada))
        try world.publish()
        let head = world.hub.head
        #expect(all.heard == ["\(head - 1) task_created", "\(head) task_completed"])
        #expect(one.heard == ["\(head) task_completed"])
        #expect(none.heard == [])
        let text = try #require(all.texts.first)
        #expect(text.contains(#""actor":{"id":1,"name":"Ada"},"taskId":\#(second),"projectId":99,"topics":["tasks"]}"#))
        #expect(all.texts.last?.contains(#""changed":["status","completedAt"]"#) == true)
    }

    @Test("tells nothing of what was written, only which parts differ")
    func noContents() throws {
        let world = try LiveWorld()
        let ear = try world.listen(.ada, to: .tasks, .audit)
        let id = try world.make("A secret title")
        _ = try world.store.tasks.addComment("A secret comment", to: id, by: world.by(.ada))
        try world.publish()
        #expect(ear.heard.count == 2)
        #expect(ear.texts.allSatisfy { !$0.contains("secret") })
    }

    @Test("encodes an event once for each form, however many hear it")
    func onePayload() throws {
        let world = try LiveWorld()
        let sockets = try (0..<20).map { _ in try world.listen(.ben, to: .tasks) }
        let streams = try (0..<20).map { _ in
            let ear = world.listen(.ben, .stream)
            _ = try world.hub.subscribe(ear.id, to: [.tasks], after: nil)
            return ear
        }
        try world.make()
        try world.publish()
        #expect(Set(sockets.flatMap(\.payloads).map(ObjectIdentifier.init)).count == 1)
        #expect(Set(streams.flatMap(\.payloads).map(ObjectIdentifier.init)).count == 1)
        let seq = world.hub.head
        #expect(streams[0].texts[0].hasPrefix("id: \(world.store.life)-\(seq)\ndata: {\"seq\":\(seq),"))
        #expect(streams[0].texts[0].hasSuffix("}\n\n"))
    }

    @Test("hears again what is no longer wanted only when it is wanted again")
    func unsubscribe() throws {
        let world = try LiveWorld()
        let ear = try world.listen(.ben, to: .tasks)
        world.hub.unsubscribe(ear.id, from: [.tasks])
        try world.make()
        try world.publish()
        #expect(ear.heard == [])
        _ = try world.hub.subscribe(ear.id, to: [.tasks], after: nil)
        try world.make()
        try world.publish()
        #expect(ear.heard == ["\(world.hub.head) task_created"])
    }

    @Test("wakes who looks for events when the first one comes")
    func wakes() throws {
        let store = try TemporaryStore()
        let wakes = Mutex(0)
        let hub = try Hub(
            store.store.live, memory: store.store.memory(), work: { $0() }, wake: { wakes.withLock { $0 += 1 } })
        let guest = LiveSession.Guest(caller: Person.ben.caller, credential: .session(2), form: .socket, endsAt: nil)
        let ids = (0..<3).map { _ in hub.join(Ear(), guest) }
        #expect(wakes.withLock { $0 } == 1)
        ids.forEach(hub.leave)
        _ = hub.join(Ear(), guest)
        #expect(wakes.withLock { $0 } == 2)
    }

    @Test("forgets who has left")
    func leaves() throws {
        let world = try LiveWorld()
        let ear = try world.listen(.ben, to: .tasks)
        #expect(world.hub.isAwaited && world.hub.listenerCount == 1)
        world.hub.leave(ear.id)
        world.hub.leave(ear.id)
        try world.make()
        try world.publish()
        #expect(ear.heard == [] && !world.hub.isAwaited)
        #expect(world.hub.state.withLock { $0.listenersOfTopic.isEmpty && $0.listenersOfAccount.isEmpty })
    }

    @Test("refuses more topics, more replays and more connections than there may be, and topics out of sight")
    func limits() throws {
        var limits = LiveLimits()
        (limits.topics, limits.connectionsOfAccount) = (2, 1)
        let world = try LiveWorld(limits)
        let hidden = try world.project("Cellar")
        let task = try world.make(in: hidden)
        try world.publish()
        let ear = world.listen(.ben)
        #expect(!world.hub.hasRoom(for: Person.ben.id) && world.hub.hasRoom(for: Person.ada.id))
        for topic in [Topic.project(hidden), .task(task), .task(99)] {
            let error = #expect(throws: RPCError.self) {
                try world.hub.subscribe(ear.id, to: [topic], after: nil)
            }
            #expect(error == .unknown(topic))
        }
        #expect(throws: RPCError.forbidden(.audit)) { try world.hub.subscribe(ear.id, to: [.audit], after: nil) }
        let first = try world.make()
        let second = try world.make()
        try world.publish()
        _ = try world.hub.subscribe(ear.id, to: [.task(first), .task(second)], after: nil)
        #expect(throws: RPCError.tooMany("topics", 2)) { try world.hub.subscribe(ear.id, to: [.tasks], after: nil) }
        try world.publish()
        #expect(ear.heard == [])
    }
}
