import Domain
import HouseStore
import Store
import TaskDomain
import TaskStore
import Testing
import TestingElwosa
import Web

@testable import Live

@Suite("What was missed")
struct HubReplayTests {
    @Test("is told from the log, and what follows live, with no gap and no double")
    func resumes() throws {
        var limits = LiveLimits()
        limits.batch = 3
        let world = try LiveWorld(limits)
        for _ in 0..<10 { try world.make() }
        try world.publish()
        // The hub does not know of these yet, and the log does.
        for _ in 0..<5 { try world.make() }
        let head = try world.store.live.newestEvent()
        let ear = try world.listen(.ben, to: .tasks, after: head - 12)
        try world.make()
        try world.publish()
        #expect(ear.numbers == Array(head - 11...head + 1))
    }

    @Test("waits for a client that does not read, and goes on where it stopped")
    func waits() throws {
        var limits = LiveLimits()
        limits.batch = 3
        let world = try LiveWorld(limits)
        for _ in 0..<20 { try world.make() }
        try world.publish()
        let head = world.hub.head
        let ear = world.listen(.ben)
        ear.room = 4
        _ = try world.hub.subscribe(ear.id, to: [.tasks], after: head - 20)
        #expect(ear.numbers.count == 6)
        try world.make()
        try world.publish()
        #expect(ear.numbers.count == 6, "live events wait for those before them")
        while ear.isCongested {
            ear.room = 4
            world.hub.replay(ear.id)
        }
        #expect(ear.numbers == Array(head - 19...head + 1))
    }

    @Test("is not told again under another topic")
    func overlapping() throws {
        let world = try LiveWorld()
        let task = try world.make()
        try world.make()
        try world.publish()
        let ear = try world.listen(.ben, to: .task(task), after: 0)
        _ = try world.hub.subscribe(ear.id, to: [.tasks], after: 0)
        #expect(ear.numbers.sorted() == Array(world.hub.head - 1...world.hub.head))
        #expect(Set(ear.numbers).count == ear.numbers.count)
    }

