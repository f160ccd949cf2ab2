import Foundation

/// A small client of server-sent events, which blocks.
///
/// - Source: the HTML standard, section 9.2.6, as far as one site needs it.
package final class EventStreamClient {
    package struct ServerSentEvent: Equatable, Sendable {
        package var id = ""
        package var name = "message"
        package var data = ""
    }

    /// The answer to the request, without its body.
    package let reply: HTTPReply
    /// Comments, without their colon.
    package private(set) var comments: [String] = []
    private let connection: HTTPConnection
    private var text: [UInt8] = []

    /// - Errors: `HandshakeRefused` for anything but 200; `HTTPError`.
    package init(_ connection: HTTPConnection, _ target: String, _ headers: [(String, String)] = []) throws {
        self.connection = connection
        let lines = [("Host", "127.0.0.1"), ("Accept", "text/event-stream")] + headers
        let head = "GET \(target) HTTP/1.1\r\n" + lines.map { "\($0.0): \($0.1)\r\n" }.joined() + "\r\n"
        try connection.send(Array(head.utf8))
        reply = try connection.receiveHead()
        guard reply.status == 200 else { throw HandshakeRefused(reply: reply) }
    }

    /// - Shape: nil at the stream's end.
    /// - Errors: `HTTPError` when none comes in time.
    package func next() throws -> ServerSentEvent? {
        var event = ServerSentEvent()
        while let line = try line() {
            if line.isEmpty {
                if !event.data.isEmpty { return event }
                continue
            }
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let value = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
            switch parts[0] {
            case "": comments.append(value)
            case "id": event.id = value
            case "event": event.name = value
            case "data": event.data += value
            default: break
            }
        }
        return nil
    }

    private func line() throws -> String? {
        while true {
            if let end = text.firstIndex(of: 10) {
                defer { text.removeSubrange(...end) }
                return String(decoding: text[..<end], as: UTF8.self)
            }
            guard let more = try more() else { return nil }
            text += more
        }
    }

    /// The bytes that arrived since, out of their chunks where NGINX stands between.
    private func more() throws -> [UInt8]? {
        guard reply.header("Transfer-Encoding")?.lowercased() == "chunked" else { return try connection.takeAny() }
        do {
            let chunk = try connection.chunk()
            return chunk.isEmpty ? nil : chunk
        } catch {
            // Broken off.
            if connection.isOver { return nil }
            throw error
        }
    }

    /// Waits for no more than so long for the next.
    package func patience(_ seconds: Double) { connection.patience(seconds) }
}
