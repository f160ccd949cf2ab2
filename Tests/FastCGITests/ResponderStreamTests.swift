import FastCGI
import Foundation
import Synchronization
import Testing
import TestingElwosa
import Web

@Suite("A streamed answer")
struct ResponderStreamTests {
    private static func streaming(
        _ write: @escaping @Sendable (any ResponseStream) throws -> Void
    ) -> @Sendable (Parameters, RequestBody) -> Response {
        { parameters, _ in
            parameters["REQUEST_URI"] == "/stream"
                ? Response(.ok, body: .stream(write)) : Response(.ok, body: .bytes(Array("pong".utf8)))
        }
    }

    private static func begin(_ responder: RunningResponder) throws -> FastCGIClient {
        let client = try responder.client()
        try client.begin("GET", "/stream")
        try client.sendBody([])
        #expect(try client.piece()?.hasPrefix("Status: 200 OK\r\n") == true)
        return client
    }

    @Test("arrives piece by piece, while it is written, and leaves the connection kept")
    func pieces() throws {
        let seen = [Fact<Bool>(), Fact<Bool>()]
        try withResponder(
            answer: Self.streaming { stream in
                try stream.write(Array("one".utf8))
                _ = try seen[0].get()
                try stream.write(Array("two".utf8))
                _ = try seen[1].get()
            }
        ) { responder in
            let client = try Self.begin(responder)
            #expect(try client.piece() == "one")
            seen[0].set(true)
            #expect(try client.piece() == "two")
            seen[1].set(true)
            #expect(try client.piece() == nil)
            #expect(try client.receive().kind == FastCGIRecord.endKind)
            #expect(try client.get("/").text == "pong")
            #expect(responder.counters.snapshot.streams == 0)
        }
    }

    @Test("notices within 100 ms that its client has gone", arguments: ["hangs up", "sends an abort record"])
    func left(how: String) throws {
        // On a busy machine one try may be late through no fault of ours; the next need not be.
        let delays = try (0..<5).map { _ in try Self.delay(how) }
        #expect(delays.contains { $0 < .milliseconds(100) }, "\(delays)")
    }

    private static func delay(_ how: String) throws -> Duration {
        let noticed = Fact<ContinuousClock.Instant>()
        var delay = Duration.seconds(20)
        let answer = streaming { stream in
            while stream.wait(milliseconds: 15_000) {}
            noticed.set(.now)
        }
        try withResponder(answer: answer) { responder in
            let client = try begin(responder)
            let leaving = ContinuousClock.now
            if how == "hangs up" { client.hangUp() } else { try client.send([.abort]) }
            delay = try noticed.get() - leaving
            #expect(try eventually { responder.counters.snapshot.aborted == 1 })
        }
        return delay
    }

    @Test("whose client has gone cannot be written")
    func writing() throws {
        let error = Fact<String>()
        try withResponder(
            answer: Self.streaming { stream in
                do {
                    while true { try stream.write(Array("tick".utf8)) }
                } catch {
                    _ = error
                }
                error.set("closed")
            }
        ) { responder in
            try Self.begin(responder).hangUp()
            #expect(try error.get() == "closed")
        }
    }

    @Test("waits no longer than it was told while its client is there")
    func waits() throws {
        try withResponder(
            answer: Self.streaming { stream in
                let begin = ContinuousClock.now
                let isThere = stream.wait(milliseconds: 30)
                try stream.write(Array("\(isThere) \(ContinuousClock.now - begin >= .milliseconds(30))".utf8))
            }
        ) { responder in
            let piece = try Self.begin(responder).piece()
            #expect(piece == "true true")
        }
    }

    @Test("that fails is left without an end, so that the client learns of it")
    func fails() throws {
        struct Fault: Error {}
        try withResponder(
            answer: Self.streaming { stream in
                try stream.write(Array("half".utf8))
                throw Fault()
            }
        ) { responder in
            let client = try Self.begin(responder)
            #expect(try client.piece() == "half")
            #expect(try client.isClosed())
            #expect(responder.log.contains { $0.contains("Fault") })
        }
    }

    @Test("takes no thread from the others, up to its own bound")
    func bounded() throws {
        let over = Fact<Bool>()
        try withResponder(threads: 1) {
            $0.streams = 3
        } answer: {
            Self.streaming { _ in _ = try? over.get() }($0, $1)
        } use: { responder in
            let streams = try (0..<3).map { _ in try Self.begin(responder) }
            #expect(try responder.client().get("/").text == "pong")
            let fourth = try responder.client().get("/stream")
            #expect(fourth.status == 503 && fourth.header("retry-after") != nil)
            over.set(true)
            for stream in streams { #expect(try stream.piece() == nil) }
            #expect(try responder.client().get("/").text == "pong")
        }
    }

    @Test("ends soon after a drain has begun")
    func drained() throws {
        let ended = Fact<Bool>()
        try withResponder(
            answer: Self.streaming { stream in
                while stream.wait(milliseconds: 15_000) {}
                ended.set(true)
            }
        ) { responder in
            let client = try Self.begin(responder)
            responder.drain()
            #expect(try ended.get())
            #expect(try client.isClosed())
        }
    }
}
