import Crypto
import Domain
import JSON
import SQLite

/// One thing that happened, about to be appended to the log.
struct Event: Sendable {
    let kind: EventKind
    let subject: Int64?
    let actor: String
    let instant: Instant
    /// JSON; never a token, password or secret.
    let content: [UInt8]

    init(
        _ kind: EventKind, subject: Int64?, actor: String, at instant: Instant,
        content: (inout JSONWriter) -> Void = { _ in }
    ) {
        self.kind = kind
        self.subject = subject
        self.actor = actor
        self.instant = instant
        var out = JSONWriter()
        out.object(content)
        self.content = out.bytes
    }

    init(_ kind: EventKind, subject: Int64?, by change: Change, content: (inout JSONWriter) -> Void = { _ in }) {
        self.init(kind, subject: subject, actor: change.caller.actor, at: change.instant, content: content)
    }
}

/// One row of the log: what its mac is computed over.
struct EventLink {
    let seq: Int64
    let instant: Instant
    let actor: String
    let area: String
    let kind: String
    let subject: Int64?
    let project: Int64?
    let digest: [UInt8]

    /// HMAC-SHA-256 over the mac before and every field, each with its length, so that no two rows read the same.
    func mac(after previous: [UInt8], key: [UInt8]) -> [UInt8] {
        var message = previous
        message.reserveCapacity(256)
        for number in [seq, instant.seconds] { append(number, to: &message) }
        for text in [actor, area, kind] {
            append(Int64(text.utf8.count), to: &message)
            message.append(contentsOf: text.utf8)
        }
        for number in [subject, project] {
            message.append(number == nil ? 0 : 1)
            append(number ?? 0, to: &message)
        }
        return HMACSHA256.code(message + digest, key: key)
    }

    private func append(_ number: Int64, to message: inout [UInt8]) {
        withUnsafeBytes(of: number.bigEndian) { message.append(contentsOf: $0) }
    }
}

/// The log of everything that happened: appended to with each change, verified from its first row to its last.
public struct EventLog: Sendable {
    let store: Store

    /// What the first row's mac is chained to.
    static let root = [UInt8](repeating: 0, count: 32)

    /// The end of the chain. Kept elsewhere, it shows later whether the log's tail was cut.
    public struct Head: Equatable, Sendable, CustomStringConvertible {
        public let seq: Int64
        public let mac: [UInt8]

        public init(seq: Int64, mac: [UInt8]) {
            self.seq = seq
            self.mac = mac
        }

        /// `12:0123…`, as it is printed and read.
        public var description: String { "\(seq):\(Hexadecimal.encode(mac))" }
    }

    public struct Verdict: Equatable, Sendable {
        public let head: Head
        public let events: Int
        /// Bodies that were erased on purpose; their events still stand in the chain.
        public let erasedBodies: Int
        /// The first row at which the chain does not hold, and why; nil when all of it holds.
        public let fault: String?
    }

    /// Reads the whole log and recomputes every digest and mac.
    ///
    /// - Shape: `known` are heads kept elsewhere; each must stand in the log.
    /// - Errors: `.unavailable` when the database cannot be read; a broken chain is a verdict, not an error.
    public func verify(known: [Head] = []) throws(Failure) -> Verdict {
        try store.read { tx in
            var checker = ChainChecker(key: store.eventKey, known: known)
            try tx.each(
                """
                SELECT e.seq, e.at, e.actor, e.area, e.kind, e.subject, e.project, e.digest, e.mac, b.salt, b.content
                FROM event e LEFT JOIN eventBody b ON b.seq = e.seq ORDER BY e.seq
                """
            ) { row in try checker.check(row) }
            return checker.verdict
        }
    }

    public func head() throws(Failure) -> Head {
        try store.read { tx in try EventLog.last(tx) ?? Head(seq: 0, mac: Self.root) }
    }

    fileprivate static func last(_ tx: ReadTransaction) throws -> Head? {
        try tx.one("SELECT seq, mac FROM event ORDER BY seq DESC LIMIT 1") { row in
            Head(seq: try row[0], mac: try row[1])
        }
    }
}

extension WriteTransaction {
    /// Appends an event to the log, in the transaction of the change that it tells of.
    func append(_ event: Event, key: [UInt8]) throws {
        let last = try EventLog.last(self) ?? EventLog.Head(seq: 0, mac: EventLog.root)
        let salt = Random.bytes(16)
        let link = EventLink(
            seq: last.seq + 1, instant: event.instant, actor: event.actor, area: event.kind.area,
            kind: event.kind.rawValue, subject: event.subject, project: nil,
            digest: SHA256.hash(salt + event.content))
        try run(
            """
            INSERT INTO event (seq, at, actor, area, kind, subject, project, digest, mac)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, link.seq, link.instant, link.actor, link.area, link.kind, link.subject, link.project, link.digest,
            link.mac(after: last.mac, key: key))
        try run(
            "INSERT INTO eventBody (seq, salt, content) VALUES (?, ?, ?)", link.seq, salt,
            String(decoding: event.content, as: UTF8.self))
    }
}

/// Walks the log and stops believing at the first row that does not follow from the one before.
private struct ChainChecker {
    let key: [UInt8]
    private var known: [Int64: [UInt8]]
    private var head = EventLog.Head(seq: 0, mac: EventLog.root)
    private var events = 0
    private var erased = 0
    private var fault: String?

    init(key: [UInt8], known: [EventLog.Head]) {
        self.key = key
        self.known = Dictionary(known.map { ($0.seq, $0.mac) }, uniquingKeysWith: { first, _ in first })
    }

    mutating func check(_ row: borrowing Row) throws {
        let link = EventLink(
            seq: try row[0], instant: try row[1], actor: try row[2], area: try row[3], kind: try row[4],
            subject: try row[5], project: try row[6], digest: try row[7])
        let mac: [UInt8] = try row[8]
        let salt: [UInt8]? = try row[9]
        let content: String? = try row[10]
        events += 1
        if fault == nil, link.seq != head.seq + 1 {
            fault = "Event \(head.seq + 1) is missing."
        } else if fault == nil, link.mac(after: head.mac, key: key) != mac {
            fault = "Event \(link.seq) was altered, or the key is another one."
        }
        if let salt, let content {
            if fault == nil, SHA256.hash(salt + Array(content.utf8)) != link.digest {
                fault = "The body of event \(link.seq) was altered."
            }
        } else {
            erased += 1
        }
        if let expected = known.removeValue(forKey: link.seq), fault == nil, expected != mac {
            fault = "Event \(link.seq) is not the one whose head was kept."
        }
        head = EventLog.Head(seq: link.seq, mac: mac)
    }

    var verdict: EventLog.Verdict {
        let cut = known.keys.filter { $0 > 0 }.max().map { "The log ends before event \($0), whose head was kept." }
        return EventLog.Verdict(head: head, events: events, erasedBodies: erased, fault: fault ?? cut)
    }
}

extension EventLog.Head {
    /// Reads what `description` wrote; nil for anything else.
    public init?(text: String) {
        let parts = text.split(separator: ":")
        guard parts.count == 2, let seq = Int64(parts[0]), parts[1].count == 64 else { return nil }
        var mac: [UInt8] = []
        var digits = parts[1][...]
        while !digits.isEmpty {
            guard let byte = UInt8(digits.prefix(2), radix: 16) else { return nil }
            mac.append(byte)
            digits = digits.dropFirst(2)
        }
        self.init(seq: seq, mac: mac)
    }
}
