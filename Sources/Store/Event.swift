import Crypto
import Domain
import JSON
import SQLite

/// One thing that happened, about to be appended to the log.
package struct Event: Sendable {
    package let kind: EventKind
    package let subject: Int64?
    /// Where it happened.
    package let place: Place?
    package let actor: EventActor
    package let instant: Instant
    /// JSON; never a token, password or secret.
    package let content: [UInt8]

    package init(
        _ kind: EventKind, subject: Int64?, place: Place? = nil, actor: EventActor, at instant: Instant,
        content: (inout JSONWriter) -> Void = { _ in }
    ) {
        self.kind = kind
        self.subject = subject
        self.place = place
        self.actor = actor
        self.instant = instant
        var out = JSONWriter()
        out.object(content)
        self.content = out.bytes
    }

    package init(
        _ kind: EventKind, subject: Int64?, project: Int64? = nil, by change: Change,
        content: (inout JSONWriter) -> Void = { _ in }
    ) {
        self.init(kind, subject: subject, place: project.map(Place.project), by: change, content: content)
    }

    package init(
        _ kind: EventKind, subject: Int64?, place: Place?, by change: Change,
        content: (inout JSONWriter) -> Void = { _ in }
    ) {
        self.init(
            kind, subject: subject, place: place, actor: change.caller.actor, at: change.instant
        ) { out in
            content(&out)
            change.caller.writeTokenMaker(to: &out)
        }
    }

    /// With where the request came from, as every event about rights and credentials tells it.
    package init(
        _ kind: EventKind, subject: Int64?, traced change: Change, content: (inout JSONWriter) -> Void = { _ in }
    ) {
        self.init(kind, subject: subject, by: change) { out in
            content(&out)
            change.client?.write(to: &out)
        }
    }
}

extension WriteTransaction {
    /// Appends an event to the log, in the transaction of the change that it tells of.
    ///
    /// - Shape: its number.
    @discardableResult
    package func append(_ event: Event, key: [UInt8]) throws -> Int64 {
        let last = try EventLog.last(self) ?? EventHead(seq: 0, mac: EventLog.root)
        let salt = Random.bytes(16)
        let link = EventLink(
            seq: last.seq + 1, instant: event.instant, actor: event.actor, area: event.kind.area,
            kind: event.kind.rawValue, subject: event.subject, place: event.place?.number,
            digest: SHA256.hash(salt + event.content))
        try run(
            """
            INSERT INTO event (seq, at, actor, area, kind, subject, project, digest, mac)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, link.seq, link.instant, link.actor, link.area, link.kind, link.subject, link.place, link.digest,
            link.mac(after: last.mac, key: key))
        try run(
            "INSERT INTO eventBody (seq, salt, content) VALUES (?, ?, ?)", link.seq, salt,
            String(decoding: event.content, as: UTF8.self))
        return link.seq
    }
}

extension Client {
    /// The members that every such event has.
    package func write(to out: inout JSONWriter) {
        out.member("network", network)
        out.member("device", device)
    }
}

extension Caller {
    /// Says who made the token that somebody else acts by: every event does, also when the token is gone.
    fileprivate func writeTokenMaker(to out: inout JSONWriter) {
        if let tokenMaker { out.member("tokenMadeBy", tokenMaker) }
    }
}
