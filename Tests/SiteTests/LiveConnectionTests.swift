import Foundation
import Testing
import TestingElwosa

/// `/live/` as clients meet it, behind the real NGINX.
@Suite("Live connections", .timeLimit(.minutes(15)))
struct LiveConnectionTests {
    /// The answer that a handshake, or an event stream, was given instead.
    private func refusal(_ open: () throws -> Void) -> HTTPReply? {
        do {
            try open()
            return nil
        } catch {
            return (error as? HandshakeRefused)?.reply
        }
    }

    @Test("before they open, strangers get 401, another site's page 403, and what is no handshake 426")
    func handshake() throws {
        try withRunningSite { site throws in
            let ada = try site.signedIn()
            let program = try site.program(of: "Ada")
            let own = [("Origin", site.origin), ("Sec-Fetch-Site", "same-origin")]
            let stranger = site.client()
            let forged = site.client([("Authorization", "Bearer nothing")])
            for client in [stranger, forged] {
                let socket = try #require(refusal { _ = try site.webSocket(client) })
                let stream = try #require(refusal { _ = try site.eventStream(client) })
                #expect(socket.status == 401 && stream.status == 401)
                #expect(socket.contentType == "application/problem+json")
            }
            for header in [
                ("Origin", "http://elsewhere.example"), ("Origin", "null"), ("Sec-Fetch-Site", "cross-site"),
            ] {
                #expect(refusal { _ = try site.webSocket(ada, [header]) }?.status == 403, "\(header)")
                #expect(refusal { _ = try site.eventStream(ada, "topics=tasks", [header]) }?.status == 403, "\(header)")
                // Nobody rides on a token that a program sends by itself.
                #expect(refusal { _ = try site.webSocket(program, [header]) } == nil, "\(header)")
            }
            #expect(try site.webSocket(ada, own).call("ping")["seq"] as? Int != nil)
            #expect(try site.eventStream(ada, "topics=tasks", own).nextNotice()?.method == "hello")
            let plain = try ada.get("/live/socket")
            #expect(plain.status == 426 && plain.header("Upgrade") == "websocket")
            #expect(plain.header("Sec-WebSocket-Version") == "13")
            #expect(refusal { _ = try site.webSocket(ada, [("Sec-WebSocket-Version", "8")]) }?.status == 426)
        }
    }

