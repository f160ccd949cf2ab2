import Crypto
import Domain
import JSON
import SQLite

/// Walks the log and stops believing at the first row that does not follow from the one before.
package struct ChainChecker {
    package let key: [UInt8]
    private var known: [Int64: [UInt8]]
    private var head: EventHead
    private var events = 0
    private var erased = 0
    /// Bodies that are not those of their events, with their digests, until an event vouches for them.
    private var others: [Int64: [UInt8]] = [:]
    private var replaced = 0
    private var fault: String?

    /// - Shape: `head` is where it begins: what comes before is believed.
    package init(key: [UInt8], known: [EventHead], after head: EventHead = EventHead(seq: 0, mac: EventLog.root)) {
        (self.key, self.head) = (key, head)
        self.known = Dictionary(known.map { ($0.seq, $0.mac) }, uniquingKeysWith: { first, _ in first })
    }

    package mutating func check(_ row: borrowing Row) throws {
        let link = EventLink(
            seq: try row[0], instant: try row[1], actor: try row[2], area: try row[3], kind: try row[4],
            subject: try row[5], place: try row[6], digest: try row[7])
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
            let digest = SHA256.hash(salt + Array(content.utf8))
            if digest != link.digest {
                others[link.seq] = digest
            } else if link.kind == AccountEventKind.textErased.rawValue {
                try vouch(EventBody.read(content))
            }
        } else {
            erased += 1
        }
        if let expected = known.removeValue(forKey: link.seq), fault == nil, expected != mac {
            fault = "Event \(link.seq) is not the one whose head was kept."
        }
        head = EventHead(seq: link.seq, mac: mac)
    }

    /// Takes from those that are others the ones that the erasing of a text put in their places.
    private mutating func vouch(_ content: JSONObject) {
        for body in EventBody.replaced(by: content) {
            guard let digest = others[body.seq], body.digest == Hexadecimal.encode(digest) else { continue }
            others[body.seq] = nil
            replaced += 1
        }
    }

    package var verdict: EventVerification {
        let altered = others.keys.min().map { "The body of event \($0) was altered." }
        let cut = known.keys.filter { $0 > 0 }.max().map { "The log ends before event \($0), whose head was kept." }
        return EventVerification(
            head: head, events: events, erasedBodies: erased, replacedBodies: replaced,
            fault: fault ?? altered ?? cut)
    }
}
