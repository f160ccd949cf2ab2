import AuthDomain
import AuthStore
import Domain
import HouseStore
import Store
import TaskDomain
import TaskStore
import Testing
import TestingElwosa
import Web

@testable import Live

@Suite("Who hears what")
struct HubRightsTests {
    @Test("what is in a project only its members hear, from when to when they are members")
    func members() throws {
        let world = try LiveWorld()
        let cellar = try world.project("Cellar")
        try world.publish()
        let ben = try world.listen(.ben, to: .tasks)
        try world.make(in: cellar)
        try world.publish()
        #expect(ben.heard == [])
        _ = try world.store.projects.setMember("Ben", .viewer, of: cellar, by: world.by(.ada))
        try world.make(in: cellar)
        try world.publish()
        let head = world.hub.head
        #expect(ben.heard == ["\(head - 1) member_set", "\(head) task_created"])
        try world.store.projects.removeMember(Person.ben.id, of: cellar, by: world.by(.ada))
        try world.make(in: cellar)
        try world.publish()
        #expect(Array(ben.heard.dropFirst(2)) == ["gone projects/\(cellar)"])
        #expect(ben.numbers.max() == head)
    }

    @Test("what is gone is told where it happened, so that whoever resumes before or after it misses nothing")
    func order() throws {
        let world = try LiveWorld()
        let cellar = try world.project("Cellar")
        _ = try world.store.projects.setMember("Ben", .viewer, of: cellar, by: world.by(.ada))
        try world.publish()
        let ben = try world.listen(.ben, to: .tasks)
        try world.make()
        try world.store.projects.removeMember(Person.ben.id, of: cellar, by: world.by(.ada))
        try world.make()
        try world.publish()
        let head = world.hub.head
        #expect(ben.heard == ["\(head - 2) task_created", "gone projects/\(cellar)", "\(head) task_created"])
        #expect(ben.texts.dropLast().last?.contains("\"seq\":\(head - 1)") == true)
    }

