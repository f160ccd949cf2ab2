import Domain
import JSON
import Web

/// The form in which a connection is spoken on.
enum LiveForm: Sendable {
    /// JSON-RPC 2.0 in text messages.
    case socket
    /// Server-sent events.
    case stream
}

/// Something to be told, written once for each form however many hear it.
final class LiveMessage {
    private let method: String
    /// The number that a client comes back with; nil where it does not count.
    private let seq: Int64?
    private let parameters: [UInt8]
    private lazy var socket = Payload(RPCReply.notification(method, parameters))
    private var stream: Payload?

    private init(_ method: String, _ seq: Int64? = nil, _ members: (inout JSONWriter) -> Void) {
        self.method = method
        self.seq = seq
        var out = JSONWriter(capacity: 256)
        out.object(members)
        parameters = out.bytes
    }

    /// - Shape: a stream's messages bear the mark that a client comes back with, of this life.
    func payload(_ form: LiveForm, in life: Life) -> Payload {
        guard form == .stream else { return socket }
        if let stream { return stream }
        let payload = Payload(lines(life))
        stream = payload
        return payload
    }

    /// - Source: the HTML standard, section 9.2.6. An event without a name is what `onmessage` gets.
    private func lines(_ life: Life) -> [UInt8] {
        var lines: [UInt8] = []
        if let seq { lines += Array("id: \(EventMark(seq, in: life))\n".utf8) }
        if method != "event" { lines += Array("event: \(method)\n".utf8) }
        return lines + Array("data: ".utf8) + parameters + Array("\n\n".utf8)
    }

    /// - Shape: with the topics of the event that its hearer listens to.
    static func event(_ event: LiveEvent, under topics: [Topic]) -> LiveMessage {
        LiveMessage("event", event.seq) { event.write(under: topics, to: &$0) }
    }

    /// The message that a topic was in sight and no longer is.
    static func gone(_ topic: Topic, at seq: Int64) -> LiveMessage {
        LiveMessage("gone", seq) { out in
            out.member("seq", seq)
            out.member("topic", topic.text)
        }
    }

    static func expiring(at instant: Instant) -> LiveMessage {
        LiveMessage("expiring") { out in out.member("at", instant.rfc3339) }
    }

    /// The beginning of an event stream: from which number on it tells everything.
    static func hello(_ seq: Int64, in life: Life) -> LiveMessage {
        LiveMessage("hello", seq) { out in
            out.member("seq", seq)
            out.member("life", life.description)
        }
    }
}

extension LiveEvent {
    fileprivate func write(under topics: [Topic], to out: inout JSONWriter) {
        out.member("seq", seq)
        out.member("at", at.rfc3339)
        out.member("kind", kind.rawValue)
        if let actor {
            out.member(
                "actor",
                object: { out in
                    out.member("id", actor.id)
                    out.member("name", actor.name)
                })
        }
        if let subject { out.member(kind.subject.member, subject) }
        if let project, kind.subject != .project { out.member("projectId", project) }
        if let space = audience.place?.space, kind.subject != .space { out.member("spaceId", space) }
        if let key { out.member("key", key) }
        out.member("topics", topics.map(\.text))
        if !changed.isEmpty { out.member("changed", changed) }
    }
}
