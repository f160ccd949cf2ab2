import Foundation

/// A small WebSocket client that shows what was sent and what comes back: it blocks, answers nothing by itself, and can
/// send what no decent client would.
///
/// - Source: RFC 6455, sections 4.1 and 5.
package final class WebSocketClient {
    package enum Message: Equatable, Sendable {
        case text(String)
        case binary([UInt8])
        case ping([UInt8])
        case pong([UInt8])
        /// nil where the frame has no code.
        case close(UInt16?)
        /// The connection has ended.
        case end
    }

    /// The key of the RFC's own example, and what answers it.
    package static let key = "dGhlIHNhbXBsZSBub25jZQ=="
    package static let proof = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="

    /// The answer to the handshake.
    package let reply: HTTPReply
    private let connection: HTTPConnection

    /// - Errors: `HandshakeRefused` with what was answered instead of 101; `HTTPError`.
    package init(_ connection: HTTPConnection, _ target: String, _ headers: [(String, String)] = []) throws {
        self.connection = connection
        try connection.send(Array(Self.handshake(target, headers).utf8))
        reply = try connection.receive()
        guard reply.status == 101 else { throw HandshakeRefused(reply: reply) }
    }

    package static func handshake(_ target: String, _ headers: [(String, String)]) -> String {
        let own = [
            ("Host", "127.0.0.1"), ("Upgrade", "websocket"), ("Connection", "Upgrade"), ("Sec-WebSocket-Key", key),
            ("Sec-WebSocket-Version", "13"),
        ]
        let others = own.filter { header in !headers.contains { $0.0 == header.0 } }
        return "GET \(target) HTTP/1.1\r\n" + (others + headers).map { "\($0.0): \($0.1)\r\n" }.joined() + "\r\n"
    }

    package func send(_ text: String) throws { try send(.text, Array(text.utf8)) }

    package enum Opcode: UInt8, Sendable {
        case continuation = 0x0
        case text = 0x1
        case binary = 0x2
        case close = 0x8
        case ping = 0x9
        case pong = 0xa
    }

    /// One frame.
    package func send(
        _ opcode: Opcode, _ payload: [UInt8] = [], isFinal: Bool = true, isMasked: Bool = true, reserved: UInt8 = 0
    ) throws {
        var bytes = [(isFinal ? 0x80 : 0) | reserved << 4 | opcode.rawValue]
        let mask: UInt8 = isMasked ? 0x80 : 0
        switch payload.count {
        case ..<126: bytes.append(mask | UInt8(payload.count))
        case ..<65_536: bytes += [mask | 126] + Self.bytes(of: payload.count, 2)
        default: bytes += [mask | 127] + Self.bytes(of: payload.count, 8)
        }
        let key: [UInt8] = [0x37, 0xfa, 0x21, 0x3d]
        bytes += isMasked ? key + payload.enumerated().map { $1 ^ key[$0 % 4] } : payload
        try connection.send(bytes)
    }

    package func send(raw bytes: [UInt8]) throws { try connection.send(bytes) }

    package func close(_ code: UInt16) throws { try send(.close, Self.bytes(of: Int(code), 2)) }

    private static func bytes(of number: Int, _ count: Int) -> [UInt8] {
        (0..<count).reversed().map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }

    /// The next frame; a server sends none in fragments here.
    ///
    /// - Errors: `HTTPError` when none comes in time, or one that a server may not send.
    package func next() throws -> Message {
        do {
            return try nextFrame()
        } catch {
            if connection.isOver { return .end }
            throw error
        }
    }

    private func nextFrame() throws -> Message {
        let head = try connection.take(2)
        guard head[0] & 0xf0 == 0x80, head[1] & 0x80 == 0, let opcode = Opcode(rawValue: head[0] & 0x0f) else {
            throw HTTPError("no frame of a server: \(head)")
        }
        let longer = [126: 2, 127: 8][head[1]] ?? 0
        let length = longer == 0 ? Int(head[1]) : try connection.take(longer).reduce(0) { $0 << 8 | Int($1) }
        let payload = try connection.take(length)
        switch opcode {
        case .text, .continuation: return .text(String(decoding: payload, as: UTF8.self))
        case .binary: return .binary(payload)
        case .ping: return .ping(payload)
        case .pong: return .pong(payload)
        case .close: return .close(payload.count < 2 ? nil : UInt16(payload[0]) << 8 | UInt16(payload[1]))
        }
    }

    /// Waits for no more than so long for the next.
    package func patience(_ seconds: Double) { connection.patience(seconds) }
}

/// A handshake that was answered with anything but 101.
package struct HandshakeRefused: Error {
    package let reply: HTTPReply
}
