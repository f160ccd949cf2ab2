import FastCGI
import Testing
import TestingElwosa
import Web

@Suite("An answer of a responder")
struct ResponderAnswerTests {
    private static func answered(_ response: Response, method: String = "GET") throws -> (FastCGIReply, [String]) {
        var found: (FastCGIReply, [String])?
        try withResponder { _, _ in
            response
        } use: { responder in
            let reply = try responder.client().request(method, "/")
            found = (reply, responder.log)
        }
        return try #require(found)
    }

    @Test("has the length of its bytes, whatever it said", arguments: [0, 1, 60_000, 65_535, 65_536, 1_000_000])
    func length(size: Int) throws {
        let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let response = Response(.ok, headers: [("content-length", "7"), ("X-Kept", "yes")], body: .bytes(bytes))
        let (reply, _) = try Self.answered(response)
        #expect(reply.body == bytes)
        #expect(reply.headers.filter { $0.name == "content-length" }.map(\.value) == [String(size)])
        #expect(reply.header("x-kept") == "yes")
    }

    @Test("to HEAD is its headers, with the length GET would have")
    func head() throws {
        let (reply, _) = try Self.answered(Response(.ok, body: .bytes([1, 2, 3])), method: "HEAD")
        #expect(reply.body.isEmpty && reply.header("content-length") == "3")
        let (other, _) = try Self.answered(Response(.ok, headers: [("Content-Length", "9")]), method: "HEAD")
        #expect(other.body.isEmpty && other.header("content-length") == "9")
    }

    @Test("to HEAD begins no stream")
    func headOfStream() throws {
        let response = Response(.ok, body: .stream { try $0.write([1]) })
        let (reply, _) = try Self.answered(response, method: "HEAD")
        #expect(reply.status == 200 && reply.body.isEmpty && reply.header("content-length") == nil)
    }

    @Test("without a body says so, except where none may be", arguments: [(303, "0"), (204, nil), (304, nil)])
    func none(status: Int, length: String?) throws {
        let (reply, _) = try Self.answered(Response(Status(rawValue: status)))
        #expect(reply.status == status && reply.header("content-length") == length)
    }

    @Test("with 204 or 304 sends no bytes", arguments: [204, 304])
    func contentless(status: Int) throws {
        let (reply, _) = try Self.answered(Response(Status(rawValue: status), body: .bytes([1])))
        #expect(reply.status == status && reply.body.isEmpty)
    }

    @Test(
        "never lets a header begin another",
        arguments: [
            ("Location", "/\r\nSet-Cookie: a=b"), ("X-A", "b\nc"), ("X-A", "b\0c"), ("X-A\r\nX-B", "c"), ("X A", "b"),
            ("", "b"), ("X-A:", "b"), ("Status", "200 OK"),
        ])
    func injection(name: String, value: String) throws {
        let (reply, log) = try Self.answered(Response(.ok, headers: [(name, value)], body: .bytes([1])))
        #expect(reply.status == 500)
        #expect(reply.headers.map(\.name) == ["status", "content-type", "content-length"])
        #expect(log.count == 1)
    }

    @Test("with headers longer than a record is refused")
    func longHeaders() throws {
        let (reply, _) = try Self.answered(Response(.ok, headers: [("X-Long", String(repeating: "x", count: 70_000))]))
        #expect(reply.status == 500)
    }

    @Test("that nobody waits for any more is counted, and harms nobody")
    func gone() throws {
        let mayAnswer = Fact<Bool>()
        try withResponder(threads: 1) { parameters, _ in
            if parameters["REQUEST_URI"] == "/slow" { _ = try? mayAnswer.get() }
            return Response(.ok, body: .bytes([UInt8](repeating: 1, count: 1_000_000)))
        } use: { responder in
            let client = try responder.client()
            try client.begin("GET", "/slow")
            try client.sendBody([])
            #expect(try eventually { responder.counters.snapshot.active == 1 })
            client.hangUp()
            mayAnswer.set(true)
            #expect(try responder.client().get("/").body.count == 1_000_000)
            #expect(responder.counters.snapshot.aborted == 1)
        }
    }
}
