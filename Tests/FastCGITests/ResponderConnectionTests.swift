import FastCGI
import Foundation
import Testing
import TestingElwosa
import Web

@Suite("A responder and its connections")
struct ResponderConnectionTests {
    private static func pong(_ parameters: Parameters, _ body: RequestBody) -> Response {
        Response(.ok, headers: [("Content-Type", "text/plain")], body: .bytes(Array("pong".utf8)))
    }

    @Test("answers many requests on one kept connection")
    func kept() throws {
        try withResponder(answer: Self.pong) { responder in
            let client = try responder.client()
            for _ in 0..<50 { #expect(try client.get("/").text == "pong") }
            #expect(responder.counters.snapshot.accepted == 1)
            #expect(responder.counters.snapshot.requests == 50)
        }
    }

    @Test("closes a connection whose server does not want to keep it")
    func notKept() throws {
        try withResponder(answer: Self.pong) { responder in
            let client = try responder.client()
            #expect(try client.get("/", keep: false).text == "pong")
            #expect(try client.isClosed())
            #expect(try eventually { responder.counters.snapshot.connections == 0 })
        }
    }

    @Test("answers at once on four threads with 200 idle kept connections")
    func idle() throws {
        try withResponder(threads: 4, answer: Self.pong) { responder in
            let idle = try (0..<200).map { _ in try responder.client() }
            for client in idle { #expect(try client.get("/").status == 200) }
            let begin = ContinuousClock.now
            for _ in 0..<20 { #expect(try responder.client().get("/").status == 200) }
            #expect(ContinuousClock.now - begin < .seconds(2))
            #expect(responder.counters.snapshot.connections >= 200)
            for client in idle { #expect(try client.get("/").status == 200) }
        }
    }

    @Test("takes no more connections than it may, and takes the next when one closes")
    func bounded() throws {
        try withResponder { options in
            options.connections = 2
        } answer: {
            Self.pong($0, $1)
        } use: { responder in
            let first = try responder.client()
            let second = try responder.client()
            #expect(try first.get("/").status == 200 && second.get("/").status == 200)
            let third = try responder.client()
            try third.begin("GET", "/")
            try third.sendBody([])
            #expect(responder.counters.snapshot.accepted == 2)
            first.hangUp()
            #expect(try third.reply().text == "pong")
        }
    }

    @Test("is not held up by half a record, and closes its connection in time")
    func halfRecord() throws {
        try withResponder(threads: 2) { options in
            options.socketTimeout = .milliseconds(300)
        } answer: {
            Self.pong($0, $1)
        } use: { responder in
            let slow = try responder.client()
            try slow.send(Array(FastCGIRecord.begin(keep: true).bytes.prefix(11)))
            for _ in 0..<20 { #expect(try responder.client().get("/").text == "pong") }
            #expect(try slow.isClosed())
        }
    }

    @Test(
        "survives nonsense, and goes on",
        arguments: [[], [0xff], Array("GET / HTTP/1.1\r\n\r\n".utf8), [1, 1, 0, 1, 0, 8]])
    func nonsense(bytes: [UInt8]) throws {
        try withResponder { options in
            options.socketTimeout = .milliseconds(300)
        } answer: {
            Self.pong($0, $1)
        } use: { responder in
            let odd = try responder.client()
            try odd.send(bytes + [UInt8](repeating: 0xee, count: 64))
            odd.hangUp()
            #expect(try responder.client().get("/").text == "pong")
            #expect(try eventually { responder.counters.snapshot.active == 0 })
        }
    }

    @Test("carries out one request at a time on a connection, as it says it does")
    func pipelined() throws {
        try withResponder(answer: Self.pong) { responder in
            let client = try responder.client()
            let one: [FastCGIRecord] = [.begin(keep: true), .parameters([("REQUEST_METHOD", "GET")]), .parameters([])]
            var other = one
            for index in other.indices { other[index].request = 2 }
            try client.send(one + other + [.input([])])
            let refusal = try client.receive()
            #expect(refusal.request == 2 && refusal.kind == FastCGIRecord.endKind && refusal.content[4] == 1)
            #expect(try client.reply().text == "pong")
            #expect(responder.counters.snapshot.requests == 1)
        }
    }

    @Test("refuses the roles it does not have, with the protocol's own word")
    func roles() throws {
        try withResponder(answer: Self.pong) { responder in
            let client = try responder.client()
            try client.send([.begin(keep: true, role: 2), .parameters([]), .input([])])
            let end = try client.receive()
            #expect(end.kind == FastCGIRecord.outputKind && end.content.isEmpty)
            #expect(try client.receive().content[4] == 3)
        }
    }
}
