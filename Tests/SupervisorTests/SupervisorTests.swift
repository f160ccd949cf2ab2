import Foundation
import Settings
import Supervisor
import Testing

@Suite("Supervisor", .timeLimit(.minutes(15)))
struct SupervisorTests {
    @Test("the first connection starts a responder, the next finds it there")
    func spawn() throws {
        let site = try RunningSupervisor(areas: ["auth", "tasks"])
        #expect(site.started.isEmpty)
        let first = try #require(try site.ask("tasks"))
        #expect(try site.ask("tasks") == first && site.started == [first])
        let other = try #require(try site.ask("auth"))
        #expect(site.started == [first, other] && site.lines.isEmpty)
        site.stop()
    }

    @Test("a responder that ends because it is idle is started again without a word")
    func idleExit() throws {
        let site = try RunningSupervisor()
        let first = try #require(try site.ask())
        try site.connect().send("exit 0")
        let second = try #require(try site.ask())
        #expect(second != first && site.lines.isEmpty)
        site.stop()
    }

    @Test("a responder that dies is started again at the next connection, and it is said")
    func crash() throws {
        let site = try RunningSupervisor()
        let first = try #require(try site.ask())
        try site.connect().send("exit 3")
        #expect(site.says("StandIn (\(first)) ended with exit code 3; a connection starts it again after 0.1 s."))
        let second = try #require(try site.ask())
        kill(second, SIGKILL)
        #expect(site.says("StandIn (\(second)) was ended by signal 9 (Killed)"))
        #expect(try site.ask() != nil && site.started.count == 3)
        site.stop()
    }

    @Test("a responder that cannot start is tried again after longer and longer, and callers are not kept waiting")
    func failing() throws {
        let site = try RunningSupervisor(behaviour: "fail")
        #expect(try site.ask() == nil)
        #expect(site.says("after 0.1 s") && site.says("after 0.2 s"))
        try site.behave("")
        #expect(try site.ask() != nil)
        site.stop()
    }

    @Test("a program that is not there is named, and the connection refused")
    func absent() throws {
        let keeper = try RunningSupervisor(areas: ["tasks"], program: "no-such-program")
        #expect(try keeper.ask() == nil)
        #expect(keeper.says("/no-such-program cannot be run: No such file or directory."))
        keeper.stop()
    }

    @Test("a successor takes over when it is ready, and its predecessor answers what is open")
    func replace() throws {
        let site = try RunningSupervisor(areas: ["auth", "tasks"])
        let open = try site.connect()
        let first = try #require(open.ask())
        site.order(.replace)
        #expect(site.says("takes over from \(first)."))
        // Until it has seen the signal, the predecessor may take a connection or two.
        var second = first
        while second == first { second = try #require(try site.ask()) }
        #expect(open.ask() == first)
        // Nobody had asked for the other area, so there was nothing to replace.
        #expect(site.started == [first, second])
        open.end()
        site.stop()
    }

    @Test("a successor that fails leaves its predecessor in place")
    func failingSuccessor() throws {
        var limits = SupervisorLimits()
        limits.ready = .milliseconds(200)
        let site = try RunningSupervisor(limits: limits)
        let first = try #require(try site.ask())
        try site.behave("fail")
        site.order(.replace)
        #expect(site.says("ended with exit code 3; StandIn (\(first)) stays."))
        try site.behave("mute")
        site.order(.replace)
        #expect(site.says("was not ready in time; StandIn (\(first)) stays."))
        #expect(try site.ask() == first)
        site.stop()
    }

    @Test("a responder that does not end is killed after its time")
    func stubborn() throws {
        var limits = SupervisorLimits()
        limits.stop = .milliseconds(200)
        let site = try RunningSupervisor(limits: limits, behaviour: "stubborn")
        let first = try #require(try site.ask())
        site.stop()
        #expect(site.lines.last == "StandIn (\(first)) did not end in time and is killed.")
    }

    @Test("a second order to stop ends the patience")
    func hasten() throws {
        let site = try RunningSupervisor(behaviour: "stubborn")
        _ = try site.ask()
        let start = ContinuousClock.now
        site.order(.stop)
        site.stop()
        #expect(ContinuousClock.now - start < SupervisorLimits().stop)
    }

    @Test("a second supervisor on the same state refuses in one sentence")
    func second() throws {
        let site = try RunningSupervisor()
        let settings = try RunningSupervisor.settings(site.state)
        let error = #expect(throws: SupervisorError.self) {
            try Supervisor(
                settings, gateway: false, reread: { () throws(SettingsError) in settings }, say: { _ in })
        }
        #expect(
            error?.description == "The site in \(site.state) is already running (process \(getpid())); "
                + "end that one first, or choose another directory with ELWOSA_STATE.")
        site.stop()
    }

    @Test("sockets may be used by owner and group, the data and the keys by the owner alone")
    func modes() throws {
        let site = try RunningSupervisor()
        func mode(_ path: String) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: "\(site.state)/\(path)")[.posixPermissions] as? Int
        }
        #expect(try mode("run/tasks.sock") == 0o660)
        #expect(try mode("keys") == 0o700 && mode("data") == 0o700)
        site.stop()
    }
}