    @Test(
        "an event says under which of its topics its hearer hears it, and nothing of a project that is hidden from it")
    func topics() throws {
        let world = try LiveWorld()
        let (cellar, attic) = try (world.project("Cellar"), world.project("Attic"))
        _ = try world.store.projects.setMember("Ben", .viewer, of: attic, by: world.by(.ada))
        let task = try world.make(in: cellar)
        try world.publish()
        let all = try world.listen(.ada, to: .tasks, .audit, .task(task), .project(cellar), .project(attic))
        let (former, ben) = try (
            world.listen(.ada, to: .project(cellar)), world.listen(.ben, to: .tasks, .project(attic))
        )
        var patch = try TaskPatch()
        patch.projectId = .some(attic)
        _ = try world.store.tasks.update(task, patch, ifVersion: nil, by: world.by(.ada))
        try world.publish()
        let said = { (ear: Ear) in
            try ear.texts.compactMap { text in
                try #require(text.firstMatch(of: /"topics":\[(.*?)\]/)?.1).replacing("\"", with: "")
            }
        }
        let projects = [cellar, attic].sorted().map { "projects/\($0)" }
        #expect(
            try said(all).map { $0.split(separator: ",").sorted().map(String.init) } == [
                ["audit"] + projects + ["tasks", "tasks/\(task)"]
            ])
        #expect(try said(former) == ["projects/\(cellar)"])
        #expect(try said(ben) == ["tasks,projects/\(attic)"])
        let resumed = try world.listen(.ben, to: .tasks, .project(attic), after: world.hub.head - 1)
        #expect(try said(resumed) == ["tasks,projects/\(attic)"])
    }

    @Test("a task that moves out of sight is told as gone, one that moves into it as changed")
    func moves() throws {
        let world = try LiveWorld()
        let cellar = try world.project("Cellar")
        let task = try world.make()
        try world.publish()
        let (ada, ben) = try (world.listen(.ada, to: .task(task)), world.listen(.ben, to: .task(task)))
        var patch = try TaskPatch()
        patch.projectId = .some(cellar)
        _ = try world.store.tasks.update(task, patch, ifVersion: nil, by: world.by(.ada))
        try world.publish()
        let head = world.hub.head
        #expect(ada.heard == ["\(head) task_changed"] && ben.heard == ["gone tasks/\(task)"])
        patch.projectId = .some(world.common)
        _ = try world.store.tasks.update(task, patch, ifVersion: nil, by: world.by(.ada))
        try world.publish()
        #expect(ben.heard == ["gone tasks/\(task)", "\(head + 1) task_changed"])
    }

    @Test("a task that was asked for by its number is told as gone with its project")
    func taskOfProject() throws {
        let world = try LiveWorld()
        let (cellar, attic) = (try world.project("Cellar"), try world.project("Attic"))
        for project in [cellar, attic] {
            _ = try world.store.projects.setMember("Ben", .viewer, of: project, by: world.by(.ada))
        }
        let (stays, moves) = (try world.make(in: cellar), try world.make(in: cellar))
        try world.publish()
        let start = world.hub.head
        let ben = try world.listen(.ben, to: .task(stays), .task(moves))
        var patch = try TaskPatch()
        patch.projectId = .some(attic)
        _ = try world.store.tasks.update(moves, patch, ifVersion: nil, by: world.by(.ada))
        try world.store.projects.removeMember(Person.ben.id, of: cellar, by: world.by(.ada))
        try world.publish()
        #expect(ben.heard == ["\(start + 1) task_changed", "gone tasks/\(stays)"])
        try world.store.projects.removeMember(Person.ben.id, of: attic, by: world.by(.ada))
        try world.publish()
        #expect(Array(ben.heard.dropFirst(2)) == ["gone tasks/\(moves)"])
    }

    @Test("where a task was long ago is not where it is, whatever is told of the past")
    func movedLongAgo() throws {
        let world = try LiveWorld()
        let (cellar, attic) = (try world.project("Cellar"), try world.project("Attic"))
        for project in [cellar, attic] {
            _ = try world.store.projects.setMember("Ben", .viewer, of: project, by: world.by(.ada))
        }
        let hidden = try world.project("Hidden")
        let (back, moved) = (try world.make(), try world.make(in: cellar))
        try world.publish()
        let ben = try world.listen(.ben, to: .tasks)
        let move = { (task: Int64, project: Int64?) in
            var patch = try TaskPatch()
            patch.projectId = .some(project)
            _ = try world.store.tasks.update(task, patch, ifVersion: nil, by: world.by(.ada))
        }
        try move(back, hidden)
        try move(back, world.common)
        try move(moved, attic)
        try world.publish()
        _ = try world.hub.subscribe(ben.id, to: [.task(back), .task(moved)], after: 0)
        let before = ben.heard.count
        try world.store.projects.removeMember(Person.ben.id, of: cellar, by: world.by(.ada))
        try world.store.projects.removeMember(Person.ben.id, of: attic, by: world.by(.ada))
        var patch = try TaskPatch()
        patch.title = "Still here"
        _ = try world.store.tasks.update(back, patch, ifVersion: nil, by: world.by(.ada))
        world.hub.unsubscribe(ben.id, from: [.tasks])
        try world.publish()
        #expect(Array(ben.heard.dropFirst(before)) == ["gone tasks/\(moved)", "\(world.hub.head) task_changed"])
    }

    @Test("what was taken away before it is told is told as gone all the same")
    func takenBefore() throws {
        let world = try LiveWorld()
        let cellar = try world.project("Cellar")
        _ = try world.store.projects.setMember("Ben", .viewer, of: cellar, by: world.by(.ada))
        try world.publish()
        try world.store.projects.removeMember(Person.ben.id, of: cellar, by: world.by(.ada))
        // Its rights are read when it has lost them already, and it hears of everything after a number before that.
        let ben = try world.listen(.ben, to: .tasks)
        try world.publish()
        #expect(ben.heard == ["gone projects/\(cellar)"])
    }

    @Test("whoever owes a second factor hears nothing, from when to when it is owed")
    func owed() throws {
        let world = try LiveWorld(demand: .administrators)
        let ada = world.listen(.ada)
        #expect(throws: RPCError.token) { try world.hub.subscribe(ada.id, to: [.tasks], after: nil) }
        #expect(ada.reason == .noLongerSignedIn)
        let ben = try world.listen(.ben, to: .tasks)
        try world.make()
        try world.publish()
        #expect(ben.heard == ["\(world.hub.head) task_created"] && ben.reason == nil)
        _ = try world.store.accounts.setRole("administrator", of: Person.ben.id, by: world.by(.ada))
        try world.publish()
        #expect(ben.reason == .noLongerSignedIn)
    }

    @Test("a project that is deleted is gone for those who saw it, and was never there for the others")
    func deletedProject() throws {
        let world = try LiveWorld()
        let cellar = try world.project("Cellar")
        try world.publish()
        let (ada, ben) = try (world.listen(.ada, to: .tasks), world.listen(.ben, to: .tasks))
        try world.store.projects.deleteProject(cellar, ifVersion: nil, by: world.by(.ada))
        try world.publish()
        #expect(ada.heard.contains("gone projects/\(cellar)") && ben.heard == [])
    }

    @Test("a session that ends takes its connections with it, and no others")
    func revoked() throws {
        let world = try LiveWorld()
        let (ben, cleo) = try (world.listen(.ben, to: .tasks), world.listen(.cleo, to: .tasks))
        try world.store.accounts.endSession(Person.ben.id, by: Person.ben.caller, at: world.clock.now)
        try world.publish()
        #expect(ben.reason == .noLongerSignedIn && cleo.reason == nil)
    }

    @Test("a session that runs out is noticed without an event")
    func ranOut() throws {
        let world = try LiveWorld()
        let ben = try world.listen(.ben, to: .tasks)
        world.clock.advance(seconds: 31 * 86_400)
        try world.hub.lookAtRights()
        #expect(ben.reason == .noLongerSignedIn)
    }

    @Test("a session that ended between the handshake and the first topic is closed")
    func endedMeanwhile() throws {
        let world = try LiveWorld()
        let ben = world.listen(.ben)
        try world.store.accounts.endSession(Person.ben.id, by: Person.ben.caller, at: world.clock.now)
        try world.publish()
        #expect(ben.reason == .noLongerSignedIn)
    }

    @Test("a session that ended since the handshake hears nothing, whether or not the hub knows of it yet")
    func endedUnseen() throws {
        let world = try LiveWorld()
        let ben = world.listen(.ben)
        try world.store.accounts.endSession(Person.ben.id, by: Person.ben.caller, at: world.clock.now)
        #expect(throws: RPCError.token) { try world.hub.subscribe(ben.id, to: [.tasks], after: nil) }
        #expect(ben.reason == .noLongerSignedIn)
    }

    @Test("whoever comes while rights are read is not taken for somebody who has gone")
    func newcomer() throws {
        let world = try LiveWorld()
        let late = world.listen(.cleo)
        try world.hub.lookAtRights()
        #expect(late.reason == nil)
    }

    @Test("a role that loses a permission takes its topics with it")
    func lostPermission() throws {
        let world = try LiveWorld()
        let auditors = Role(name: "auditors", permissions: [.tasksRead, .auditRead])
        _ = try world.store.accounts.createRole(auditors, by: world.by(.ada))
        _ = try world.store.accounts.setRole("auditors", of: Person.ben.id, by: world.by(.ada))
        try world.publish()
        let ear = Ear()
        let caller = try #require(
            try world.store.live.callers(by: [.session(Person.ben.id)], at: world.clock.now)[.session(Person.ben.id)])
        ear.id = world.hub.join(
            ear, .init(caller: caller, credential: .session(Person.ben.id), form: .socket, endsAt: nil))
        _ = try world.hub.subscribe(ear.id, to: [.audit, .tasks], after: nil)
        _ = try world.store.accounts.changeRole("auditors", to: [.tasksRead], by: world.by(.ada))
        try world.make()
        try world.publish()
        #expect(ear.heard == ["gone audit", "\(world.hub.head) task_created"])
    }

    @Test("the end of an access token is announced once, and closes unless it is renewed")
    func expiry() throws {
        let world = try LiveWorld()
        let end = world.clock.now.adding(seconds: 900)
        let (ben, cleo) = (world.listen(.ben, until: end), world.listen(.cleo, until: end))
        for _ in 0..<2 {
            world.clock.advance(seconds: 425)
            world.hub.lookAtExpiries()
        }
        // With the token that is coming to its end nothing is renewed.
        #expect(world.hub.renew(.session(Person.cleo.id), until: end) == 1)
        world.hub.lookAtExpiries()
        #expect(ben.heard == ["expiring"] && cleo.heard == ["expiring"])
        #expect(throws: RPCError.token) { try world.hub.renew(ben.id, Person.cleo.caller, until: nil) }
        #expect(world.hub.renew(.session(Person.ben.id), until: end.adding(seconds: 900)) == 1)
        world.clock.advance(seconds: 50)
        world.hub.lookAtExpiries()
        #expect(ben.reason == nil && cleo.reason == .noLongerSignedIn)
        world.clock.advance(seconds: 850)
        world.hub.lookAtExpiries()
        #expect(ben.heard == ["expiring", "expiring"])
    }
}
