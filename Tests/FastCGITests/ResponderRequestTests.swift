import Domain
import FastCGI
import Foundation
import Testing
import TestingElwosa
import Web

@Suite("A request to a responder")
struct ResponderRequestTests {
    /// Says back the length of the body and its sum, or the failure's kind.
    private static func measure(_ parameters: Parameters, _ body: RequestBody) -> Response {
        do {
            let bytes = try body.all(limit: 100_000)
            let sum = bytes.reduce(0) { $0 &+ Int($1) }
            return Response(.ok, body: .bytes(Array("\(bytes.count) \(sum)".utf8)))
        } catch {
            return Response(.contentTooLarge, body: .bytes(Array(error.kind.rawValue.utf8)))
        }
    }

    private static func ignore(_ parameters: Parameters, _ body: RequestBody) -> Response { Response(.ok) }

    @Test("has its body whole", arguments: [0, 1, 8_191, 8_192, 8_193, 65_535, 100_000])
    func body(size: Int) throws {
        try withResponder(answer: Self.measure) { responder in
            let bytes = (0..<size).map { UInt8($0 & 0xff) }
            let reply = try responder.client().request("POST", "/", body: bytes)
            #expect(reply.text == "\(size) \(bytes.reduce(0) { $0 + Int($1) })")
        }
    }

    @Test("passes the limit of its body by its announced length before anything is read")
    func announced() throws {
        try withResponder(answer: Self.measure) { responder in
            let client = try responder.client()
            #expect(try client.request("POST", "/", body: [UInt8](repeating: 1, count: 100_001)).text == "tooLarge")
            #expect(try client.request("POST", "/", body: [1, 2, 3]).text == "3 6")
        }
    }

    @Test("passes the limit of its body by what was sent, whatever was announced", arguments: [0, 5])
    func lied(announced: Int) throws {
        try withResponder(answer: Self.measure) { responder in
            let client = try responder.client()
            try client.begin("POST", "/", announced: announced)
            try client.sendBody([UInt8](repeating: 1, count: 100_001))
            #expect(try client.reply().text == "tooLarge")
            #expect(try client.request("POST", "/", body: [1]).text == "1 1")
        }
    }

    @Test("leaves the connection in order when nobody reads its body")
    func unread() throws {
        try withResponder(answer: Self.ignore) { responder in
            let client = try responder.client()
            for size in [1, 10_000, 300_000] {
                #expect(try client.request("POST", "/", body: [UInt8](repeating: 7, count: size)).status == 200)
            }
            #expect(responder.counters.snapshot.accepted == 1)
        }
    }

    @Test("is answered, and its connection closed, when its unread body is endless")
    func endless() throws {
        try withResponder {
            $0.unreadBodyLimit = 50_000
        } answer: {
            Self.ignore($0, $1)
        } use: { responder in
            let client = try responder.client()
            try client.begin("POST", "/", announced: 200_000)
            try client.sendBody([UInt8](repeating: 7, count: 200_000))
            #expect(try client.reply().status == 200)
            #expect(try client.isClosed())
        }
    }

    @Test("whose body stops arriving fails in time, and the thread is free again")
    func stopped() throws {
        try withResponder(threads: 1) {
            $0.socketTimeout = .milliseconds(200)
        } answer: { _, body in
            let kind = (try? body.all(limit: 100)).map { _ in "whole" } ?? "short"
            return Response(.serviceUnavailable, body: .bytes(Array(kind.utf8)))
        } use: { responder in
            let client = try responder.client()
            try client.begin("POST", "/", announced: 10)
            try client.send([.input([1, 2])])
            #expect(try client.reply().text == "short")
            #expect(try client.isClosed())
            #expect(try responder.client().request("POST", "/", body: [1]).text == "whole")
        }
    }

    @Test("keeps every parameter: long ones, doubled ones, empty ones")
    func parameters() throws {
        let long = String(repeating: "ü", count: 20_000)
        try withResponder { parameters, _ in
            let facts = [
                parameters["HTTP_LONG"] == long ? "long" : "cut",
                parameters.values(of: "HTTP_COOKIE").joined(separator: "+"),
                parameters["HTTP_EMPTY"] ?? "absent", parameters["HTTP_NOTHING"] ?? "absent",
            ]
            return Response(.ok, body: .bytes(Array(facts.joined(separator: " ").utf8)))
        } use: { responder in
            let headers = [("HTTP_LONG", long), ("HTTP_COOKIE", "a=1"), ("HTTP_COOKIE", "b=2"), ("HTTP_EMPTY", "")]
            let reply = try responder.client().request("GET", "/", headers: headers)
            #expect(reply.text == "long a=1+b=2  absent")
        }
    }

    @Test(
        "with odd parameters is the site's to answer",
        arguments: [
            [], [("", "")], [("REQUEST_METHOD", "")], [("CONTENT_LENGTH", "5"), ("CONTENT_LENGTH", "6")],
            [("CONTENT_LENGTH", "-1")], [("CONTENT_LENGTH", "99999999999999999999")], [("CONTENT_LENGTH", "+5")],
            [("A=B", "=C")],
        ] as [[(String, String)]])
    func odd(pairs: [(String, String)]) throws {
        try withResponder { parameters, body in
            Response(.badRequest, body: .bytes(Array("\(body.announcedLength ?? -1)".utf8)))
        } use: { responder in
            let client = try responder.client()
            let lines: [FastCGIRecord] = pairs.isEmpty ? [] : [.parameters(pairs)]
            try client.send([.begin(keep: true)] + lines + [.parameters([]), .input([])])
            let reply = try client.reply()
            #expect(reply.status == 400 && reply.text == "-1")
            #expect(try client.get("/").status == 400)
        }
    }
}