    @Test("an event stream says at once what is wrong with its topics")
    func topics() throws {
        try withRunningSite { site throws in
            let ada = try site.signedIn()
            let ben = try site.person("Ben")
            _ = try ada.send("POST", "/projects", json: #"{"name":"Garden"}"#)
            for (query, status, client) in [
                ("", 400, ada), ("topics=", 400, ada), ("topics=tasks,", 400, ada), ("topics=tasks/0", 400, ada),
                ("topics=tasks/99", 404, ada), ("topics=projects/99", 404, ada), ("topics=projects/1", 404, ben),
                ("topics=audit", 403, ben), ("topics=tasks&after=-1", 400, ada), ("topics=tasks&x=1", 400, ada),
                ("topics=" + (1...101).map { "tasks/\($0)" }.joined(separator: ","), 400, ada),
            ] {
                let reply = try #require(refusal { _ = try site.eventStream(client, query) })
                #expect(reply.status == status, "\(query)")
            }
            #expect(refusal { _ = try site.eventStream(ada, "topics=tasks", [("Last-Event-ID", "x")]) }?.status == 400)
        }
    }

    @Test("a mark of another life, or of none, or beyond the log, is 409 and says to begin anew")
    func otherLives() throws {
        try withRunningSite { site throws in
            let ada = try site.signedIn()
            for mark in ["1", "0-1", "1y2p0ij32e8e7-1", try site.mark(99)] {
                for (query, headers) in [("&after=\(mark)", []), ("&after=0", [("Last-Event-ID", mark)])] {
                    let reply = refusal { _ = try site.eventStream(ada, "topics=tasks" + query, headers) }
                    #expect(reply?.status == 409, "\(mark)")
                }
                let reply = try ada.get("/tasks/changes?after=\(mark)")
                #expect(reply.status == 409 && reply.text.contains("read everything anew"), "\(mark)")
            }
            let socket = try site.webSocket(ada)
            for mark in ["1", "\"1\"", "\"1y2p0ij32e8e7-1\"", "\"\(try site.mark(99))\""] {
                let error = try socket.call("subscribe", "{\"topics\":[\"tasks\"],\"after\":\(mark)}")
                #expect(error["code"] as? Int == -32_007, "\(mark)")
            }
            #expect(try socket.call("subscribe", #"{"topics":["tasks"],"after":0}"#)["seq"] != nil)
            #expect(try ada.get("/tasks/changes?after=0").status == 200)
        }
    }

    @Test("both kinds tell what happens, and a stream that comes back with Last-Event-ID what it has missed")
    func resuming() throws {
        try withRunningSite { site throws in
            let ada = try site.signedIn()
            let make = { (title: String) throws in
                let reply = try ada.send("POST", "/tasks", json: #"{"title":"\#(title)"}"#)
                #expect(reply.status == 201)
            }
            let socket = try site.webSocket(ada)
            let mark = try socket.subscribe("tasks")
            var last = mark
            do {
                let stream = try site.eventStream(ada)
                #expect(try stream.nextNotice() == LiveNotice("hello", seq: mark))
                try make("One")
                let heard = try #require(try stream.nextNotice())
                #expect(heard == LiveNotice("event", seq: mark + 1, kind: "task_created", taskId: 1))
                #expect(try socket.next() == .notice(heard))
                last = mark + 1
            }
            try make("Two")
            try make("Three")
            let again = try site.eventStream(ada, "topics=tasks&after=0", [("Last-Event-ID", try site.mark(last))])
            #expect(try again.nextNotice() == LiveNotice("hello", seq: last))
            #expect(try [again.nextNotice()?.taskId, again.nextNotice()?.taskId] == [2, 3])
            #expect(try [socket.nextNotice()?.taskId, socket.nextNotice()?.taskId] == [2, 3])
            // What it has heard already under another topic it is not told again.
            try socket.subscribe("tasks/1", after: 0)
            try make("Four")
            #expect(try socket.nextNotice()?.taskId == 4)
        }
    }

    @Test("what is not understood is answered with the code of JSON-RPC, and the connection goes on")
    func errors() throws {
        try withRunningSite { site throws in
            let socket = try site.webSocket(try site.signedIn())
            let code = { (method: String, parameters: String) in
                try socket.call(method, parameters)["code"] as? Int
            }
            #expect(try code("shout", "{}") == -32_601)
            #expect(try code("subscribe", "{}") == -32_602)
            #expect(try code("subscribe", #"{"topics":["weather"]}"#) == -32_602)
            #expect(try code("subscribe", #"{"topics":["tasks"],"after":-1}"#) == -32_602)
            #expect(try code("subscribe", #"{"topics":["tasks/99"]}"#) == -32_001)
            #expect(try code("ping", #"{"loud":true}"#) == -32_602)
            #expect(try code("renew", #"{"token":"nothing"}"#) == -32_006)
            for (text, code) in [("{", -32_700), ("[]", -32_600), ("7", -32_600), (#"{"jsonrpc":"1.0"}"#, -32_600)] {
                try socket.client.send(text)
                let answer = try socket.client.next()
                guard case .text(let reply) = answer else {
                    Issue.record("\(text): \(answer)")
                    continue
                }
                #expect(reply.contains("\"code\":\(code)") && reply.contains("\"id\":null"), "\(reply)")
            }
            #expect(try socket.call("ping")["seq"] != nil)
        }
    }

    @Test(
        "what no client may send closes with its code",
        arguments: [
            (1_009, .text, [UInt8](repeating: 32, count: 65_537)), (1_007, .text, [0xff]), (1_003, .binary, [1]),
        ] as [(UInt16, WebSocketClient.Opcode, [UInt8])])
    func closing(code: UInt16, opcode: WebSocketClient.Opcode, payload: [UInt8]) throws {
        try withRunningSite { site throws in
            let socket = try site.webSocket(try site.signedIn())
            try socket.client.send(opcode, payload)
            #expect(try socket.next() == .closed(code))
            try socket.client.close(code)
        }
    }

    @Test("a client that says too much, listens to too much or opens too many connections is told so")
    func limits() throws {
        try withRunningSite(.init(environment: ["ELWOSA_LIVE_CONNECTIONS": "2"])) { site throws in
            let ada = try site.signedIn()
            let creates = Array(repeating: #"{"create":{"title":"x"}}"#, count: 101).joined(separator: ",")
            #expect(try ada.send("POST", "/tasks/batch", json: #"{"commands":[\#(creates)]}"#).status == 200)
            let names = { (range: ClosedRange<Int>) in range.map { "\"tasks/\($0)\"" }.joined(separator: ",") }
            let (first, second) = (try site.webSocket(ada), try site.webSocket(ada))
            #expect(try first.call("subscribe", #"{"topics":[\#(names(1...100))]}"#)["seq"] != nil)
            #expect(try first.call("subscribe", #"{"topics":[\#(names(101...101))]}"#)["code"] as? Int == -32_005)
            #expect(try first.call("subscribe", #"{"topics":[\#(names(1...101))]}"#)["code"] as? Int == -32_005)
            #expect(try first.call("unsubscribe", #"{"topics":["tasks/1"]}"#)["code"] == nil)
            #expect(try first.call("subscribe", #"{"topics":[\#(names(101...101))]}"#)["seq"] != nil)
            let third = try #require(refusal { _ = try site.webSocket(ada) })
            #expect(third.status == 429 && third.header("Retry-After") == "10")
            let batch = Array(repeating: #"{"jsonrpc":"2.0","id":1,"method":"ping"}"#, count: 51)
            try second.client.send("[" + batch.joined(separator: ",") + "]")
            let refused = try second.client.next()
            #expect("\(refused)".contains("-32005"))
            for _ in 1...201 { try second.client.send(#"{"jsonrpc":"2.0","method":"ping"}"#) }
            #expect(try second.next() == .closed(1_008))
            try second.client.close(1_008)
            #expect(try second.next() == .closed(nil))
            #expect(try first.call("ping")["seq"] != nil)
            // There is room again.
            #expect(try site.webSocket(ada).call("ping")["seq"] != nil)
        }
    }
}
