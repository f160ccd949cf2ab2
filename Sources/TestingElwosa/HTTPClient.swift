import Foundation

/// A small HTTP/1.1 client that shows what was sent and what came back: it blocks, follows no redirect and mends
/// nothing. It keeps cookies, as one person's browser does.
///
/// - Source: RFC 9112; RFC 6265 as far as one site needs it (names and values, `Max-Age=0` removes).
package final class HTTPClient {
    package let port: UInt16
    /// Sent with every request; a request's own headers come after them.
    package var headers: [(String, String)]
    package var cookies: [String: String] = [:]
    /// Keeps the connection open for the next request; a server may close it at any moment.
    private let keepsConnection: Bool
    private var connection: HTTPConnection?
    /// Sends once more, on a new connection, what a kept one was closed under before any of an answer had come: a server may
    /// close it at any moment, and whoever does this gives its writes an `Idempotency-Key`.
    package var sendsAgain = false
    /// Requests on a connection that had one before.
    package private(set) var reused = 0
    /// Requests that were sent once more.
    package private(set) var resent = 0

    package init(port: UInt16, headers: [(String, String)] = [], keepsConnection: Bool = false) {
        self.port = port
        self.headers = headers
        self.keepsConnection = keepsConnection
    }

    package func get(_ target: String, _ headers: [(String, String)] = []) throws -> HTTPReply {
        try send("GET", target, headers)
    }

    /// A page as a browser asks for it.
    package func page(_ target: String) throws -> HTTPReply { try get(target, [("Accept", "text/html")]) }

    /// A plain form as a browser of this site sends it.
    package func submit(_ target: String, _ fields: [(String, String)] = []) throws -> HTTPReply {
        let body = fields.map { "\(Self.encode($0.0))=\(Self.encode($0.1))" }.joined(separator: "&")
        let headers = [
            ("Content-Type", "application/x-www-form-urlencoded"), ("Accept", "text/html"),
            ("Sec-Fetch-Site", "same-origin"),
        ]
        return try send("POST", target, headers, body: Array(body.utf8))
    }

    /// JSON as a program sends it.
    package func send(
        _ method: String, _ target: String, json: String, _ headers: [(String, String)] = []
    ) throws -> HTTPReply {
        let type = [("Content-Type", "application/json"), ("Accept", "application/json")]
        return try send(method, target, type + headers, body: Array(json.utf8))
    }

    /// - Errors: `HTTPError` when no connection can be made, or no whole answer comes within 30 s.
    package func send(
        _ method: String, _ target: String, _ headers: [(String, String)] = [], body: [UInt8]? = nil
    ) throws -> HTTPReply {
        var lines = ["\(method) \(target) HTTP/1.1", "Host: 127.0.0.1:\(port)"]
        if !keepsConnection { lines.append("Connection: close") }
        lines += (self.headers + headers + cookieHeader).map { "\($0.0): \($0.1)" }
        if let body { lines.append("Content-Length: \(body.count)") }
        let head = Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
        return try send(raw: head + (body ?? []), isHead: method == "HEAD")
    }

    /// Its cookies as a header; none where it has none.
    var cookieHeader: [(String, String)] {
        let pairs = cookies.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }
        return pairs.isEmpty ? [] : [("Cookie", pairs.joined(separator: "; "))]
    }

    /// Sends exactly these bytes; for what no decent client would send.
    package func send(raw bytes: [UInt8], isHead: Bool = false) throws -> HTTPReply {
        guard sendsAgain, let kept = connection else { return try exchange(bytes, isHead: isHead) }
        do {
            return try exchange(bytes, isHead: isHead)
        } catch let error as HTTPError {
            guard kept.isOver, !kept.hasMore else { throw error }
            resent += 1
            return try exchange(bytes, isHead: isHead)
        }
    }

    private func exchange(_ bytes: [UInt8], isHead: Bool) throws -> HTTPReply {
        reused += connection == nil ? 0 : 1
        let connection = try self.connection ?? HTTPConnection(port: port)
        self.connection = nil
        try connection.send(bytes)
        let reply = try connection.receive(isHead: isHead)
        if keepsConnection, reply.header("Connection")?.lowercased() != "close" { self.connection = connection }
        for line in reply.headers("Set-Cookie") { keep(line) }
        return reply
    }

    private func keep(_ line: String) {
        let parts = line.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
        guard let pair = parts.first, let equals = pair.firstIndex(of: "=") else { return }
        let isGone = parts.dropFirst().contains { $0.lowercased() == "max-age=0" }
        cookies[String(pair[..<equals])] = isGone ? nil : String(pair[pair.index(after: equals)...])
    }

    private static func encode(_ text: String) -> String {
        let unreserved = CharacterSet(
            charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
        return text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }
}
