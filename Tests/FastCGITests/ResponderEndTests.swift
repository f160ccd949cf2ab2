import Foundation
import Synchronization
import Testing
import TestingElwosa
import Web

@testable import FastCGI

@Suite("The end of a responder")
struct ResponderEndTests {
    private static func pong(_ parameters: Parameters, _ body: RequestBody) -> Response {
        Response(.ok, body: .bytes(Array("pong".utf8)))
    }

    @Test("a drain goes on answering on open connections until their server closes them")
    func drain() throws {
        try withResponder(answer: Self.pong) { responder in
            let clients = try (0..<3).map { _ in try responder.client() }
            for client in clients { #expect(try client.get("/").text == "pong") }
            responder.drain()
            for _ in 0..<5 { for client in clients { #expect(try client.get("/").text == "pong") } }
            for client in clients { client.hangUp() }
            #expect(try responder.ended() == 0)
        }
    }

    @Test("a drain waits for the request in hand")
    func inHand() throws {
        let mayAnswer = Fact<Bool>()
        try withResponder { _, body in
            _ = try? mayAnswer.get()
            return Self.pong(.init(), body)
        } use: { responder in
            let client = try responder.client()
            try client.begin("GET", "/", keep: false)
            try client.sendBody([])
            #expect(try eventually { responder.counters.snapshot.active == 1 })
            responder.drain()
            mayAnswer.set(true)
            #expect(try client.reply().text == "pong")
            #expect(try responder.ended() == 0)
        }
    }

    @Test("a drain ends at its limit even if a connection stays open, and says so")
    func limit() throws {
        try withResponder {
            $0.drainLimit = .milliseconds(100)
        } answer: {
            Self.pong($0, $1)
        } use: { responder in
            let client = try responder.client()
            #expect(try client.get("/").text == "pong")
            responder.drain()
            #expect(try responder.ended() == 0)
            #expect(responder.log.contains { $0.contains("still open") })
        }
    }

    @Test("what is only kept to be quick is let go once, a moment after the last connection")
    func whenIdle() throws {
        let released = Atomic(0)
        try withResponder {
            $0.whenIdle = { released.add(1, ordering: .relaxed) }
        } answer: {
            Self.pong($0, $1)
        } use: { responder in
            let client = try responder.client()
            #expect(try client.get("/").text == "pong")
            // At its start nobody was there either.
            let before = released.load(ordering: .relaxed)
            client.hangUp()
            #expect(try eventually { released.load(ordering: .relaxed) == before + 1 })
        }
    }

    @Test("a kept connection, however idle, keeps the responder from its idle end")
    func notIdle() throws {
        try withResponder {
            $0.idleExit = .milliseconds(20)
        } answer: {
            Self.pong($0, $1)
        } use: { responder in
            let client = try responder.client()
            #expect(try client.get("/").text == "pong")
            var nobody = pollfd(fd: -1, events: 0, revents: 0)
            poll(&nobody, 1, 200)
            #expect(try client.get("/").text == "pong")
            client.hangUp()
            #expect(try responder.ended() == 0)
        }
    }

    @Test("a connection that comes while the responder ends for idleness is answered by the next one")
    func idleRace() throws {
        let site = try Listener()
        let isOver = Atomic(false)
        let ends = Atomic(0)
        let isDone = Fact<Bool>()
        let left = Lines()
        var options = Responder.Options()
        options.idleExit = .zero
        let counters = options.counters
        let responder = Responder(Answers(function: { Self.pong($0, $1) }), options)
        Thread.detachNewThread {
            while !isOver.load(ordering: .relaxed), responder.serve(listener: site.socket) == 0 {
                // A program would end here, and take with it whatever it had accepted.
                if counters.snapshot.connections != 0 { left.append("a connection") }
                ends.add(1, ordering: .relaxed)
            }
            isDone.set(true)
        }
        let isOftenEnded = try eventually {
            let reply = try FastCGIClient(path: site.path).get("/")
            #expect(reply.text == "pong")
            return ends.load(ordering: .relaxed) >= 500
        }
        isOver.store(true, ordering: .relaxed)
        #expect(try isOftenEnded && isDone.get())
        #expect(left.all == [])
    }

    @Test("who may not connect is refused, counted and logged")
    func peers() throws {
        try withResponder {
            $0.owners = []
        } answer: {
            Self.pong($0, $1)
        } use: { responder in
            let client = try responder.client()
            #expect(try client.isClosed())
            #expect(responder.counters.snapshot.refusedPeers == 1 && responder.counters.snapshot.accepted == 0)
            #expect(responder.log == ["Refused a connection from user \(geteuid()), process \(getpid())."])
        }
    }

    @Test("a socket whose peers cannot be checked is refused")
    func internetSocket() throws {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        let lines = Lines()
        var options = Responder.Options()
        options.log = { lines.append($0) }
        #expect(Responder(Answers(function: { Self.pong($0, $1) }), options).serve(listener: socket) == 64)
        #expect(lines.all.count == 1)
    }
}