    @Test("a number that the log has not reached is refused, one that the hub has not reached is not")
    func future() throws {
        let world = try LiveWorld()
        try world.make()
        let newest = try world.store.live.newestEvent()
        let ear = world.listen(.ben)
        #expect(throws: RPCError.future(newest)) {
            try world.hub.subscribe(ear.id, to: [.tasks], after: newest + 1)
        }
        _ = try world.hub.subscribe(ear.id, to: [.tasks], after: newest)
        try world.make()
        try world.publish()
        #expect(ear.numbers == [newest + 1])
    }

    @Test("is told by today's rights")
    func rights() throws {
        let world = try LiveWorld()
        let cellar = try world.project("Cellar")
        try world.make(in: cellar)
        try world.publish()
        #expect(try world.listen(.ben, to: .tasks, after: 0).heard == [])
        _ = try world.store.projects.setMember("Ben", .viewer, of: cellar, by: world.by(.ada))
        try world.publish()
        #expect(try world.listen(.ben, to: .tasks, after: 0).numbers.count == 3)
        try world.store.projects.removeMember(Person.ben.id, of: cellar, by: world.by(.ada))
        try world.publish()
        #expect(try world.listen(.ben, to: .tasks, after: 0).heard == ["gone projects/\(cellar)"])
    }

    @Test("whatever happens in which order, each hears everything after its number once", arguments: 1...30)
    func property(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var limits = LiveLimits()
        limits.batch = Int.random(in: 1...4, using: &random)
        let world = try LiveWorld(limits)
        var ears: [(ear: Ear, after: Int64)] = []
        for _ in 0..<60 {
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<4: try world.make()
            case 4..<6: _ = try world.hub.publish()
            case 6..<8:
                let after = Int64.random(in: 0...world.hub.head, using: &random)
                let ear = world.listen(.ben)
                ear.room = Int.random(in: 1...6, using: &random)
                _ = try world.hub.subscribe(ear.id, to: [.tasks], after: after)
                ears.append((ear, after))
            default:
                guard let ear = ears.randomElement(using: &random)?.ear else { continue }
                ear.room = Int.random(in: 0...6, using: &random)
                if !ear.isCongested { world.hub.replay(ear.id) }
            }
        }
        try world.publish()
        for (ear, _) in ears {
            ear.room = .max
            world.hub.replay(ear.id)
        }
        let told = try world.store.live.events(after: 0, limit: 1_000).filter { $0.kind.subject == .task }.map(\.seq)
        for (ear, after) in ears { #expect(ear.numbers == told.filter { $0 > after }, "after \(after)") }
    }

    @Test("whatever is asked for in which order, each event of each topic is told once", arguments: 1...30)
    func topics(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var limits = LiveLimits()
        limits.batch = Int.random(in: 1...4, using: &random)
        let world = try LiveWorld(limits)
        let task = try world.make()
        let ear = world.listen(.ada)
        var asked: [(topic: Topic, from: Int64)] = []
        for _ in 0..<40 {
            switch Int.random(in: 0..<8, using: &random) {
            case 0..<2: try world.make()
            case 2: _ = try world.store.tasks.update(task, .title("\(random.next())"), by: world.by(.ada))
            case 3: _ = try world.hub.publish()
            case 4:
                ear.room = Int.random(in: 0...4, using: &random)
                if !ear.isCongested { world.hub.replay(ear.id) }
            default:
                let topic = [Topic.tasks, .audit, .task(task)].randomElement(using: &random)!
                let newest = try world.store.live.newestEvent()
                let after = Bool.random(using: &random) ? Int64.random(in: 0...newest, using: &random) : nil
                let isNew = !asked.contains { $0.topic == topic }
                do {
                    let head = try world.hub.subscribe(ear.id, to: [topic], after: after)
                    if after != nil || isNew { asked.append((topic, after ?? head)) }
                } catch {
                    #expect(error == .tooMany("replays", limits.replays))
                }
            }
        }
        try world.publish()
        ear.room = .max
        world.hub.replay(ear.id)
        let events = try world.store.live.events(after: 0, limit: 1_000)
        let wanted = events.filter { event in
            asked.contains { event.seq > $0.from && event.topics.contains($0.topic) }
        }
        #expect(ear.numbers.sorted() == wanted.map(\.seq))
    }

    @Test("is told under a topic that hears it where another one does not")
    func audit() throws {
        let world = try LiveWorld()
        let cellar = try world.project("Cellar", by: .ben)
        try world.publish()
        let ear = try world.listen(.ada, to: .tasks)
        let before = world.hub.head
        try world.make(in: cellar, by: .ben)
        try world.publish()
        #expect(ear.numbers == [])
        _ = try world.hub.subscribe(ear.id, to: [.audit], after: before)
        #expect(ear.numbers == [before + 1])
    }

    @Test("has what was taken away: a project that was deleted, a permission that was lost")
    func gone() throws {
        let world = try LiveWorld()
        let cellar = try world.project("Cellar")
        _ = try world.store.projects.setMember("Ben", .viewer, of: cellar, by: world.by(.ada))
        try world.publish()
        let before = world.hub.head
        try world.store.projects.deleteProject(cellar, ifVersion: nil, by: world.by(.ada))
        try world.publish()
        #expect(try world.listen(.ben, to: .tasks, after: before).heard == ["gone projects/\(cellar)"])
        #expect(try world.listen(.cleo, to: .tasks, after: before).heard == [])
    }
}

extension TaskPatch {
    fileprivate static func title(_ title: String) throws -> TaskPatch {
        var patch = try TaskPatch()
        patch.title = title
        return patch
    }
}

extension SQLiteTaskRepository {
    fileprivate func update(_ id: Int64, _ patch: TaskPatch, by change: Change) throws -> TaskOutcome {
        try update(id, patch, ifVersion: nil, by: change)
    }
}
