/// The other side of an open session.
package protocol OpenConnection: AnyObject, Sendable {
    /// Sends a payload after what was sent before. May be called from any thread, also under a lock: it only puts the
    /// payload into a queue. A connection that cannot take any more is closed as `.tooSlow`.
    func send(_ payload: Payload)

    /// Closes the connection once what was sent before has left, or after some seconds. May be called as `send` may.
    func close(_ reason: CloseReason)

    /// So much is on its way already that more should wait for `drained`, which is then sure to come.
    var isCongested: Bool { get }
}

/// A message of a WebSocket's client.
package enum SocketMessage: Equatable, Sendable {
    /// UTF-8.
    case text([UInt8])
    case binary([UInt8])

    package var bytes: [UInt8] {
        switch self {
        case .text(let bytes), .binary(let bytes): bytes
        }
    }
}

/// Bytes that may go to many connections: kept once, whoever gets them.
///
/// - Shape: for a WebSocket one message, without a frame; for an event stream whole lines.
package final class Payload: Sendable {
    package let bytes: [UInt8]
    /// The kind of a WebSocket's message: binary, else text.
    package let isBinary: Bool

    package init(_ bytes: [UInt8], isBinary: Bool = false) {
        self.bytes = bytes
        self.isBinary = isBinary
    }
}

/// Why a connection is closed: what a WebSocket tells its client in the close frame.
///
/// - Source: RFC 6455, section 7.4; 1012 and 1013 as IANA has them; 4000 to 4999 are the application's own.
package struct CloseReason: Equatable, Sendable {
    package let code: UInt16
    package let text: String

    package init(_ code: UInt16, _ text: String) {
        self.code = code
        self.text = text
    }

    package static let normal = CloseReason(1_000, "")
    package static let protocolError = CloseReason(1_002, "protocol error")
    package static let binary = CloseReason(1_003, "only text is read here")
    package static let notUTF8 = CloseReason(1_007, "not UTF-8")
    package static let tooManyMessages = CloseReason(1_008, "too many messages")
    package static let tooLarge = CloseReason(1_009, "a message has at most 64 KiB; larger entries go by HTTP")
    package static let restart = CloseReason(1_012, "restarting; connect again and resume")
    package static let noLongerSignedIn = CloseReason(4_001, "no longer signed in")
    package static let tooSlow = CloseReason(4_008, "too slow; connect again and resume")
}
