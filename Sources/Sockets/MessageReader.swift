import NIOCore
import NIOWebSocket
import Web

/// Puts the frames of one WebSocket together to messages, and refuses what breaks the protocol.
///
/// - Source: RFC 6455, sections 5.4 (fragments), 5.5 (control frames), 5.6 (text is UTF-8) and 7.4 (close codes).
struct MessageReader {
    enum Step: Equatable {
        case nothing
        case message(SocketMessage)
        case ping(ByteBuffer)
        /// nil where the close frame had no code, and its answer has none either.
        case close(CloseReason?)
        /// The reason to close: the message breaks the protocol or the limit.
        case refuse(CloseReason)
    }

    let limit: Int
    private var bytes: [UInt8] = []
    /// That of the message whose fragments are being read.
    private var opcode: WebSocketOpcode?
    private var utf8 = UTF8Checker()

    init(limit: Int) {
        self.limit = limit
    }

    mutating func take(_ frame: WebSocketFrame) -> Step {
        // Clients mask, and nothing was agreed that would give a reserved bit a meaning.
        guard frame.maskKey != nil, frame.reservedBits.isEmpty else { return .refuse(.protocolError) }
        switch frame.opcode {
        case .text where opcode == nil, .binary where opcode == nil:
            opcode = frame.opcode
            return append(frame)
        case .continuation where opcode != nil: return append(frame)
        case .ping: return .ping(frame.unmaskedData)
        case .pong: return .nothing
        case .connectionClose: return .close(Self.answer(to: Array(frame.unmaskedData.readableBytesView)))
        default: return .refuse(.protocolError)
        }
    }

    private mutating func append(_ frame: WebSocketFrame) -> Step {
        guard bytes.count + frame.length <= limit else { return .refuse(.tooLarge) }
        let isText = opcode == .text
        let more = frame.unmaskedData.readableBytesView
        guard !isText || utf8.take(more) else { return .refuse(.notUTF8) }
        bytes.append(contentsOf: more)
        guard frame.fin else { return .nothing }
        guard utf8.isComplete else { return .refuse(.notUTF8) }
        defer { (bytes, opcode) = ([], nil) }
        return .message(isText ? .text(bytes) : .binary(bytes))
    }

    private static func answer(to payload: [UInt8]) -> CloseReason? {
        guard !payload.isEmpty else { return nil }
        guard payload.count >= 2 else { return .protocolError }
        var checker = UTF8Checker()
        guard checker.take(payload.dropFirst(2)), checker.isComplete else { return .notUTF8 }
        let code = UInt16(payload[0]) << 8 | UInt16(payload[1])
        switch code {
        case 1_000...1_003, 1_007...1_014, 3_000...4_999: return CloseReason(code, "")
        default: return .protocolError
        }
    }
}

/// A check, piece by piece, that bytes are UTF-8 so far.
///
/// - Source: RFC 3629, section 4: what may follow a first byte.
struct UTF8Checker {
    /// Bytes that are still to come of the character begun, and within which bounds the next one lies.
    private var missing = 0
    private var bounds: ClosedRange<UInt8> = 0x80...0xbf

    var isComplete: Bool { missing == 0 }

    /// - Shape: false as soon as a byte cannot belong to any character.
    mutating func take(_ bytes: some Collection<UInt8>) -> Bool {
        bytes.allSatisfy { take($0) }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        if missing > 0 {
            guard bounds.contains(byte) else { return false }
            missing -= 1
            bounds = 0x80...0xbf
            return true
        }
        switch byte {
        case 0x00...0x7f: return true
        case 0xc2...0xdf: missing = 1
        case 0xe0: (missing, bounds) = (2, 0xa0...0xbf)
        case 0xed: (missing, bounds) = (2, 0x80...0x9f)
        case 0xe1...0xef: missing = 2
        case 0xf0: (missing, bounds) = (3, 0x90...0xbf)
        case 0xf1...0xf3: missing = 3
        case 0xf4: (missing, bounds) = (3, 0x80...0x8f)
        default: return false
        }
        return true
    }
}
