import Foundation

/// Something that a live connection told.
package struct LiveNotice: Equatable, Sendable {
    /// `event`, `gone`, `expiring`, or `hello` of a stream.
    package let method: String
    package var seq: Int64?
    package var kind: String?
    package var taskId: Int64?
    package var topic: String?

    package init(_ method: String, seq: Int64? = nil, kind: String? = nil, taskId: Int64? = nil, topic: String? = nil) {
        (self.method, self.seq, self.kind, self.taskId, self.topic) = (method, seq, kind, taskId, topic)
    }

    init(_ method: String, _ members: [String: Any]) {
        self.init(
            method, seq: (members["seq"] as? NSNumber)?.int64Value, kind: members["kind"] as? String,
            taskId: (members["taskId"] as? NSNumber)?.int64Value, topic: members["topic"] as? String)
    }
}

/// A client of `/live/socket`: JSON-RPC 2.0 over a WebSocket.
package final class LiveSocket {
    package enum Told: Equatable, Sendable {
        case notice(LiveNotice)
        /// With the close frame's code; nil where the connection ended without one.
        case closed(UInt16?)
    }

    package let client: WebSocketClient
    private var told: [Told] = []
    private var last = 0

    /// - Errors: `HandshakeRefused` with what was answered instead of 101; `HTTPError`.
    package init(_ client: WebSocketClient) {
        self.client = client
    }

    /// Calls a method; what is told before the answer comes is kept for `next`.
    ///
    /// - Shape: the answer's `result`, or its `error`.
    /// - Errors: `HTTPError` when the connection ends instead.
    package func call(_ method: String, _ parameters: String = "{}") throws -> [String: Any] {
        last += 1
        try client.send(#"{"jsonrpc":"2.0","id":\#(last),"method":"\#(method)","params":\#(parameters)}"#)
        while true {
            switch try read() {
            case .answer(let answer):
                guard answer["id"] as? Int == last else { throw HTTPError("the answer to another call: \(answer)") }
                return answer["result"] as? [String: Any] ?? answer["error"] as? [String: Any] ?? [:]
            case .told(.closed(let code)): throw HTTPError("closed with \(code.map(String.init) ?? "nothing")")
            case .told(let more): told.append(more)
            }
        }
    }

    /// Listens to topics such as `"tasks"`.
    ///
    /// - Shape: the number after which everything is told live.
    @discardableResult
    package func subscribe(_ topics: String..., after: Int64? = nil) throws -> Int64 {
        let names = topics.map { "\"\($0)\"" }.joined(separator: ",")
        let mark = try after.map { ",\"after\":\"\(try call("ping")["life"] ?? "")-\($0)\"" } ?? ""
        let answer = try call("subscribe", "{\"topics\":[\(names)]\(mark)}")
        guard let seq = answer["seq"] as? NSNumber else { throw HTTPError("not subscribed: \(answer)") }
        return seq.int64Value
    }

    /// - Errors: `HTTPError` when nothing is told in time.
    package func next() throws -> Told {
        guard told.isEmpty else { return told.removeFirst() }
        guard case .told(let told) = try read() else { throw HTTPError("an answer that nobody asked for") }
        return told
    }

    /// The next notice's; nil once it is closed.
    package func nextNotice() throws -> LiveNotice? {
        if case .notice(let notice) = try next() { notice } else { nil }
    }

    private enum Message {
        case answer([String: Any])
        case told(Told)
    }

    private func read() throws -> Message {
        // Pings come for as long as nothing else does.
        let limit = ContinuousClock.now + .seconds(20)
        while ContinuousClock.now < limit {
            switch try client.next() {
            case .text(let text):
                let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
                guard let method = object["method"] as? String else { return .answer(object) }
                return .told(.notice(LiveNotice(method, object["params"] as? [String: Any] ?? [:])))
            case .ping(let payload): try client.send(.pong, payload)
            case .close(let code): return .told(.closed(code))
            case .end: return .told(.closed(nil))
            case .binary, .pong: throw HTTPError("neither text nor a ping")
            }
        }
        throw HTTPError("nothing but pings")
    }
}

/// A client of `/live/events`.
package final class LiveStream {
    package let client: EventStreamClient

    package init(_ client: EventStreamClient) {
        self.client = client
    }

    /// - Shape: nil at the stream's end.
    package func nextNotice() throws -> LiveNotice? {
        guard let event = try client.next() else { return nil }
        let members = try JSONSerialization.jsonObject(with: Data(event.data.utf8)) as? [String: Any] ?? [:]
        let notice = LiveNotice(event.name == "message" ? "event" : event.name, members)
        guard event.id.split(separator: "-").last.map(String.init) == notice.seq.map(String.init) else {
            throw HTTPError("id \(event.id): \(event.data)")
        }
        return notice
    }
}

extension RunningSite {
    /// Opens a WebSocket with the cookies and headers of a client.
    package func webSocket(_ client: HTTPClient, _ headers: [(String, String)] = []) throws -> LiveSocket {
        let all = client.headers + client.cookieHeader + headers
        return LiveSocket(try WebSocketClient(HTTPConnection(port: port), "/live/socket", all))
    }

    /// A socket of `elwosa-live` itself. NGINX and the kernel keep some MiB for a client that does not read, and how
    /// many depends on the machine; here its queue is full soon.
    package func directWebSocket(_ client: HTTPClient) throws -> LiveSocket {
        let passed = [
            ("X-Elwosa-Address", "127.0.0.1"), ("X-Elwosa-Request", "slow"), ("X-Elwosa-Scheme", "http"),
            ("Host", "127.0.0.1:\(port)"),
        ]
        let all = client.headers + client.cookieHeader + passed
        let path = "\(state)/run/live.sock"
        return LiveSocket(try WebSocketClient(HTTPConnection(path: path), "/live/socket", all))
    }

    package func eventStream(
        _ client: HTTPClient, _ query: String = "topics=tasks", _ headers: [(String, String)] = []
    ) throws -> LiveStream {
        let all = client.headers + client.cookieHeader + headers
        return LiveStream(try EventStreamClient(HTTPConnection(port: port), "/live/events?\(query)", all))
    }

    /// A person's client that is made and signed in.
    package func person(_ name: String, role: String = "member") throws -> HTTPClient {
        let made = try run(["user", "add", name, "--role", role, "--password-file", "-"], input: Self.password)
        guard made.status == 0 else { throw HTTPError(made.error) }
        return try signIn(name)
    }

    package func signIn(_ name: String) throws -> HTTPClient {
        let client = client()
        let reply = try client.send("POST", "/auth/login", json: #"{"name":"\#(name)","password":"\#(Self.password)"}"#)
        guard reply.status == 200 else { throw HTTPError("signing in: \(reply.status) \(reply.text)") }
        return client
    }

    /// A client with a personal access token for all that the person may.
    package func program(of name: String) throws -> HTTPClient {
        let made = try run("token", "add", "--user", name, "--name", "program")
        guard made.status == 0, let token = made.output.split(separator: "\n").last else { throw HTTPError(made.error) }
        return client([("Authorization", "Bearer \(token)")])
    }
}
