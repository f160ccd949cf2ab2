import NIOCore
import NIOWebSocket
import Web

/// The WebSocket frames sent to clients; a payload that many get is put into its frame once.
///
/// - Source: RFC 6455, section 5.2. What a server sends is one frame, not masked.
final class Frames {
    private var made: [ObjectIdentifier: (payload: Payload, buffer: ByteBuffer)] = [:]

    func message(_ payload: Payload) -> ByteBuffer {
        if let known = made[ObjectIdentifier(payload)] { return known.buffer }
        let buffer = Self.frame(payload.isBinary ? .binary : .text, payload.bytes)
        // Held with its payload, so that no other can come to lie at the same address.
        made[ObjectIdentifier(payload)] = (payload, buffer)
        return buffer
    }

    func lines(_ payload: Payload) -> ByteBuffer {
        if let known = made[ObjectIdentifier(payload)] { return known.buffer }
        let buffer = ByteBuffer(bytes: payload.bytes)
        made[ObjectIdentifier(payload)] = (payload, buffer)
        return buffer
    }

    static func frame(_ opcode: WebSocketOpcode, _ bytes: some Collection<UInt8>) -> ByteBuffer {
        var buffer = ByteBuffer()
        buffer.reserveCapacity(bytes.count + 10)
        buffer.writeInteger(0x80 | UInt8(webSocketOpcode: opcode))
        switch bytes.count {
        case ..<126:
            buffer.writeInteger(UInt8(bytes.count))
        case ..<65_536:
            buffer.writeInteger(UInt8(126))
            buffer.writeInteger(UInt16(bytes.count))
        default:
            buffer.writeInteger(UInt8(127))
            buffer.writeInteger(UInt64(bytes.count))
        }
        buffer.writeBytes(bytes)
        return buffer
    }

    static func close(_ reason: CloseReason) -> ByteBuffer {
        frame(.connectionClose, [UInt8(reason.code >> 8), UInt8(reason.code & 0xff)] + Array(reason.text.utf8))
    }
}
